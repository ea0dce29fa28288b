import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { listFolder } from '../../files/list-folder.ts';
import { readBytes, readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS, LONGEST_SOURCE } from '../../files/size.ts';
import { configNames } from '../../model/config-text.ts';
import type { FhirResource } from '../../model/fhir.ts';
import type { InstalledPackage, PackageRef } from '../../model/package.ts';
import { keptJson, parseKept } from '../../model/written-digits.ts';
import type { GuideDefinitions } from '../../packages/definitions/definitions.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { readSealed, writeSealed } from '../../packages/disk/spare-file.ts';
import { LOCKFILE_NAME } from '../../packages/lockfile.ts';
import type { Guide } from './guide.ts';
import { declaredRefs } from './guide.ts';
import { toolchainFingerprint } from './toolchain.ts';

/** How many compiled guides the cache keeps; each is a few megabytes. */
const KEPT = 8;

/** What stays of a compiled guide, so that the next validation of a payload need not compile it again. */
interface CachedGuide {
  readonly package: PackageRef;
  readonly dependencies: readonly PackageRef[];
  readonly resources: readonly FhirResource[];
}

/**
 * Changes whenever compiling the project may give other definitions.
 * @param packages those it is compiled with: the lockfile does not name what the command line gives
 */
export function guideFingerprint(folder: string, packages: readonly InstalledPackage[]): string {
  const hash = createHash('sha256').update(toolchainFingerprint());
  for (const { id, version, source, integrity } of packages)
    if (source === 'file') hash.update(JSON.stringify([id, version, integrity]));
  for (const name of [...configNames, LOCKFILE_NAME]) {
    const text = readTextIfThere(join(folder, name), LONGEST_SETTINGS);
    if (text !== undefined) hash.update(name).update(text);
  }
  // What is no file stops the compilation, so that nothing is kept by this fingerprint.
  const input = join(folder, 'input');
  const { files, faults } = listFolder(input, { wants: (name) => /\.(fsh|json|xml)$/.test(name) });
  for (const { name, size } of files) {
    hash.update(name);
    if (size <= LONGEST_SOURCE) hash.update(readBytes(join(input, name), LONGEST_SOURCE));
  }
  hash.update(JSON.stringify(faults));
  return hash.digest('hex').slice(0, 32);
}

export function readCachedGuide(fingerprint: string): GuideDefinitions | undefined {
  const text = readSealed(fileOf(fingerprint));
  return text === undefined ? undefined : (parseKept(text) as CachedGuide);
}

/** Keeps the definitions of a guide that compiled without errors. A cache that cannot be written costs time, no more. */
export function cacheGuide(fingerprint: string, { package: owner, resources, compiled }: Guide): void {
  const cached: CachedGuide = {
    package: owner,
    dependencies: declaredRefs(compiled.guide?.dependencies ?? []),
    resources: resources.flatMap(({ resource, usage }) => (usage === 'example' ? [] : [resource])),
  };
  writeSealed(fileOf(fingerprint), keptJson(cached), KEPT);
}

function guidesFolder(): string {
  return join(cacheFolder(process.env), 'guides');
}

function fileOf(fingerprint: string): string {
  return join(guidesFolder(), `${fingerprint}.json`);
}
