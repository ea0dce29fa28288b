import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { StructureDefinition } from '../../scripts/model/fhir.ts';
import { compareSnapshots } from '../snapshot/compare-snapshots.ts';
import { compiledGuide, projectFolder } from './compile-guide.ts';

/** The snapshots of the published guide, made by HL7's IG Publisher; kept beside the project. */
const published = join(projectFolder, '..', 'shared', 'published-guide');
const isThere = existsSync(published);
if (!isThere)
  process.stderr.write(
    'SKIPPED tests/guide/official-snapshots.test.ts: the published guide is not beside the project.\n',
  );

const inherited = ['dom-2', 'dom-3', 'dom-4', 'dom-5', 'dom-6', 'obs-6', 'obs-7', 'vs-2'];
const ofEveryMeasure = [
  'mes-source',
  'mes-source-urn',
  'mes-usager',
  'mes-usager-oid',
  'mes-valeur',
  'mes-valeur-composants',
];
const ofGlucose = [
  'mes-glycemie-indicateur',
  'mes-glycemie-recherche',
  'mes-glycemie-unite',
  'mes-jours-interdits',
  'mes-jours-obligatoires',
  'mes-moment-interdit',
  'mes-moment-obligatoire',
  'mes-vrai-glycemie',
  'mes-vrai-pourcentage',
];

function constrained(...keys: readonly string[]): string {
  return `Observation.constraint: ${JSON.stringify(inherited)} <> ${JSON.stringify([...inherited, ...keys].sort())}`;
}

/** Where this guide differs on purpose. A difference that no longer occurs fails, so the list can only shrink. */
const decided = {
  'The API refuses an Observation without its profile, so the profile demands one (rule E2).': [
    'Observation.meta.min: 0 <> 1',
    'Observation.meta.profile.min: 0 <> 1',
    'Observation.meta.profile.max: "*" <> "1"',
  ],
  'An explicit minimum mends "the slices add up to a minimum of 1" of the parents in fr.core 1.1.0; no verdict changes.':
    ['Observation.code.coding.min: 0 <> 1'],
  'The published guide pinned every canonical (pin-all), this one pins where several versions could answer (pin-multiples).':
    [
      'Observation.meta.profile:fr-canonical.patternCanonical: "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-observation-bp|2.1.0" <> "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-observation-bp"',
    ],
  'The API’s rules on every measure are invariants of its profile.': [constrained(...ofEveryMeasure)],
  'The table of the four glucose indicators too.': [constrained(...ofEveryMeasure, ...ofGlucose)],
} as const;
/** Plausibility, which each measure has of its own. */
const plausible = (...keys: readonly string[]) => [
  constrained(...ofEveryMeasure, ...keys.map((key) => `mes-vrai-${key}`)),
];

const [meta, minimum, pinning, rules, glucose] = Object.values(decided).map((list) => [...list]);

const expected: Readonly<Record<string, readonly (readonly string[] | undefined)[]>> = {
  MESObservationBmi: [meta, minimum, rules],
  MESObservationBodyHeight: [meta, minimum, plausible('taille')],
  MESObservationBodyTemperature: [meta, minimum, plausible('temperature')],
  MESObservationBodyWeight: [meta, minimum, plausible('poids')],
  MESObservationBp: [meta, pinning, plausible('pression', 'pression-ordre')],
  MESObservationGlucose: [meta, glucose],
  MESObservationHeartrate: [meta, minimum, plausible('frequence')],
  MESObservationPainSeverity: [meta, plausible('douleur')],
  MESObservationStepsByDay: [meta, plausible('pas', 'pas-entier')],
  MESObservationWaistCircumference: [meta, plausible('tour-de-taille')],
};

/** Its parent is another version than the published one: see the guide's page on the two versions. */
const otherParent = 'MESObservationHeadCircumference';

describe.skipIf(!isThere)('snapshots equal those of the published guide, but for what was decided', async () => {
  const guide = isThere ? await compiledGuide() : undefined;
  const ours = new Map(
    guide?.resources.map(({ resource }) => [resource.id, resource as unknown as StructureDefinition]),
  );

  test('each published profile is compared, or left out for its other parent', () => {
    const names = readdirSync(published).filter((name) => name.startsWith('StructureDefinition-'));
    const ids = names.map((name) => name.replace(/^StructureDefinition-|\.json$/g, ''));
    expect(ids.toSorted()).toEqual([...Object.keys(expected), otherParent].toSorted());
  });

  for (const [id, lists] of Object.entries(expected)) {
    test(id, () => {
      const file = join(published, `StructureDefinition-${id}.json`);
      const official: StructureDefinition = JSON.parse(readFileSync(file, 'utf8'));
      const comparison = compareSnapshots(official.snapshot?.element ?? [], ours.get(id)?.snapshot?.element ?? []);
      expect(comparison.total).toBeGreaterThan(80);
      expect(comparison.differences.toSorted()).toEqual(lists.flatMap((list) => list ?? []).toSorted());
    });
  }

  test('an inherited value set is that of the parent’s own release, not of the newest loaded one', () => {
    const method = ours.get('MESObservationGlucose')?.snapshot?.element.find(({ id }) => id === 'Observation.method');
    expect(method?.binding?.valueSet).toMatch(/method-glucose-vs\|3\.0\.1$/);
  });
});
