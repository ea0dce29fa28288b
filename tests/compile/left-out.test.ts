import { expect, test } from 'vitest';
import { leftOutHint } from '../../scripts/compile/messages/left-out.ts';

const packages = [
  { id: 'a.sound', version: '1.0.0' },
  { id: 'a.broken', version: '2.0.0', leftOut: ['ValueSet-x.json', 'StructureDefinition-fr-practitioner.json'] },
];
const told = /^StructureDefinition-fr-practitioner\.json of a\.broken#2\.0\.0 may define it, and cannot be read: /;

test('what a file that cannot be read defines is known by the name of the file, id or URL', () => {
  for (const name of ['FrPractitioner', 'fr-practitioner', 'https://x.example/StructureDefinition/fr-practitioner'])
    expect(leftOutHint(name, packages)).toMatch(told);
  for (const name of ['Practitioner', 'FrPractitionerRole', 'https://x.example/', '', '-'])
    expect(leftOutHint(name, packages)).toBeUndefined();
});
