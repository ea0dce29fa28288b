import { hasErrors, type Issue, type Outcome } from '../../model/issue.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import type { PinnedPackage } from '../lockfile.ts';
import { carriedSource } from '../source/carried.ts';
import { fileSource, packageAt, parsePackageSpec, type ReadPackage } from '../source/file-source.ts';
import { inTurn } from '../source/in-turn.ts';
import type { FoundPackage, PackageSourceReader } from '../source/source.ts';
import { type ChooseOptions, chooseClosure, pin, type Wish } from './choose-packages.ts';

export interface AddedPackages {
  /** The packages in use before, without those that the command line replaces, and the added ones. */
  readonly packages: readonly PinnedPackage[];
  /** The sources to open them from: what was given as a file first, and what that has with it. */
  readonly sources: readonly PackageSourceReader[];
  /** Of the packages that were given as files: what their guides live with, by the packages' keys. */
  readonly suppressions: ReadonlyMap<string, string>;
}

/**
 * Adds the packages of `--package`, and what they depend on, to those of a lock.
 * A file or folder replaces a locked package of the same id and version, which is told.
 * @param specs each `id#version`, a .tgz file or a folder
 * @param cwd what relative paths are relative to
 * @param readPackage for a package that was read already
 */
export async function addPackages(
  specs: readonly string[],
  cwd: string,
  present: readonly PinnedPackage[],
  options: ChooseOptions,
  readPackage: ReadPackage = (path) => packageAt(path, options.signal),
): Promise<Outcome<AddedPackages>> {
  const issues: Issue[] = [];
  const files: FoundPackage[] = [];
  const wishes: Wish[] = [];
  for (const text of specs) {
    const { value: spec, issues: trouble } = parsePackageSpec(text, cwd);
    issues.push(...trouble);
    if (spec === undefined) continue;
    if ('ref' in spec) {
      wishes.push({ asked: spec.ref });
      continue;
    }
    const read = await readPackage(spec.path);
    issues.push(...read.issues);
    if (read.value === undefined) continue;
    files.push(read.value);
    wishes.push({ asked: { id: read.value.id, version: read.value.version } });
  }
  const source = fileSource(files);
  const fileKeys = new Set(files.map(packageKey));
  const replaced = present.filter((each) => fileKeys.has(packageKey(each)));
  const kept = present.filter((each) => !replaced.includes(each));
  issues.push(...replaced.map(replacedBy));

  const carried = carriedSource(files.flatMap(({ carries = [] }) => carries));
  const sources = [source, ...options.sources, carried];
  const standIns = options.sources.map((each) => (each.kind === carried.kind ? inTurn(carried, each) : each));
  const opening = [source, ...standIns, carried];
  const closure = await chooseClosure(wishes, kept, { ...options, sources });
  const pinned = await pin(closure.value, options);
  issues.push(...closure.issues, ...pinned.issues);
  const suppressions = new Map(
    files.flatMap((each) => (each.suppressions === undefined ? [] : [[packageKey(each), each.suppressions]])),
  );
  const all = hasErrors(issues) ? kept : [...kept, ...pinned.value];
  return { value: { packages: all, sources: opening, suppressions }, issues };
}

function replacedBy(locked: PackageRef): Issue {
  const message = `--package gives ${packageKey(locked)}; it is used in place of the locked one.`;
  return { severity: 'information', code: 'informational', rule: 'package-substituted', message };
}
