import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ParseStore } from '../../compile/sushi/saved-parse.ts';
import { cacheFolder } from '../../packages/disk/cache.ts';
import { readSealedBytes, writeSealed } from '../../packages/disk/spare-file.ts';
import { toolchainFingerprint } from '../guide/toolchain.ts';

/** How many projects have their parsed files kept; each takes a few megabytes. */
const KEPT = 8;

/**
 * What was parsed of a project's FSH, for the next run with the same program: who edits one file has the others parsed.
 * A cache that cannot be read or written costs time, no more.
 * @param folder absolute: findings name files of this place
 */
export function openParsedFiles(folder: string): ParseStore {
  const key = createHash('sha256').update(JSON.stringify([folder, toolchainFingerprint(), process.versions.v8]));
  const file = join(cacheFolder(process.env), 'parsed', `${key.digest('hex').slice(0, 32)}.bin`);
  return {
    read: () => readSealedBytes(file),
    write: (bytes) => writeSealed(file, bytes, KEPT),
  };
}
