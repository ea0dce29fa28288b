import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readRegularFile } from './regular-file.ts';

/**
 * Writes a file of the cache that only saves time: whole or not at all. Where it cannot be written, a later run has to
 * do the same work again, and that is no fault of this one.
 * @param kept how many files of the folder stay, those changed last
 */
export function writeSpareFile(file: string, content: string | Uint8Array, kept: number): void {
  const staged = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(staged, content);
    renameSync(staged, file);
    removeOldest(dirname(file), kept);
  } catch {
    try {
      rmSync(staged, { force: true });
    } catch {
      // the folder is no folder
    }
  }
}

/** A text, or bytes, under the digest of itself and of the file's name, for {@link readSealed}. */
export function writeSealed(file: string, content: string | Uint8Array, kept: number): void {
  const seal = Buffer.from(`${digestOf(basename(file), content)}\n`);
  writeSpareFile(file, Buffer.concat([seal, typeof content === 'string' ? Buffer.from(content) : content]), kept);
}

/** The text of a file as it was written; undefined where there is none, or one that was cut short or changed. */
export function readSealed(file: string): string | undefined {
  return readSealedBytes(file)?.toString('utf8');
}

/** The same for bytes. */
export function readSealedBytes(file: string): Buffer | undefined {
  try {
    const whole = readRegularFile(file);
    const end = whole.indexOf('\n');
    const content = whole.subarray(end + 1);
    return whole.toString('latin1', 0, end) === digestOf(basename(file), content) ? content : undefined;
  } catch {
    return undefined;
  }
}

export function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 16);
}

/** What killed runs have left staged goes the same way. */
function removeOldest(folder: string, kept: number): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const changed = new Map(files.map((file) => [file, statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0]));
  const byAge = files.toSorted((a, b) => (changed.get(b) ?? 0) - (changed.get(a) ?? 0));
  for (const file of byAge.slice(kept)) rmSync(file, { force: true, recursive: true });
}
