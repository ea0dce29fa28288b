import { expect } from 'vitest';
import { createLock } from '../../scripts/packages/lock/create-lock.ts';
import { openLocked } from '../../scripts/packages/lock/open-locked.ts';
import type { Lockfile } from '../../scripts/packages/lockfile.ts';
import { folderSource } from '../../scripts/packages/own/folder-source.ts';
import { gitSource } from '../../scripts/packages/own/git-source.ts';
import { parseOwnPackages } from '../../scripts/packages/own/own-packages.ts';
import { createStore } from '../../scripts/packages/store/store.ts';
import { manifestText, neverAborted as signal, temporaryFolder, valueSet } from './tiny-package.ts';
import { CORE, declares, npmProject, tinySources } from './tiny-source.ts';

export const url = 'http://example.org/ValueSet/a';

/** Of the package that a project of its own depends on. */
export const files = (version = '1.0.0', id = 'example.a'): Record<string, string> => ({
  'package/package.json': manifestText({ id, version }),
  'package/ValueSet-a.json': JSON.stringify(valueSet(url)),
});

/** A project with one dependency, and the place that it names for it. */
export function project(place: string, folder = npmProject({ ...CORE })) {
  const { value: own, issues } = parseOwnPackages(`example.a: ${place}`);
  expect(issues).toEqual([]);
  const cache = temporaryFolder();
  const sources = (offline = false) => [
    folderSource(folder, own),
    gitSource(own, { cache, offline }),
    ...tinySources(folder),
  ];
  return {
    own,
    sources,
    lock: (offline = false) => createLock(declares('example.a#1.0.0'), { sources: sources(offline), signal }),
    open: ({ packages }: Lockfile, offline = false, store = cache) =>
      openLocked(packages, { store: createStore(store), sources: sources(offline), signal }),
  };
}

export async function locked(made: ReturnType<typeof project>): Promise<Lockfile> {
  const { value, issues } = await made.lock();
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (value === undefined) throw new Error('not locked');
  return value;
}

export const ofA = ({ packages }: Lockfile) => packages.find(({ id }) => id === 'example.a');

export const told = (issues: readonly { rule: string; message: string }[]) =>
  issues.filter(({ rule }) => rule !== 'package-automatic').map(({ rule, message }) => `${rule}: ${message}`);
