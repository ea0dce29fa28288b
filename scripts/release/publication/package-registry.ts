import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { textOf } from '../json-text.ts';
import type { PublishedVersion, VersionList } from './package-list.ts';

/**
 * package-registry.json with what a list of versions says now: the entry of that list alone changes.
 * @param path of the list inside of the web site
 */
export function withPackage(registry: JsonObject, path: string, list: VersionList): JsonObject {
  const packages = Array.isArray(registry.packages) ? registry.packages : [];
  const entry = entryOf(path, list);
  const at = packages.findIndex((each) => isJsonObject(each) && textOf(each, 'path') === path);
  return { ...registry, packages: at === -1 ? [...packages, entry] : packages.with(at, entry) };
}

function entryOf(path: string, { id, title, canonical, category, ciBuild, versions }: VersionList): JsonObject {
  const milestone = versions.find(({ current }) => current);
  return {
    path,
    'package-id': id,
    title,
    canonical,
    category,
    ...(ciBuild === undefined ? {} : { 'ci-build': ciBuild }),
    'version-count': versions.length,
    ...(versions[0] === undefined ? {} : { latest: shortly(versions[0]) }),
    ...(milestone === undefined ? {} : { milestone: shortly(milestone) }),
  };
}

function shortly({ version, date, path }: PublishedVersion): JsonObject {
  return { version, date, path };
}
