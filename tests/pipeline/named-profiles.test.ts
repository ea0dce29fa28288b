import { expect, test } from 'vitest';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { profilesNamed } from '../../scripts/pipeline/guide/named-profiles.ts';

const profile = (id: string, name: string, url = `http://example.test/${id}`) => ({
  resourceType: 'StructureDefinition',
  id,
  name,
  url,
});
const entries = [
  profile('bp', 'BloodPressure'),
  profile('fr-bp', 'FrBp'),
  profile('weight', 'Weight', 'http://example.test/a'),
  profile('weight', 'Weight', 'http://example.test/b'),
  profile('FrBp', 'Other'),
  { ...profile('patients', 'Patients'), resourceType: 'ValueSet' },
];
const packages = [{ entries }] as unknown as InstalledPackage[];
const definitions = [profile('own-bp', 'BloodPressure')] as FhirResource[];
const named = (...asked: string[]) => profilesNamed(asked, { definitions, packages });

test('canonicals stay what they are, loaded or not', () => {
  const asked = ['http://example.test/gone|1.0', 'urn:oid:1.2.3'];
  expect(named(...asked)).toEqual(asked);
});

test('an id goes before a name, and a profile of the guide before those of packages', () => {
  expect(named('bp', 'BloodPressure')).toEqual(['http://example.test/bp', 'http://example.test/own-bp']);
  expect(named('FrBp|1.0', 'fr-bp')).toEqual(['http://example.test/FrBp|1.0', 'http://example.test/fr-bp']);
});

test('what no profile is called, or several are, is told with what to type', () => {
  expect(() => named('frbq')).toThrow('No loaded profile has the id or the name "frbq". Did you mean FrBp?');
  expect(() => named('patients')).toThrow('Name it by its URL, its id or its name.');
  expect(() => named('weight')).toThrow(
    '"weight" may be several profiles: http://example.test/a, http://example.test/b. Name one by its URL.',
  );
});
