import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, normalize, relative, resolve } from 'node:path';
import { readBytes } from '../../files/read-file.ts';
import { LONGEST_TEXT } from '../../files/size.ts';
import { configNames } from '../../model/config-text.ts';
import type { InstalledPackage } from '../../model/package.ts';
import { keptJson, parseKept } from '../../model/written-digits.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { readSealed, writeSealed } from '../../packages/disk/spare-file.ts';
import { defineGuide, type Guide } from './guide.ts';
import { programFingerprint, toolchainFingerprint } from './toolchain.ts';

/** How many compilations the cache keeps; each is a few megabytes. */
const KEPT = 4;

/** What SUSHI may read of a project beside its folder input/. */
const sources = [...configNames, 'ig.ini', 'package-list.json', 'sushi-ignoreWarnings.txt', 'sushi-ignoreErrors.txt'];

/** The whole compilation of a project whose sources, packages and toolchain are the same as in an earlier run. */
export interface KeptCompilation {
  /** @param packages those that the guide is to be validated with */
  recall(packages: readonly InstalledPackage[]): Guide | undefined;
  /** A cache that cannot be written costs time, no more. */
  keep(guide: Guide): void;
}

/** @returns undefined where nothing says whether a package, or a folder elsewhere, is still the same */
export function keptCompilation(folder: string, packages: readonly InstalledPackage[]): KeptCompilation | undefined {
  if (packages.some(({ content }) => content === undefined)) return undefined;
  const before = fingerprint(folder, packages);
  if (before === undefined) return undefined;
  const file = join(cacheFolder(process.env), 'compilations', `${before.content}.json`);
  return {
    recall: (wanted) => revive(readSealed(file), wanted),
    keep: (guide) => {
      if (!readsInputAlone(guide)) return;
      // What was edited while it was compiled is not what the fingerprint stands for, even where it was put back.
      const after = fingerprint(folder, packages);
      if (after?.content === before.content && after.changes === before.changes) keepWhole(file, guide);
    },
  };
}

function keepWhole(file: string, guide: Guide): void {
  let text: string;
  try {
    text = format(guide);
  } catch {
    return; // no text can be as long as this guide's
  }
  writeSealed(file, text, KEPT);
}

interface Fingerprint {
  /** Of all that is read. */
  readonly content: string;
  /** Of when the files were last changed. */
  readonly changes: string;
}

/** @returns undefined where a link in input/ leads to a folder, of which nothing is read here */
function fingerprint(folder: string, packages: readonly InstalledPackage[]): Fingerprint | undefined {
  // The bundle does not have SUSHI in it, so that its own digest says nothing of SUSHI's version.
  const program = [programFingerprint(), toolchainFingerprint()];
  const hash = createHash('sha256').update(JSON.stringify(program)).update(resolve(folder));
  for (const { id, version, source, integrity, content } of packages)
    hash.update(JSON.stringify([id, version, source, integrity, content]));
  const input = join(folder, 'input');
  const below = existsSync(input) ? readdirSync(input, { recursive: true, withFileTypes: true }) : [];
  const paths = below.map((each) => {
    const path = join(each.parentPath, each.name);
    return { path, isLink: each.isSymbolicLink(), stats: statSync(path, { throwIfNoEntry: false }) };
  });
  if (paths.some(({ isLink, stats }) => isLink && stats?.isDirectory() === true)) return undefined;
  const files = paths.flatMap(({ path, stats }) => (stats?.isFile() === true ? [relative(folder, path)] : []));
  const changes = createHash('sha256');
  for (const name of [...sources, ...files.toSorted()]) {
    const path = join(folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true) continue;
    hash.update(JSON.stringify([name, stats.size]));
    changes.update(JSON.stringify([name, stats.ino, stats.ctimeMs]));
    // What is longer is no text that is compiled, and a film need not be read to tell whether it is the same one.
    if (stats.size > LONGEST_TEXT) hash.update(`${stats.mtimeMs}`);
    else hash.update(readBytes(path));
  }
  return { content: hash.digest('hex').slice(0, 32), changes: changes.digest('hex') };
}

/** A parameter may name folders of resources anywhere. */
function readsInputAlone({ compiled }: Guide): boolean {
  const parameters = compiled.guide?.parameters ?? [];
  return parameters.every(
    ({ code, value }) => code !== 'path-resource' || /^(input|fsh-generated)[/\\]/.test(normalize(value)),
  );
}

type Kept = Omit<Guide, 'compiled' | 'definitions'> & {
  readonly compiled: Omit<Guide['compiled'], 'files' | 'inputFiles'>;
  readonly files: readonly (readonly [string, string])[];
  readonly inputFiles: readonly (readonly [string, string])[];
};

function format({ definitions: _, compiled: { files, inputFiles, ...compiled }, ...guide }: Guide): string {
  const kept: Kept = { ...guide, compiled, files: [...files], inputFiles: [...inputFiles] };
  return keptJson(kept);
}

function revive(text: string | undefined, packages: readonly InstalledPackage[]): Guide | undefined {
  if (text === undefined) return undefined;
  const { compiled, files, inputFiles, ...guide } = parseKept(text) as Kept;
  return {
    ...guide,
    compiled: { ...compiled, files: new Map(files), inputFiles: new Map(inputFiles) },
    definitions: defineGuide(guide, compiled.guide?.dependencies, packages),
  };
}
