import { createHash } from 'node:crypto';
import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that FHIR tools write into an unpacked package by themselves: no part of what was published. */
const DERIVED_FILES = new Set(['.index.json', '.index.db']);

export interface DigestedFile {
  /** Relative to the package's folder `package/`, with `/`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The digest of a package's content that the lockfile pins; it does not depend on how the content is packed.
 *
 * One line per file, `<sha512 of its bytes in hex><two spaces><name>\n` as `sha512sum` prints it, the lines sorted by
 * name (by UTF-16 code unit), and of that text the sha512 in base64 behind `sha512-`. Names are relative to `package/`;
 * what FHIR tools write beside the content (`.index.json`, `.index.db`) does not count.
 */
export function contentDigest(files: Iterable<DigestedFile>): string {
  const hashes = new Map<string, string>();
  for (const { name, bytes } of files) {
    if (!isDerivedFile(name)) hashes.set(name, createHash('sha512').update(bytes).digest('hex'));
  }
  return digestOfListing(hashes);
}

/** {@link contentDigest} of files that were hashed elsewhere: name to sha512 in hex. */
export function digestOfListing(hashes: ReadonlyMap<string, string>): string {
  const listing = [...hashes.keys()].sort().map((name) => `${hashes.get(name)}  ${name}\n`);
  return `sha512-${createHash('sha512').update(listing.join('')).digest('base64')}`;
}

export function isDerivedFile(name: string): boolean {
  return DERIVED_FILES.has(name.slice(name.lastIndexOf('/') + 1));
}

/** {@link contentDigest} of the files below a folder, read one at a time. */
export function folderDigest(folder: string, isLeftOut: (name: string) => boolean = isNodeModules): string {
  return contentDigest(readFiles(folder, listFiles(folder, isLeftOut)));
}

/**
 * Names of the regular files below a folder, sorted; links are neither files nor followed.
 * @param isLeftOut of a name relative to the folder; a folder left out is not entered
 */
export function listFiles(folder: string, isLeftOut: (name: string) => boolean = isNodeModules): string[] {
  const names: string[] = [];
  const visit = (prefix: string) => {
    for (const entry of readdirSync(join(folder, prefix), { withFileTypes: true })) {
      const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (isLeftOut(name)) continue;
      if (isFolder(entry)) visit(name);
      else if (entry.isFile()) names.push(name);
    }
  };
  visit('');
  return names.sort();
}

function* readFiles(folder: string, names: readonly string[]): Generator<DigestedFile> {
  for (const name of names) yield { name, bytes: readFileSync(join(folder, name)) };
}

function isFolder(entry: Dirent): boolean {
  return entry.isDirectory();
}

function isNodeModules(name: string): boolean {
  return name === 'node_modules';
}
