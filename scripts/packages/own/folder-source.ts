import { existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Issue, Outcome } from '../../model/issue.ts';
import { packageKey } from '../../model/package.ts';
import { packageAt } from '../source/file-source.ts';
import { packageRoot } from '../source/folder-content.ts';
import { packFiles } from '../source/pack.ts';
import type { FoundPackage, PackageSourceReader } from '../source/source.ts';
import { resolveOpenVersion } from '../version.ts';
import { OWN_PACKAGES, type OwnPackage, ownPackage } from './own-packages.ts';

/** Where a guide has its package: what ig build writes, and what the IG Publisher does. */
const BUILT = ['build', 'output/package.tgz'];

/**
 * Packages in folders beside the project, or as archives there. They are read anew in each run, because whoever names a
 * folder works on it; the lockfile says which content is meant.
 * @param own what the project names, of all kinds
 */
export function folderSource(project: string, own: readonly OwnPackage[]): PackageSourceReader {
  return {
    kind: 'folder',
    async find({ id, version, signal }) {
      const named = ownPackage(own, id, version);
      if (named === undefined || named.place.kind !== 'folder') return { value: undefined, issues: [] };
      const path = placeOf(join(project, named.place.path));
      if (path === undefined) return { value: undefined, issues: [gone(named)] };
      const { value, issues } = await packageAt(path, signal, `${named.asked}, the place of ${id} in ${OWN_PACKAGES},`);
      const told = issues.map((issue) => (issue.rule === 'package-argument' ? asPlace(issue, named) : issue));
      if (value === undefined) return { value, issues: told };
      const other = otherThan(value, id, version, named);
      if (other !== undefined) return { value: undefined, issues: [...told, other] };
      const root = packageRoot(path);
      const pack = (file: string) => (root === undefined ? copyFile(path, file) : packFiles(root, file));
      return { value: { ...value, source: 'folder', asked: named.asked, pack }, issues: told };
    },
  };
}

/** Where the packages of folders are now, by absolute paths: what changes there changes what a run is given. */
export function ownFolders(project: string, own: readonly OwnPackage[]): string[] {
  return own.flatMap(({ place }) => {
    const path = place.kind === 'folder' ? placeOf(join(project, place.path)) : undefined;
    return path === undefined ? [] : [packageRoot(path) ?? path];
  });
}

/** A package in another version than is asked for, or another package, is not what was meant. */
export function otherThan(
  { id: found, version: has }: Pick<FoundPackage, 'id' | 'version'>,
  id: string,
  version: string,
  named: OwnPackage,
): Issue | undefined {
  if (found === id && resolveOpenVersion(version, [has]) !== undefined) return undefined;
  const message = `${named.asked} has ${packageKey({ id: found, version: has })}, and ${packageKey({ id, version })} is asked for. Write ${found}#${has} in ${OWN_PACKAGES} if it is for that version alone, or correct the place.`;
  return { severity: 'error', code: 'conflict', rule: 'package-place', message, source: named.source };
}

/** The place itself where it is a package, else where the guide that lies there has its own. */
function placeOf(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  if (existsSync(join(path, 'sushi-config.yaml')))
    return BUILT.map((each) => join(path, each)).find(existsSync) ?? path;
  return path;
}

function gone(named: OwnPackage): Issue {
  const message = `${named.asked}, the place of ${named.id} in ${OWN_PACKAGES}, is not there. Put the package there, or correct its place.`;
  return { severity: 'error', code: 'not-found', rule: 'package-missing', message, source: named.source };
}

function asPlace({ message, ...issue }: Issue, { source }: OwnPackage): Outcome<undefined>['issues'][number] {
  return { ...issue, rule: 'package-place', message, source };
}
