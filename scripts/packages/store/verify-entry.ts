import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { faultText } from '../../model/fault.ts';
import { isFhirResource } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import { cacheName } from '../../model/package-path.ts';
import { openRegularFile, readRegularFile } from '../disk/regular-file.ts';
import { digestOf } from '../disk/spare-file.ts';
import { parseJson } from '../json-text.ts';
import { BLOB_FILE, INDEX_FILE, OLD_INDEX_FILE, parseIndex, type StoreIndex, toEntry } from './index-of-folder.ts';
import type { Store } from './store.ts';

/** Something wrong inside a store entry, as the end of the sentence "… is damaged: ". */
export interface StoreFault {
  readonly folder: string;
  readonly fault: string;
}

/** Folders of the store that hold a package, whatever they were made from. */
export function entryFolders({ folder }: Store, of: PackageRef): string[] {
  if (!existsSync(folder)) return [];
  const prefix = cacheName(of, '');
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && /^[0-9a-f]{20}$/.test(name.slice(prefix.length)))
    .map((name) => join(folder, name))
    .filter((entry) => existsSync(join(entry, INDEX_FILE)) || !existsSync(join(entry, OLD_INDEX_FILE)));
}

/**
 * Reads a store entry from end to end: its digest, and for each resource whether the index says what it says.
 * @returns the first fault found
 */
export async function verifyEntry(folder: string, signal: AbortSignal): Promise<StoreFault | undefined> {
  const fault = await findFault(folder, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    return faultText(error);
  });
  return fault === undefined ? undefined : { folder, fault };
}

async function findFault(folder: string, signal: AbortSignal): Promise<string | undefined> {
  const index = parseIndex(readRegularFile(join(folder, INDEX_FILE)), basename(folder));
  if (index === undefined) return `${INDEX_FILE} is not the file that was written for this entry`;
  const blob = join(folder, BLOB_FILE);
  if (!statSync(blob).isFile()) return `${BLOB_FILE} is not a file`;
  const sha512 = await sha512Of(blob, signal);
  if (sha512 !== index.blob.sha512) return `${BLOB_FILE} is not the file that was written`;
  return findMismatch(blob, index, signal);
}

async function sha512Of(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file, { signal })) hash.update(chunk);
  return hash.digest('hex');
}

async function findMismatch(blob: string, index: StoreIndex, signal: AbortSignal): Promise<string | undefined> {
  const descriptor = openRegularFile(blob);
  try {
    let offset = 0;
    for (const [count, entry] of index.entries.toSorted((a, b) => a.offset - b.offset).entries()) {
      if (count % ENTRIES_PER_TURN === 0) await setImmediate(); // lets an abort through
      signal.throwIfAborted();
      const line = Buffer.alloc(entry.length + 1);
      readSync(descriptor, line, 0, line.length, entry.offset);
      const bytes = line.subarray(0, entry.length);
      const { value } = parseJson(bytes.toString('utf8'));
      if (entry.offset !== offset || line.at(-1) !== LINE_FEED || !isFhirResource(value))
        return `${INDEX_FILE} does not fit ${BLOB_FILE} at byte ${offset}`;
      if (!isDeepStrictEqual(entry, toEntry(value, entry.filename, offset, entry.length, digestOf(bytes))))
        return `${INDEX_FILE} says something else of ${entry.filename} than its resource does`;
      offset += line.length;
    }
    return offset === index.blob.size ? undefined : `${INDEX_FILE} does not have all of ${BLOB_FILE}`;
  } finally {
    closeSync(descriptor);
  }
}

const ENTRIES_PER_TURN = 100;
const LINE_FEED = 0x0a;
