import { readFileSync } from 'node:fs';
import type { ElementDefinition, ImplementationGuide } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { GuideResource } from '../../scripts/model/definition/compiled.ts';
import { byFshName, measures, measureUrl } from './guide-files.ts';

const mesures = 'https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/';
const phdDevice = 'http://hl7.org/fhir/uv/phd/StructureDefinition/PhdDevice';

/** Profiles of requests and responses, and of a measure as it is sent. */
const exchanged = [
  'MESBundleAlimentation',
  'MESBundleAlimentationReponse',
  'MESBundleRecherche',
  'MESObservationAlimentation',
  'MESOperationOutcome',
  'MESParametresRecherche',
];

export function testProfiles(resources: readonly GuideResource[]): void {
  const guide = resources.find(({ resource }) => resource.resourceType === 'ImplementationGuide')
    ?.resource as unknown as ImplementationGuide;

  function differential(profile: string): ReadonlyMap<string, ElementDefinition> {
    const definition = byFshName(resources, 'StructureDefinition').get(profile);
    return new Map(definition?.differential?.element.map((element) => [`${element.id}`, element]));
  }

  describe('profiles', () => {
    test('there are eleven for the measures, one for the device, and those of what is sent and answered', () => {
      const names = [...byFshName(resources, 'StructureDefinition').keys()].sort();
      expect(names).toEqual(['MESDevice', ...exchanged, ...measures.map(({ id }) => id)].sort());
    });

    for (const { suffix, id, parent } of measures) {
      test(`${id} answers to the URL that the API demands, on ${parent}`, () => {
        const profile = byFshName(resources, 'StructureDefinition').get(id);
        expect(profile).toMatchObject({
          id,
          url: `${measureUrl}${suffix}`,
          baseDefinition: `${mesures}${parent}`,
          status: 'draft',
          type: 'Observation',
        });
      });

      test(`${id} demands its own URL in meta.profile, and nothing beside it`, () => {
        const elements = differential(id);
        expect(elements.get('Observation.meta')).toMatchObject({ min: 1 });
        expect(elements.get('Observation.meta.profile')).toMatchObject({
          min: 1,
          max: '1',
          fixedCanonical: `${measureUrl}${suffix}`,
        });
      });
    }

    test('those whose parent slices code.coding without a minimum give it one', () => {
      const mended = measures.filter(({ id }) => differential(id).get('Observation.code.coding')?.min === 1);
      expect(mended.map(({ suffix }) => suffix)).toEqual([
        'bmi',
        'bodyheight',
        'bodytemperature',
        'bodyweight',
        'heartrate',
      ]);
    });

    test('MESDevice is a PhdDevice 1.0.0 with an id', () => {
      const device = byFshName(resources, 'StructureDefinition').get('MESDevice');
      expect(device).toMatchObject({
        url: 'https://interop.esante.gouv.fr/ig/fhir/mesmesures/StructureDefinition/MESDevice',
        baseDefinition: `${phdDevice}|1.0.0`,
      });
      expect(differential('MESDevice').get('Device.id')).toMatchObject({ min: 1 });
    });

    test('each has a title and a description of its own', () => {
      const profiles = [...byFshName(resources, 'StructureDefinition').values()];
      expect(new Set(profiles.map(({ title }) => title)).size).toBe(profiles.length);
      for (const { name, title, description } of profiles) {
        expect(title, name).not.toBe(name);
        expect(description?.length, name).toBeGreaterThan(40);
      }
    });
  });

  describe('configuration', () => {
    const config = parse(readFileSync('sushi-config.yaml', 'utf8'));

    test('special-url lists exactly the URLs outside the canonical', () => {
      expect([...config.parameters['special-url']].sort()).toEqual(
        measures.map(({ suffix }) => `${measureUrl}${suffix}`).sort(),
      );
    });

    test('the guide depends on both versions of its doubled packages, under distinct ids', () => {
      const { dependsOn = [] } = guide;
      expect(dependsOn.map(({ packageId, version }) => `${packageId}#${version}`)).toEqual([
        'ans.fhir.fr.mesures#3.0.1',
        'mesures@npm:ans.fhir.fr.mesures#3.2.0',
        'hl7.fhir.fr.core#1.1.0',
        'frcore@npm:hl7.fhir.fr.core#2.1.0',
        'hl7.fhir.uv.phd#1.0.0',
      ]);
      expect(new Set(dependsOn.map(({ id }) => id)).size).toBe(dependsOn.length);
      for (const { uri } of dependsOn) expect(uri).toContain('/ImplementationGuide/');
    });

    test('canonicals are pinned only where several versions could answer', () => {
      expect(config.parameters['pin-canonicals']).toBe('pin-multiples');
    });

    test('the country is shown by the name that its code system gives it', () => {
      expect(guide.jurisdiction).toEqual([
        { coding: [{ system: 'urn:iso:std:iso:3166', code: 'FR', display: 'France' }] },
      ]);
    });
  });
}
