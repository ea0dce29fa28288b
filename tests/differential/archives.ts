import { isJsonObject } from '../../scripts/model/fhir.ts';
import type { PackageManifest } from '../../scripts/model/package.ts';
import { readArchiveFiles } from '../../scripts/packages/source/archive-files.ts';
import type { Base } from './bases.ts';
import type { Json } from './subject.ts';

export async function packageManifest(file: string): Promise<PackageManifest> {
  const text = (await readArchiveFiles(file)).get('package/package.json');
  if (text === undefined) throw new Error(`${file} has no package.json, so it is no FHIR package`);
  return JSON.parse(text.toString('utf8')) as PackageManifest;
}

/** The examples that a package was published with, and its small definitions; in some packages the folder is `examples`. */
export async function archiveBases(file: string, only: RegExp, maxSize: number): Promise<Base[]> {
  const bases: Base[] = [];
  for (const [path, content] of await readArchiveFiles(file)) {
    const [, name = ''] = /^package\/(?:examples?\/)?([A-Z][^/]*)\.json$/.exec(path) ?? [];
    if (name === '' || !only.test(name) || content.length > maxSize) continue;
    const text = content.toString('utf8').replace(/^\uFEFF/, '');
    const read = () => JSON.parse(text) as Json;
    const type = isJsonObject(read()) ? read().resourceType : undefined;
    if (typeof type === 'string') bases.push({ name, type, read });
  }
  return bases.sort((a, b) => (a.name < b.name ? -1 : 1));
}
