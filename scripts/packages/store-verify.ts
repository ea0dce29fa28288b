import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import { isFhirResource } from '../model/fhir.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import { parseJson } from './json-text.ts';
import type { Store } from './store.ts';
import { BLOB_FILE, INDEX_FILE, parseIndex, type StoreIndex, toEntry } from './store-index.ts';

/** Something wrong inside a store entry, as the end of the sentence "… is damaged: ". */
export interface StoreFault {
  readonly folder: string;
  readonly fault: string;
}

/** Folders of the store that hold a package, whatever they were made from. */
export function entryFolders({ folder }: Store, of: PackageRef): string[] {
  if (!existsSync(folder)) return [];
  const prefix = `${packageKey(of)}-`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && /^[0-9a-f]{20}$/.test(name.slice(prefix.length)))
    .map((name) => join(folder, name));
}

/**
 * Reads a store entry from end to end: its digest, and for each resource whether the index says what it says.
 * @returns the first fault found
 */
export async function verifyEntry(folder: string, signal: AbortSignal): Promise<StoreFault | undefined> {
  const fault = await findFault(folder, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    return error instanceof Error ? error.message : String(error);
  });
  return fault === undefined ? undefined : { folder, fault };
}

async function findFault(folder: string, signal: AbortSignal): Promise<string | undefined> {
  const index = parseIndex(readFileSync(join(folder, INDEX_FILE), 'utf8'));
  if (index === undefined) return `${INDEX_FILE} is not whole, or of another version of this program`;
  if ('problem' in parseJson(readFileSync(join(folder, 'package.json'), 'utf8'))) return 'package.json is not JSON';
  const blob = join(folder, BLOB_FILE);
  const sha512 = await digestOf(blob, signal);
  if (sha512 !== index.blob.sha512) return `${BLOB_FILE} is not the file that was written`;
  return findMismatch(blob, index, signal);
}

async function digestOf(file: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file, { signal })) hash.update(chunk);
  return hash.digest('hex');
}

async function findMismatch(blob: string, index: StoreIndex, signal: AbortSignal): Promise<string | undefined> {
  const byOffset = new Map(index.entries.map((entry) => [entry.offset, entry]));
  let offset = 0;
  for await (const line of createInterface({ input: createReadStream(blob, { signal }), crlfDelay: Infinity })) {
    const length = Buffer.byteLength(line);
    const entry = byOffset.get(offset);
    const { value } = parseJson(line);
    if (entry === undefined || !isFhirResource(value))
      return `${INDEX_FILE} does not fit ${BLOB_FILE} at byte ${offset}`;
    if (!isDeepStrictEqual(entry, toEntry(value, entry.filename, offset, length))) {
      return `${INDEX_FILE} says something else of ${entry.filename} than its resource does`;
    }
    offset += length + 1;
  }
  return undefined;
}
