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
import { basename, join } from 'node:path';
import { type InstalledPackage, packageKey } from '../model/package.ts';

/** Further files of a package, by their names in its folder `package/`. */
type MoreFiles = (installed: InstalledPackage) => Iterable<readonly [name: string, text: string]>;

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

/** A package of a cache that was laid out, and where the store keeps it. */
interface LaidOut {
  readonly folder: string;
  readonly kept: string;
}

/**
 * Lays out a FHIR package cache that has exactly these packages, for one run of a program.
 * The files are links into the store, where a package that is not whole any more is written anew; indexes are copies,
 * because HL7's programs write them, and two runs must not write one file.
 * @param folder of the cache, new or empty
 * @see https://confluence.hl7.org/display/FHIR/FHIR+Package+Cache
 */
export async function layOutFhirCache(
  packages: readonly InstalledPackage[],
  folder: string,
  { store, materialise, signal, more, format }: FhirCacheOptions,
): Promise<readonly LaidOut[]> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'packages.ini'), '[cache]\nversion = 4\n'); // any other version makes HL7's programs empty it
  const all: LaidOut[] = [];
  for (const each of packages) {
    const content = [format, packageKey(each), each.integrity, JSON.stringify(each.manifest)];
    const kept = join(store, createHash('sha256').update(content.join('\n')).digest('hex').slice(0, 16));
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
    const target = join(folder, packageKey(each));
    link(join(kept, packageKey(each)), target);
    all.push({ folder: target, kept: join(kept, packageKey(each)) });
  }
  return all;
}

/** Keeps the indexes that a run has made of its packages, so that the next one need not make them. */
export function keepIndexes(packages: readonly LaidOut[]): void {
  for (const { folder, kept } of packages) {
    for (const name of readdirSync(join(folder, CONTENT)).filter(isIndex)) {
      const made = readFileSync(join(folder, CONTENT, name));
      const file = join(kept, CONTENT, name);
      if (existsSync(file) && statSync(file).size === made.length) continue;
      const staged = `${file}.${randomBytes(6).toString('hex')}`;
      writeFileSync(staged, made);
      renameSync(staged, file);
    }
  }
}

const CONTENT = 'package';

function isIndex(name: string): boolean {
  return name === '.index.json' || name === '.index.db';
}

function link(from: string, to: string): void {
  mkdirSync(to);
  for (const item of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, item.name), join(to, item.name)];
    if (item.isDirectory()) link(source, target);
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
