import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { faultAndRemedy, isDiskError } from '../../model/disk-fault.ts';
import { EnvironmentError } from '../../model/issue.ts';
import type { InstalledPackage, PackageManifest } from '../../model/package.ts';
import { packFolder, writePackageFolder } from '../../packages/source/pack.ts';
import { besideResources } from '../../pipeline/checker/beside-resources.ts';
import type { Guide } from '../../pipeline/guide/guide.ts';
import { packed } from '../../pipeline/guide/left-out.ts';
import { removeAbandoned, stagedName } from '../../pipeline/publishing/abandoned.ts';
import { replaceFolder } from '../../pipeline/publishing/replace-folder.ts';

/** Writes the guide as a FHIR package: `package/` and `package.tgz` in the output folder, each whole or not at all. */
export async function writePackage(
  project: string,
  output: string,
  guide: Guide,
  packages: readonly InstalledPackage[],
  signal: AbortSignal,
): Promise<void> {
  const staging = join(output, stagedName('package'));
  try {
    mkdirSync(output, { recursive: true });
    removeAbandoned(output, 'package');
    mkdirSync(staging);
    writePackageFolder(join(staging, 'package'), manifestOf(guide), guide.resources.map(packed));
    for (const [name, content] of await besideResources(project, guide, packages)) {
      mkdirSync(dirname(join(staging, 'package', name)), { recursive: true });
      writeFileSync(join(staging, 'package', name), content);
    }
    await packFolder(staging, join(staging, 'package.tgz'));
    signal.throwIfAborted();
    replaceFolder(join(staging, 'package'), join(output, 'package'), join(staging, 'old'));
    renameSync(join(staging, 'package.tgz'), join(output, 'package.tgz'));
  } catch (cause) {
    signal.throwIfAborted();
    if (!isDiskError(cause)) throw cause;
    throw new EnvironmentError(`Cannot write the package to ${output}: ${faultAndRemedy(cause)}`, { cause });
  } finally {
    removeQuietly(staging);
  }
}

/** Clearing up must not hide why nothing was written. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The next run clears it.
  }
}

function manifestOf({ package: { id, version }, compiled: { guide: facts } }: Guide): PackageManifest {
  const { title, description, canonical, license, publisher, fhirVersions = [], dependencies = [] } = facts ?? {};
  const [fhirVersion = ''] = fhirVersions;
  const declared = dependencies.flatMap(({ id: name, version: wanted, alias }) =>
    wanted === undefined ? [] : [[alias === undefined ? name : `${alias}@npm:${name}`, wanted] as const],
  );
  return {
    name: id,
    version,
    type: 'IG',
    ...(license === undefined ? {} : { license }),
    ...(canonical === undefined ? {} : { canonical, url: canonical }),
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    fhirVersions,
    dependencies: { 'hl7.fhir.r4.core': fhirVersion, ...Object.fromEntries(declared) },
    ...(publisher === undefined ? {} : { author: publisher }),
    directories: { lib: 'package', example: 'package/example' },
  };
}
