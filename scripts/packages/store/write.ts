import { createHash } from 'node:crypto';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type FhirResource, isFhirResource } from '../../model/fhir.ts';
import type { Issue } from '../../model/issue.ts';
import type { PackageEntry, PackageManifest } from '../../model/package.ts';
import { keptJson } from '../../model/written-digits.ts';
import { digestOf } from '../disk/spare-file.ts';
import { parseJson } from '../json-text.ts';
import type { PackageContent } from '../source/source.ts';
import { BLOB_FILE, formatIndex, INDEX_FILE, type StoreIndex, toEntry } from './index-of-folder.ts';

export interface StoreContent extends PackageContent {
  readonly holds?: StoreIndex['holds'];
  /** Found while making the content, to be told again whenever the entry is used. */
  readonly issues?: readonly Issue[];
}

const WRITE_BYTES = 1 << 20;
const FILES_PER_TURN = 32;

/**
 * Writes the two files of a store entry into an empty folder.
 * @param name what the folder will be called in its place
 */
export async function writeEntry(
  folder: string,
  name: string,
  content: StoreContent,
  signal: AbortSignal,
): Promise<void> {
  const { manifest, holds = 'package' } = content;
  const hash = createHash('sha512');
  const entries: PackageEntry[] = [];
  const issues: Issue[] = [...(content.issues ?? [])];
  const leftOut: string[] = [];
  const descriptor = openSync(join(folder, BLOB_FILE), 'w');
  let size = 0;
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  const flush = () => {
    const bytes = Buffer.concat(pending);
    hash.update(bytes);
    writeAll(descriptor, bytes);
    pending = [];
    pendingBytes = 0;
  };
  try {
    for await (const { filename, resource, line } of linesOf(content, issues, signal, leftOut)) {
      const length = line.length - 1;
      entries.push(toEntry(resource, filename, size, length, digestOf(line.subarray(0, length))));
      size += line.length;
      pending.push(line);
      pendingBytes += line.length;
      if (pendingBytes >= WRITE_BYTES) flush();
    }
    flush();
  } finally {
    closeSync(descriptor);
  }
  const blob = { size, sha512: hash.digest('hex') };
  entries.sort((a, b) => (a.filename < b.filename ? -1 : 1));
  writeFileSync(
    join(folder, INDEX_FILE),
    formatIndex({ manifest, holds, issues, ...(leftOut.length === 0 ? {} : { leftOut }), blob, entries }, name),
  );
}

/** What the digest of a content's resources would be in an entry, which is `blob.sha512` of the index. */
export async function digestOfContent(content: PackageContent, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha512');
  for await (const { line } of linesOf(content, [], signal)) hash.update(line);
  return hash.digest('hex');
}

interface ResourceLine {
  readonly filename: string;
  readonly resource: FhirResource;
  readonly line: Buffer;
}

/**
 * @param issues takes what is left out because it is not JSON
 * @param leftOut takes the names of these files
 */
async function* linesOf(
  { manifest, files }: PackageContent,
  issues: Issue[],
  signal: AbortSignal,
  leftOut: string[] = [],
): AsyncGenerator<ResourceLine> {
  let count = 0;
  for (const { name: filename, text } of files()) {
    if (count++ % FILES_PER_TURN === 0) await setImmediate(); // lets an abort through
    signal.throwIfAborted();
    const parsed = parseJson(text);
    if ('problem' in parsed) {
      issues.push(unread(manifest, filename, parsed));
      leftOut.push(filename);
    }
    const { value } = parsed;
    if (isFhirResource(value)) yield { filename, resource: value, line: Buffer.from(`${keptJson(value)}\n`) };
  }
}

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}

function unread(
  { name: id, version }: PackageManifest,
  file: string,
  { problem, isDeep }: Extract<ReturnType<typeof parseJson>, { problem: string }>,
): Issue {
  return {
    severity: 'information',
    code: 'invalid',
    rule: 'package-content',
    message: `${file} of ${id}#${version} is left out because ${isDeep === true ? problem : `it is not JSON: ${problem}`}`,
  };
}
