import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { create, replace } from 'tar';
import type { FhirResource } from '../../model/fhir.ts';
import type { PackageManifest } from '../../model/package.ts';
import { packageIndex } from '../../model/package-index.ts';
import { resourceFileName } from '../../model/resource-file.ts';
import { jsonOf } from '../../model/written-digits.ts';
import { listFiles } from '../digest.ts';

export interface PackedResource {
  readonly resource: FhirResource;
  /** Examples go to a folder of their own, which loaders of definitions leave alone. */
  readonly isExample: boolean;
  /** What names its file, where that is not its own type and id. */
  readonly identity?: { readonly resourceType: string; readonly id?: string | undefined };
}

/**
 * Gives each resource its file in a package's folder: `Patient-a.json`, or `example/Patient-a.json`.
 * @returns the file of each resource, in their order; none for one that has no name which a file can get, or the name of
 * one before it
 */
export function packageFiles(resources: readonly PackedResource[]): readonly (string | undefined)[] {
  const taken = new Set<string>();
  return resources.map(({ resource, isExample, identity = resource }) => {
    const name = resourceFileName(identity);
    const file = isExample ? `example/${name}` : name;
    if (name === undefined || file === undefined || taken.has(file)) return undefined;
    taken.add(file);
    return file;
  });
}

/** When every file of an archive was made: the same content must give the same archive, byte for byte. */
const NO_TIME = new Date(0);

/**
 * Writes a package's folder: `package.json`, `.index.json`, one file per resource, examples below `example/`.
 * @see https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */
export function writePackageFolder(
  folder: string,
  manifest: PackageManifest,
  resources: readonly PackedResource[],
): void {
  mkdirSync(join(folder, 'example'), { recursive: true });
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), `${jsonOf(value, 2)}\n`);
  write('package.json', manifest);
  const names = packageFiles(resources);
  for (const isExample of [false, true]) {
    const place = isExample ? 'example/' : '';
    const files = resources
      .flatMap(({ resource, isExample: isOne }, index) => {
        const filename = names[index]?.slice(place.length);
        return filename === undefined || isOne !== isExample ? [] : [{ filename, resource }];
      })
      .toSorted((a, b) => (a.filename < b.filename ? -1 : 1));
    for (const { filename, resource } of files) write(`${place}${filename}`, resource);
    write(`${place}.index.json`, packageIndex(files));
  }
}

/** Packs the folder `package` in the given folder into a FHIR package archive. */
export async function packFolder(parent: string, file: string): Promise<void> {
  const names = (readdirSync(join(parent, 'package'), { recursive: true, withFileTypes: true }) as PackageItem[])
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name).slice(parent.length + 1))
    .toSorted();
  await create({ cwd: parent, file, gzip: { level: 9 }, portable: true, mtime: NO_TIME }, names);
}

/** Packs the files of an installed package, which lie in the folder itself; the same files give the same archive. */
export async function packFiles(root: string, file: string): Promise<void> {
  const options = { cwd: root, file, prefix: 'package', gzip: { level: 6 }, portable: true, mtime: NO_TIME };
  await create(options, listFiles(root));
}

/**
 * Adds files to a package's archive, below `package/`; the same archive and files give the same archive.
 * @param files by their names in the package's folder
 */
export async function addToPackage(archive: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const work = mkdtempSync(join(dirname(archive), '.package-'));
  try {
    const plain = join(work, 'package.tar');
    writeFileSync(plain, gunzipSync(readFileSync(archive)));
    const names = [...files].map(([name, content]) => {
      const file = join('package', name);
      mkdirSync(dirname(join(work, file)), { recursive: true });
      writeFileSync(join(work, file), content);
      return file;
    });
    await replace({ cwd: work, file: plain, portable: true, mtime: NO_TIME }, names);
    writeFileSync(join(work, 'package.tgz'), gzipSync(readFileSync(plain)));
    renameSync(join(work, 'package.tgz'), archive);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

interface PackageItem {
  readonly name: string;
  readonly parentPath: string;
  isFile(): boolean;
}
