import { join } from 'node:path';
import { type FhirCacheOptions, keepIndexes, layOutFhirCache } from '../java/fhir-cache.ts';
import type { InstalledPackage, PackageRef } from '../model/package.ts';

/** Changes when the same packages are to be written in another way. */
const FORMAT = 'hl7 3';

/** What the HL7 validator looks up whatever it validates; for R4 it needs nothing of what is in them. */
const expected: readonly PackageRef[] = [
  { id: 'hl7.fhir.r5.core', version: '5.0.0' },
  { id: 'hl7.fhir.xver-extensions', version: '0.1.0' },
];

/**
 * Makes a home folder for the HL7 validator, whose package cache has exactly these packages.
 * @returns the folder, to be given to Java as `user.home`, and what to do when the run has gone well
 */
export async function makeHome(
  packages: readonly InstalledPackage[],
  run: string,
  options: Omit<FhirCacheOptions, 'format' | 'more'>,
): Promise<{ readonly home: string; readonly keepIndexes: () => void }> {
  const home = join(run, 'home');
  const all = [
    ...packages.map(withoutDependencies),
    ...expected.filter(({ id }) => packages.every((each) => each.id !== id)).map(emptyPackage),
  ];
  const laidOut = await layOutFhirCache(all, join(home, '.fhir', 'packages'), { ...options, format: FORMAT });
  return { home, keepIndexes: () => keepIndexes(laidOut) };
}

/**
 * Every package is loaded by name, so none needs to bring others along; terminology and extensions name each other,
 * which the HL7 validator's loader follows until its stack overflows.
 */
function withoutDependencies(installed: InstalledPackage): InstalledPackage {
  return {
    ...installed,
    manifest: { ...installed.manifest, dependencies: {} },
    read: (entry) => installed.read(entry),
  };
}

function emptyPackage({ id, version }: PackageRef): InstalledPackage {
  const manifest = { name: id, version, fhirVersions: ['4.0.1'], dependencies: {} };
  return { id, version, source: 'file', integrity: 'empty', manifest, entries: [], read: () => undefined };
}
