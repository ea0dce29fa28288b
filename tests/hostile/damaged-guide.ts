import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { temporaryFolder } from '../cli/run-ig.ts';

export const NPM = 'test.npm.terms';
export const STAND_IN = 'test.stand.in';
export const PUBLISHED = 'test.published';

const valueSet = (id: string, system: string, code: string) => ({
  resourceType: 'ValueSet',
  id,
  url: `https://test.example/ValueSet/${id}`,
  version: '1.0.0',
  status: 'active',
  compose: { include: [{ system, concept: [{ code }] }] },
});
const manifest = (name: string) => JSON.stringify({ name, version: '1.0.0', fhirVersions: ['4.0.1'] });

/** A guide whose profile rests on a value set of each kind of package: of npm, of a registry and of a stand-in. */
export function guideOfAllSources(): string {
  return temporaryFolder({
    'sushi-config.yaml': `id: test.damage\ncanonical: https://test.example/guide\nname: Damage\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\ndependencies:\n  ${STAND_IN}: 1.0.0\n  ${NPM}: 1.0.0\n  ${PUBLISHED}: 1.0.0\n`,
    'input/fsh/own.fsh': [
      'Profile: OwnPatient',
      'Parent: Patient',
      'Id: own-patient',
      'Title: "Own patient"',
      'Description: "A patient."',
      '* gender from https://test.example/stand-in/ValueSet/letters (required)',
      '* maritalStatus from https://test.example/ValueSet/npm (required)',
      '* communication.language from https://test.example/ValueSet/published (required)',
      '',
    ].join('\n'),
    [`upstream/${STAND_IN}/1.0.0/sushi-config.yaml`]: `id: ${STAND_IN}\ncanonical: https://test.example/stand-in\nname: StandIn\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\n`,
    [`upstream/${STAND_IN}/1.0.0/input/fsh/a.fsh`]:
      'ValueSet: Letters\nId: letters\nTitle: "Letters"\nDescription: "Letters."\n* ^experimental = true\n* http://hl7.org/fhir/administrative-gender#male\n',
    [`node_modules/${NPM}/package.json`]: manifest(NPM),
    [`node_modules/${NPM}/ValueSet-npm.json`]: JSON.stringify(
      valueSet('npm', 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', 'M'),
    ),
    [`node_modules/${NPM}/ValueSet-other.json`]: JSON.stringify(
      valueSet('other', 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', 'D'),
    ),
  });
}

/** The package that only a registry has, as it sends it. */
export async function publishedPackage(): Promise<Buffer> {
  const folder = temporaryFolder({
    'package/package.json': manifest(PUBLISHED),
    'package/ValueSet-published.json': JSON.stringify(valueSet('published', 'urn:ietf:bcp:47', 'fr')),
  });
  await create({ gzip: true, cwd: folder, file: join(folder, 'p.tgz') }, ['package']);
  return readFileSync(join(folder, 'p.tgz'));
}

const patient = (gender: string, marital: string, language: string, profile?: string) =>
  JSON.stringify({
    resourceType: 'Patient',
    ...(profile === undefined ? {} : { meta: { profile: [profile] } }),
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">A patient.</div>' },
    gender,
    maritalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: marital }] },
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: language }] } }],
  });

/** One payload that is valid, and one with an error for each package. */
export function payloads(): string {
  const profile = 'https://test.example/guide/StructureDefinition/own-patient';
  return temporaryFolder({
    'valid.json': patient('male', 'M', 'fr', profile),
    'invalid.json': patient('mole', 'a', 'ar', profile),
    'plain-valid.json': patient('male', 'M', 'fr'),
    'plain-invalid.json': patient('mole', 'M', 'fr'),
  });
}
