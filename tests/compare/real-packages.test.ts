import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compareVersions } from '../../scripts/compare/compare.ts';
import type { Change } from '../../scripts/compare/result/change.ts';
import { comparePackages } from '../../scripts/pipeline/comparison/compare-packages.ts';
import { openSide } from '../../scripts/pipeline/comparison/open-side.ts';
import { shared } from '../snapshot/published-packages.ts';

const folder = join(shared, 'fhir-packages');
const isThere = existsSync(folder);
if (!isThere) process.stderr.write('tests/compare/real-packages.test.ts is skipped: ../shared is not there\n');

const options = { signal: new AbortController().signal, offline: true };
const at = (name: string) => join(folder, `${name}.tgz`);
const nameOf = (artefact: string) => artefact.slice(artefact.lastIndexOf('/') + 1);
const told = ({ rule, element = '', artefact }: Change) => `${rule} ${element} ${nameOf(artefact)}`;
const isGrave = ({ class: { producer, consumer } }: Change) => [producer, consumer].some((each) => /break/.test(each));

type Reviewed = readonly { readonly says: string; readonly changes: Readonly<Record<string, readonly string[]>> }[];

describe.skipIf(!isThere)('packages as published', () => {
  test('mesures 3.0.1 to 3.2.0: all that a reviewer found, and nothing else', async () => {
    const added = ['hl7.fhir.fr.core-1.1.0', 'hl7.fhir.fr.core-2.1.0', 'hl7.fhir.uv.phd-1.0.0'].map(at);
    const [old, now] = ['3.0.1', '3.2.0'].map((version) => at(`ans.fhir.fr.mesures-${version}.reference`));
    const report = await comparePackages(old, now ?? '', process.cwd(), { ...options, added });
    const reviewed: Reviewed = parse(readFileSync('tests/compare/mesures-changes.yaml', 'utf8'));
    expect(reviewed).toHaveLength(13);
    const wanted = reviewed.flatMap(({ changes }) =>
      Object.entries(changes).flatMap(([change, artefacts]) => {
        const [rule, element = ''] = change.split(' ');
        return artefacts.map((artefact) => `${rule} ${element} ${artefact}`);
      }),
    );
    expect([...new Set(report.changes.map(told))].sort()).toEqual(wanted.sort());
    // The actors of this guide have nothing to do with these packages by name.
    expect(report.changes.every(({ actors }) => actors === undefined)).toBe(true);
  });

  test('any package beside itself: no change', async () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      const { side } = await openSide(join(folder, name), shared, options);
      expect(compareVersions(side, side).changes.map(told), name).toEqual([]);
    }
  });

  test('fr.core 2.0.1 to 2.1.0: what breaks or may', async () => {
    const report = await comparePackages(at('hl7.fhir.fr.core-2.0.1'), at('hl7.fhir.fr.core-2.1.0'), shared, options);
    expect(report.changes.filter(isGrave).map(told).sort()).toEqual([
      'artefact-removed  fr-core-practitioner-role-profession',
      'artefact-removed  fr-core-role-code-categorie-professionnelle',
      'artefact-removed  fr-core-vs-practitioner-role-profession',
      'artefact-renamed  fr-core-practitioner-role',
      'code-added  fr-core-cs-v2-0203',
      'constraint-changed Patient fr-core-patient-ins',
      'discriminator-changed Organization.identifier fr-core-organization',
      'discriminator-changed Organization.type fr-core-organization',
      'max-raised Patient.identifier:PI fr-core-patient',
      'min-raised Organization.identifier:adeliRang.type fr-core-organization',
      'min-raised Organization.identifier:idNatSt.type fr-core-organization',
      'min-raised Organization.identifier:rppsRang.type fr-core-organization',
      'slice-added Organization.identifier:siren fr-core-organization',
      'slice-added Organization.identifier:siret fr-core-organization',
      'slice-added Patient.identifier:INS-NIR-DEMO fr-core-patient-ins',
      'slice-added Patient.identifier:INS-NIR-TEST fr-core-patient-ins',
      'slice-added Practitioner.qualification:degree fr-core-practitioner',
      'slice-added Practitioner.qualification:exercicePro fr-core-practitioner',
      'slice-added Practitioner.qualification:savoirFaire fr-core-practitioner',
      'slice-removed Organization.identifier:sirene fr-core-organization',
      'target-narrowed Schedule.actor fr-core-schedule',
      'value-set-codes-added  fr-core-vs-insee-code',
      'value-set-codes-removed  fr-core-vs-insee-code',
    ]);
    // The package's own example shows that the list of communes is another one.
    const list = report.changes.find(({ rule }) => rule === 'value-set-codes-removed');
    expect(list?.witness?.file).toBe('Patient/ExamplefrCorePatient001');
  });

  test('fr.core 1.1.0 to 2.1.0: what has another name is one change, and not one more in each list and pattern', async () => {
    const [from, to] = ['1.1.0', '2.1.0'].map((version) => at(`hl7.fhir.fr.core-${version}`));
    const { changes } = await comparePackages(from, to ?? '', shared, options);
    const renamed = changes
      .filter(({ rule }) => rule === 'artefact-renamed')
      .map(({ before = '', after = '' }) => [nameOf(before), nameOf(after)]);
    expect(renamed).toEqual(
      expect.arrayContaining([
        ['FrPatient', 'fr-core-patient'],
        ['FrPatientIdentReliability', 'fr-core-identity-reliability'],
        ['FrObservationHeartrate', 'fr-core-observation-heartrate'],
        ['fr-v2-3307', 'fr-core-cs-v2-3307'],
      ]),
    );
    const lists = changes.filter(({ rule }) => /^(value-set|binding)-codes/.test(rule));
    expect(lists.filter(({ before, after }) => `${before} ${after}`.includes('fr-v2-3307'))).toEqual([]);
    expect(changes.filter(({ rule, after }) => rule === 'type-added' && after?.includes('System.String'))).toEqual([]);
  });

  test('US Core 6.1.0 to 7.0.0: shown by its examples, and SimpleQuantity is no change', async () => {
    const [from, to] = ['6.1.0', '7.0.0'].map((version) => at(`hl7.fhir.us.core-${version}`));
    const { changes, replay } = await comparePackages(from, to ?? '', shared, options);
    const shown = changes.filter(({ witness }) => witness !== undefined);
    expect(shown.map((change) => `${told(change)} by ${change.witness?.file}`).sort()).toEqual([
      'max-value-set-removed Observation.value[x] us-core-smokingstatus by Observation/pack-years-example',
      'type-added Observation.effective[x] us-core-smokingstatus by Observation/some-day-smoker',
    ]);
    expect(replay?.oldExamples.noLongerValid).toEqual([]);
    const grave = changes.filter(isGrave).map(told);
    expect(grave).toEqual(
      expect.arrayContaining([
        'max-raised Extension.extension:ombCategory us-core-race',
        'binding-loosened Extension.value[x] us-core-sex',
        'constraint-added Observation us-core-smokingstatus',
        'constraint-added Observation.referenceRange us-core-observation-lab',
        'target-added ServiceRequest.subject us-core-servicerequest',
        'binding-extensible-added Procedure.reasonCode us-core-procedure',
      ]),
    );
    expect(grave.filter((each) => each.startsWith('type-profile'))).toEqual([]);
  });
});
