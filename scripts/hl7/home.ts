import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InstalledPackage, type PackageRef, packageKey } from '../model/package.ts';

/** Writes packages into a folder as a FHIR package cache has them. */
export type Materialise = (packages: readonly InstalledPackage[], folder: string, signal: AbortSignal) => Promise<void>;

/** Changes when the same packages are to be written in another way. */
const FORMAT = 1;

/** What the HL7 validator looks up whatever it validates; for R4 it needs nothing of what is in them. */
const expected: readonly PackageRef[] = [
  { id: 'hl7.fhir.r5.core', version: '5.0.0' },
  { id: 'hl7.fhir.xver-extensions', version: '0.1.0' },
];

/**
 * Makes a home folder for the HL7 validator, whose package cache has exactly these packages, once for each content.
 * @returns the folder, to be given to Java as `user.home`
 */
export async function makeHome(
  packages: readonly InstalledPackage[],
  folder: string,
  materialise: Materialise,
  signal: AbortSignal,
): Promise<string> {
  const all = [
    ...packages.map(withoutDependencies),
    ...expected.filter(({ id }) => packages.every((each) => each.id !== id)).map(emptyPackage),
  ];
  const home = join(folder, 'homes', digest(all.map(({ id, version, integrity }) => `${id}#${version} ${integrity}`)));
  if (existsSync(home)) return home;
  const staged = join(folder, 'homes', `.${randomBytes(6).toString('hex')}`);
  const cache = join(staged, '.fhir', 'packages');
  mkdirSync(cache, { recursive: true });
  try {
    writeFileSync(join(cache, 'packages.ini'), '[cache]\nversion = 4\n'); // any other version makes it empty the cache
    for (const each of all) {
      const store = join(folder, 'packages', digest([packageKey(each), each.integrity]));
      mkdirSync(store, { recursive: true });
      await materialise([each], store, signal);
      symlinkSync(join(store, packageKey(each)), join(cache, packageKey(each)));
    }
    if (!existsSync(home)) renameSync(staged, home);
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
  return home;
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

function digest(parts: readonly string[]): string {
  return createHash('sha256')
    .update([FORMAT, ...parts].join('\n'))
    .digest('hex')
    .slice(0, 16);
}
