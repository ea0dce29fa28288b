import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type InstalledPackage, packageKey } from '../model/package.ts';
import { fhirCacheName } from '../model/package-path.ts';

/** Further files of a package, by their names in its folder `package/`. */
type MoreFiles = (installed: InstalledPackage) => Iterable<readonly [name: string, content: string | Uint8Array]>;

/** Writes packages into a folder as a FHIR package cache has them. */
export type Materialise = (
  packages: readonly InstalledPackage[],
  folder: string,
  signal: AbortSignal,
  more?: MoreFiles,
) => Promise<void>;

export interface FhirCacheOptions {
  /** Where packages are kept between runs, each content once. */
  readonly store: string;
  readonly materialise: Materialise;
  readonly signal: AbortSignal;
  readonly more?: MoreFiles;
  /** Changes when the same packages are to be written in another way. */
  readonly format: string;
}

/** A package that was laid out without an index, and where the store keeps it. */
interface LaidOut {
  readonly folder: string;
  readonly kept: string;
}

/**
 * Lays out a FHIR package cache that has exactly these packages, for one run of a program.
 * They are links into the store, where a package that is not whole any more is written anew. HL7's programs write an
 * index beside a package that has none: two runs must not write one file, so that a package without an index is laid
 * out file by file, and the index is the run's own until it is kept.
 * @param folder of the cache, new or empty
 * @see https://confluence.hl7.org/display/FHIR/FHIR+Package+Cache
 */
export async function layOutFhirCache(
  packages: readonly InstalledPackage[],
  folder: string,
  { store, materialise, signal, more = () => [], format }: FhirCacheOptions,
): Promise<readonly LaidOut[]> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'packages.ini'), '[cache]\nversion = 4\n'); // any other version makes HL7's programs empty it
  const all: LaidOut[] = [];
  for (const each of packages) {
    const hash = createHash('sha256');
    hash.update([format, packageKey(each), each.integrity, JSON.stringify(each.manifest)].join('\n'));
    for (const [name, file] of more(each)) hash.update(name).update(file);
    const kept = join(store, hash.digest('hex').slice(0, 16));
    if (!isWhole(kept)) {
      rmSync(kept, { recursive: true, force: true });
      const staged = join(store, `.${randomBytes(6).toString('hex')}`);
      try {
        mkdirSync(staged, { recursive: true });
        await materialise([each], staged, signal, more);
        writeFileSync(join(staged, SIZES), JSON.stringify(sizesBelow(staged)));
        place(staged, kept);
      } finally {
        rmSync(staged, { recursive: true, force: true });
      }
    }
    const target = join(folder, fhirCacheName(each));
    const source = join(kept, fhirCacheName(each));
    mkdirSync(dirname(target), { recursive: true }); // of a scope
    if (existsSync(join(source, CONTENT, INDEX))) symlinkSync(source, target);
    else {
      linkFiles(source, target);
      all.push({ folder: target, kept: source });
    }
  }
  return all;
}

/** Keeps the indexes that a run has made of its packages, so that the next one need not make them. */
export function keepIndexes(packages: readonly LaidOut[]): void {
  for (const { folder, kept } of packages) {
    const made = readdirSync(join(folder, CONTENT)).filter(isIndex);
    // The database last: a package that has one is taken for complete.
    for (const name of made.toSorted((a, b) => Number(a === INDEX) - Number(b === INDEX))) {
      const file = join(kept, CONTENT, name);
      const staged = `${file}.${randomBytes(6).toString('hex')}`;
      copyFileSync(join(folder, CONTENT, name), staged);
      renameSync(staged, file);
    }
  }
}

const CONTENT = 'package';

const INDEX = '.index.db';

function isIndex(name: string): boolean {
  return name === '.index.json' || name === INDEX;
}

function linkFiles(from: string, to: string): void {
  mkdirSync(to);
  for (const item of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, item.name), join(to, item.name)];
    if (item.isDirectory()) linkFiles(source, target);
    else if (isIndex(item.name)) copyFileSync(source, target);
    else symlinkSync(source, target);
  }
}

const SIZES = 'sizes.json';

type Sizes = Readonly<Record<string, number>>;

/** Whether every file is there, as long as it was written. What other programs have added does no harm. */
function isWhole(folder: string): boolean {
  try {
    const wanted = JSON.parse(readFileSync(join(folder, SIZES), 'utf8')) as Sizes;
    const present = sizesBelow(folder);
    return Object.entries(wanted).every(([file, size]) => present[file] === size);
  } catch {
    return false; // not there, or cut short
  }
}

function sizesBelow(folder: string): Sizes {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name !== SIZES && !isIndex(basename(name)),
  );
  return Object.fromEntries(
    files.flatMap((name) => {
      const stats = statSync(join(folder, name));
      return stats.isFile() ? [[name, stats.size]] : [];
    }),
  );
}

/** Two runs may write the same package at once: either result will do. */
function place(staged: string, kept: string): void {
  try {
    renameSync(staged, kept);
  } catch (error) {
    if (!isWhole(kept)) throw error;
  }
}
