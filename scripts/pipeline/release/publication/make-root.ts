import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError } from '../../../model/issue.ts';
import { SUMS } from '../../../release/publication/checksums.ts';
import { folderOf, type VersionList } from '../../../release/publication/package-list.ts';
import { takeOut } from './copy-web.ts';
import { makePages, RELEASE, type VersionContent } from './make-version.ts';
import { pathsIn } from './manifest.ts';

/** Files at a canonical, or at the root of a web site, that are no pages of a version. */
const reserved: ReadonlySet<string> = new Set([
  'package-list.json',
  'package-registry.json',
  'publish-setup.json',
  'history.html',
  'web.config',
  'CNAME',
  '.nojekyll',
]);

/** What of the files at the canonical is of the current version, and so changes with it. */
export interface RootChange {
  /** Paths in the folder of the guide that may be added or changed. */
  readonly written: ReadonlySet<string>;
  /** Those of the version that was current before, and that this one has not. */
  readonly removed: readonly string[];
}

/**
 * Makes a version the one that is read at the canonical itself. What is removed there is only what the version that was
 * current before has put there: its own folder has all of it still.
 * @param folder of the guide, in a copy of the web site
 * @param before the list of versions as it was
 */
export function makeRoot(folder: string, content: VersionContent, before: VersionList | undefined): RootChange {
  const { built, list } = content;
  const versions = new Set(list.versions.flatMap((each) => folderOf(each, list.canonical) ?? []));
  for (const path of built.paths) {
    const [first = ''] = path.split('/');
    const isOfAnother = path !== first && existsSync(join(folder, first, 'package-list.json'));
    if (reserved.has(path) || versions.has(first) || isOfAnother)
      throw new EnvironmentError(
        `The site has ${path}, which has its place at the canonical already. Name the page otherwise, and build it anew.`,
      );
  }
  const written = new Set(makePages(folder, content, true));
  const current = before?.versions.find((each) => each.current);
  const own = current === undefined ? undefined : folderOf(current, list.canonical);
  const earlier = own === undefined || !existsSync(join(folder, own)) ? [] : [...pathsIn(join(folder, own))];
  const removed = earlier.filter(
    (path) =>
      !written.has(path) &&
      !reserved.has(path) &&
      path !== SUMS &&
      !path.startsWith(`${RELEASE}/`) &&
      existsSync(join(folder, path)),
  );
  for (const path of removed) takeOut(join(folder, path));
  return { written, removed };
}
