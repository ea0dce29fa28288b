import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FhirResource, isFhirResource } from '../../model/fhir.ts';
import { type InstalledPackage, type PackageRef, packageKey } from '../../model/package.ts';
import { manifestDependencies } from '../../packages/dependency-levels.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { readSealed, writeSealed } from '../../packages/disk/spare-file.ts';
import { CARRIED } from '../../packages/source/carried.ts';
import { packFolder, writePackageFolder } from '../../packages/source/pack.ts';
import { fingerprintOf } from '../store/fingerprint.ts';

/**
 * The stand-ins that a guide rests on, as files of its own package: nobody else has them. Kept between runs, because
 * packing them takes longer than all the rest of a package.
 * @param dependencies of the guide
 * @returns by their names in the package's folder; the same packages give the same bytes
 */
export async function packedStandIns(
  dependencies: readonly PackageRef[],
  packages: readonly InstalledPackage[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const standIns = reached(dependencies, packages).filter(({ source }) => source === 'stand-in');
  if (standIns.length === 0) return new Map();
  const isKnown = standIns.every(({ content }) => content !== undefined);
  const kept = join(cacheFolder(process.env), 'stand-ins', fingerprintOf(standIns));
  const known = isKnown ? readSealed(kept) : undefined;
  if (known !== undefined) {
    const files = Object.entries(JSON.parse(known) as Record<string, string>);
    return new Map(files.map(([name, text]) => [name, Buffer.from(text, 'base64')]));
  }
  const files = new Map<string, Buffer>();
  for (const each of standIns)
    files.set(`${CARRIED}/${each.id.replace('/', '+')}-${each.version}.tgz`, await packedPackage(each));
  const texts = [...files].map(([name, bytes]) => [name, bytes.toString('base64')]);
  if (isKnown) writeSealed(kept, JSON.stringify(Object.fromEntries(texts)), KEPT);
  return files;
}

/** How many sets of stand-ins stay, of a megabyte or two each. */
const KEPT = 4;

async function packedPackage({ manifest, entries, read }: InstalledPackage): Promise<Buffer> {
  const work = mkdtempSync(join(tmpdir(), 'ig-stand-in-'));
  try {
    mkdirSync(join(work, 'package'));
    const resources = entries
      .map((entry) => read(entry))
      .filter(isFhirResource)
      .map(withoutSnapshot);
    writePackageFolder(
      join(work, 'package'),
      manifest,
      resources.map((resource) => ({ resource, isExample: false })),
    );
    await packFolder(work, join(work, 'package.tgz'));
    return readFileSync(join(work, 'package.tgz'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Whoever installs the package makes its snapshots, as of any that comes without: they are nine tenths of it. */
function withoutSnapshot(resource: FhirResource): FhirResource {
  if (resource.resourceType !== 'StructureDefinition' || resource.differential === undefined) return resource;
  const { snapshot: _, ...rest } = resource;
  return rest;
}

/** The packages that are depended on, and those that these depend on. */
function reached(dependencies: readonly PackageRef[], packages: readonly InstalledPackage[]): InstalledPackage[] {
  const known = new Map(packages.map((each) => [packageKey(each), each]));
  const found = new Map<string, InstalledPackage>();
  const rest = dependencies.map(packageKey);
  for (let key = rest.pop(); key !== undefined; key = rest.pop()) {
    const next = known.get(key);
    if (next === undefined || found.has(key)) continue;
    found.set(key, next);
    rest.push(...manifestDependencies(next.manifest).map(packageKey));
  }
  return packages.filter((each) => found.has(packageKey(each)));
}
