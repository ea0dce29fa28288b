import { type GuideFacts, guideFacts } from '../../scripts/release/guide-facts.ts';
import { parseStages, type Stage } from '../../scripts/release/stages.ts';

/** A configuration with these settings in place of its own; `undefined` leaves one out. */
export function configText(settings: Readonly<Record<string, string | undefined>> = {}): string {
  const all = {
    id: 'fr.example.guide',
    canonical: 'https://example.org/ig/guide',
    version: '1.0.0',
    status: 'active',
    releaseLabel: 'release',
    fhirVersion: '4.0.1',
    ...settings,
  };
  return Object.entries(all)
    .map(([name, value]) => (value === undefined ? '' : `${name}: ${value}\n`))
    .join('');
}

export function guide(settings: Readonly<Record<string, string | undefined>> = {}): GuideFacts {
  const facts = guideFacts(configText(settings), 'sushi-config.yaml');
  if (facts === undefined) throw new Error('The configuration cannot be read.');
  return facts;
}

const stagesText = `ci-build:
  releaseLabel: ci-build
  guideStatus: draft
  banner: in the works
public-comment:
  releaseLabel: public-comment
  guideStatus: draft
  mode: working
  status: public-comment
  suffix: comment
  date: today
  banner: for comment
release:
  releaseLabel: release
  guideStatus: active
  mode: milestone
  status: trial-use
  banner: released
`;

export const stages: readonly Stage[] = parseStages(stagesText).value ?? [];
