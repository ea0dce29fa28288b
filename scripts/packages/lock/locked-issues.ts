import type { Issue } from '../../model/issue.ts';
import { type LoadedFrom, packageKey } from '../../model/package.ts';
import type { PinnedPackage } from '../lockfile.ts';
import { LOCKFILE_NAME } from '../lockfile.ts';

const PLACE: Readonly<Record<LoadedFrom, (locked: PinnedPackage) => string>> = {
  npm: ({ resolved, id }) => `node_modules (${resolved ?? id})`,
  'stand-in': ({ id, version }) => `upstream/${id}/${version}`,
  registry: () => 'the FHIR registry',
  folder: ({ asked }) => asked ?? 'a folder of packages.yaml',
  git: ({ resolved }) => resolved ?? 'a repository of packages.yaml',
  file: () => 'a file of the command line',
};

const REMEDY: Readonly<Record<LoadedFrom, string>> = {
  npm: 'Run npm ci to install what package-lock.json names',
  'stand-in': 'Restore its files',
  registry: 'Run again with a network that reaches a FHIR registry',
  folder: 'Restore its files',
  git: 'Check that git reaches the repository',
  file: 'Name the file with --package',
};

/** The source has the package, and its content is not the one that was locked. */
export function integrityMismatch(locked: PinnedPackage, found: string): Issue {
  const { source, integrity } = locked;
  const place = PLACE[source](locked);
  const shown = short(found) === short(integrity) ? String : short;
  const message = `${packageKey(locked)} in ${place} has the content ${shown(found)}, but ${shown(integrity)} is locked. ${REMEDY[source]}, or run ig packages lock if the change is meant.`;
  return { severity: 'error', code: 'conflict', rule: 'package-integrity', message, source: { file: LOCKFILE_NAME } };
}

/** @param isAsked whether the source of that kind may be used in this run at all */
export function noSource(locked: PinnedPackage, isAsked: boolean): Issue {
  const { source } = locked;
  const place = PLACE[source](locked);
  const message = isAsked
    ? `${packageKey(locked)} is locked to ${place}, which does not have it. ${REMEDY[source]}, or run ig packages lock.`
    : `${packageKey(locked)} is not in the package cache, and ${place} may not be asked in this run. Run once without --offline.`;
  return { severity: 'error', code: 'not-found', rule: 'package-missing', message, source: { file: LOCKFILE_NAME } };
}

function short(integrity: string): string {
  return `${integrity.slice(0, 'sha512-'.length + 12)}…`;
}
