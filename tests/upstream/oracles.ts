import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementDefinition, StructureDefinition } from '../../scripts/model/fhir.ts';
import { generateSnapshots } from '../../scripts/snapshot/generate.ts';
import {
  contextOf,
  extensions,
  type PublishedPackage,
  packageFile,
  r4Core,
  shared,
  withoutSnapshots,
} from '../snapshot/published-packages.ts';

/** What the snapshots of one stand-in must be. */
export interface Oracle {
  readonly id: string;
  readonly version: string;
  /** The elements that a profile's snapshot must have; undefined where nothing tells. */
  expected(profile: StructureDefinition): readonly ElementDefinition[] | undefined;
}

export function oracles(): Oracle[] {
  return [
    snapshotsOf('hl7.fhir.uv.phd', '1.0.0', 'hl7.fhir.uv.phd-1.0.0.tgz'),
    snapshotsOf('hl7.fhir.fr.core', '2.1.0', 'hl7.fhir.fr.core-2.1.0.tgz'),
    differentialsOf('hl7.fhir.fr.core', '1.1.0', 'hl7.fhir.fr.core-1.1.0.tgz'),
    measures('3.0.1', (profile) => (bpIds.has(profile) ? undefined : officialChildren[profile])),
    measures('3.2.0', (profile) => (bpIds.has(profile) ? officialChildren[profile] : undefined)),
  ];
}

function snapshotsOf(id: string, version: string, file: string): Oracle {
  const published = packageFile(file, { id, version });
  return { id, version, expected: ({ url }) => published.find(url)?.snapshot?.element };
}

/** The package's snapshots were made by an editor, without what a type brings with it: they are made anew. */
function differentialsOf(id: string, version: string, file: string): Oracle {
  const published = packageFile(file, { id, version });
  const stripped: PublishedPackage = withoutSnapshots(published);
  const { value } = generateSnapshots(
    stripped.all().map((resource) => ({ resource, package: { id, version } })),
    contextOf({ '': [stripped, r4Core, extensions] }),
  );
  const made = new Map(value.map((definition) => [definition.url, definition.snapshot?.element]));
  return { id, version, expected: ({ url }) => made.get(url) };
}

const bpIds: ReadonlySet<string> = new Set(['mesures-fr-observation-bp']);

/** Profiles of the published guide, by the profile of ans.fhir.fr.mesures that they are a child of. */
const officialChildren: Readonly<Record<string, string>> = {
  'mesures-fr-observation-bmi': 'MESObservationBmi',
  'mesures-fr-observation-bodyheight': 'MESObservationBodyHeight',
  'mesures-fr-observation-body-temperature': 'MESObservationBodyTemperature',
  'mesures-fr-observation-body-weight': 'MESObservationBodyWeight',
  'mesures-fr-observation-bp': 'MESObservationBp',
  'mesures-fr-observation-heartrate': 'MESObservationHeartrate',
  'mesures-observation-glucose': 'MESObservationGlucose',
  'mesures-observation-head-circumference': 'MESObservationHeadCircumference',
  'mesures-observation-pain-severity': 'MESObservationPainSeverity',
  'mesures-observation-steps-by-day': 'MESObservationStepsByDay',
  'mesures-observation-waist-circumference': 'MESObservationWaistCircumference',
};

/** The official snapshot of the guide's profile decides where there is one: it says nothing but meta.profile of its own. */
function measures(version: string, childOf: (profile: string) => string | undefined): Oracle {
  const id = 'ans.fhir.fr.mesures';
  const reference = snapshotsOf(id, version, `${id}-${version}.reference.tgz`);
  return {
    id,
    version,
    expected(profile) {
      const child = childOf(profile.id ?? '');
      if (child === undefined) return reference.expected(profile);
      const file = join(shared, 'published-guide', `StructureDefinition-${child}.json`);
      const { snapshot } = JSON.parse(readFileSync(file, 'utf8')) as StructureDefinition;
      return snapshot?.element.map((element) =>
        element.id === 'Observation.meta.profile' ? unfixed(element) : element,
      );
    },
  };
}

function unfixed({ fixedCanonical: _, ...element }: ElementDefinition): ElementDefinition {
  return element;
}
