import { expect, test } from 'vitest';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { findOtherReleases } from '../../scripts/packages/definitions/other-release.ts';
import { tinyPackage } from './tiny-package.ts';

function packageFor(key: string, manifest: Readonly<Record<string, unknown>>, more: Partial<InstalledPackage> = {}) {
  const made = tinyPackage(key, []);
  return { ...made, manifest: { ...made.manifest, ...manifest }, ...more };
}
const position = { file: 'sushi-config.yaml', line: 9 };

test('a declared package for another release is a warning at its line, which names the release', () => {
  const declared = [{ id: 'example.stu3', version: '1.0.x', position }];
  expect(findOtherReleases([packageFor('example.stu3#1.0.2', { fhirVersions: ['3.0.2'] })], declared)).toEqual([
    {
      severity: 'warning',
      code: 'not-supported',
      rule: 'package-release',
      message:
        'example.stu3#1.0.2 is for FHIR 3.0.2, not for R4 (4.0.1): what it defines may not fit here. Use a version of it, or a package such as example.stu3.r4, that is made for R4.',
      source: position,
    },
  ]);
});

test('one of --package is a warning too, also by the old name; one that others depend on is a note', () => {
  const given = packageFor('example.old#1.0.0', { 'fhir-version-list': ['1.0.2'] }, { source: 'file' });
  const transitive = packageFor('example.r5#1.0.0', { fhirVersions: ['5.0.0'] });
  expect(findOtherReleases([given, transitive], []).map(({ severity }) => severity)).toEqual([
    'warning',
    'information',
  ]);
});

test('packages for R4 too, those that do not say, and those that every guide has are not told', () => {
  expect(
    findOtherReleases(
      [
        packageFor('example.both#1.0.0', { fhirVersions: ['4.3.0', '4.0.1'] }),
        packageFor('example.silent#1.0.0', {}),
        packageFor('example.odd#1.0.0', { fhirVersions: 4 }),
        packageFor('hl7.terminology.r5#7.0.1', { fhirVersions: ['5.0.0'] }),
      ],
      [],
    ),
  ).toEqual([]);
});
