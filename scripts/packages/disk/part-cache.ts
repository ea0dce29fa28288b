import { utimesSync } from 'node:fs';
import { basename } from 'node:path';
import { keptJson, parseKept } from '../../model/written-digits.ts';
import { readRegularFile } from './regular-file.ts';
import { digestOf, writeSpareFile } from './spare-file.ts';

/**
 * Many small values in one file, each found by its name and parsed when it is asked for. It only saves time: a file
 * that is damaged, or cannot be written, is as good as none.
 *
 * The first line is the digest of the file's name and of the second line, which is an index; the values follow, each as
 * JSON. A value is held against its digest in the index when it is read: what was cut short or changed is not there.
 */
export interface PartCache {
  read(name: string): unknown;
  /** Keeps a value for later runs; nothing is written yet. */
  add(name: string, value: unknown): void;
  /** Writes what was added, if anything was, beside what is there. */
  keep(): void;
}

/** Place of a value after the index, in bytes, and the start of its digest. */
type Place = readonly [offset: number, length: number, digest: string];
interface Parts {
  readonly places: ReadonlyMap<string, Place>;
  readonly bytes: Buffer;
}

const LINE_FEED = 0x0a;
/** Far above what the packages of any guide have; beyond it the file is begun anew. */
const MAX_PARTS = 20_000;

/** @param kept how many files of the folder stay, those used last */
export function openPartCache(file: string, kept: number): PartCache {
  const parts = readParts(file);
  touch(file);
  const added = new Map<string, Buffer>();
  return {
    read(name) {
      const bytes = partOf(parts, name);
      return bytes === undefined ? undefined : parseKept(bytes.toString('utf8'));
    },
    add(name, value) {
      added.set(name, Buffer.from(keptJson(value)));
    },
    keep() {
      if (added.size === 0) return;
      const all = new Map([...soundParts(readParts(file)), ...added]); // with what another run has written meanwhile
      added.clear();
      writeParts(file, all, kept);
    },
  };
}

function readParts(file: string): Parts {
  try {
    const content = readRegularFile(file);
    const head = content.indexOf(LINE_FEED);
    const end = content.indexOf(LINE_FEED, head + 1);
    const index = content.subarray(head + 1, end);
    if (digestOf(basename(file), index) !== content.toString('latin1', 0, head)) return none;
    return {
      places: new Map(JSON.parse(index.toString('utf8')) as [string, Place][]),
      bytes: content.subarray(end + 1),
    };
  } catch {
    return none;
  }
}

/** Those used last stay. */
function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // not there, or in a cache that may only be read
  }
}

/** Whether every value of a file is there and as it was written, and nothing else. */
export function isWholePartCache(file: string): boolean {
  const parts = readParts(file);
  if (parts === none) return false;
  const wanted = [...parts.places.values()].reduce((sum, [, length]) => sum + length, 0);
  return wanted === parts.bytes.length && [...parts.places.keys()].every((name) => partOf(parts, name) !== undefined);
}

const none: Parts = { places: new Map(), bytes: Buffer.alloc(0) };

function partOf({ places, bytes }: Parts, name: string): Buffer | undefined {
  const place = places.get(name);
  if (place === undefined) return undefined;
  const [offset, length, digest] = place;
  const part = bytes.subarray(offset, offset + length);
  return digestOf(part) === digest ? part : undefined;
}

function* soundParts(parts: Parts): Iterable<[string, Buffer]> {
  if (parts.places.size > MAX_PARTS) return;
  for (const name of parts.places.keys()) {
    const part = partOf(parts, name);
    if (part !== undefined) yield [name, part];
  }
}

function writeParts(file: string, parts: ReadonlyMap<string, Buffer>, kept: number): void {
  const places: [string, Place][] = [];
  let offset = 0;
  for (const [name, part] of parts) {
    places.push([name, [offset, part.length, digestOf(part)]]);
    offset += part.length;
  }
  const index = Buffer.from(JSON.stringify(places));
  const head = Buffer.from(digestOf(basename(file), index));
  const lineFeed = Buffer.of(LINE_FEED);
  writeSpareFile(file, Buffer.concat([head, lineFeed, index, lineFeed, ...parts.values()]), kept);
}
