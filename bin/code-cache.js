import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { getHeapCodeStatistics } from 'node:v8';

/*
 * V8 can write down the machine-independent code that it compiled from a script, and take it back in another process:
 * reading it takes a third of the time of compiling anew. It lies beside the bundle and goes with it.
 *
 * V8 checks its version and flags, and of the script nothing but the length; of the code itself it checks nothing, and
 * code that is damaged ends the process. So the file begins with a digest of all that it depends on.
 * https://v8.dev/blog/code-caching-for-devs
 */

const DIGEST_BYTES = 32;
const SIZE_BYTES = 8;
/** A run that had to compile so much more than was cached writes the cache anew. */
const WORTH_REWRITING = 1.1;

/** The code of the bundle as an earlier run left it; undefined when there is none that is whole and of this bundle. */
export function cachedCode(bundle, text) {
  try {
    const file = readFileSync(cacheOf(bundle));
    const content = file.subarray(DIGEST_BYTES);
    return digest(text, content).equals(file.subarray(0, DIGEST_BYTES)) ? content.subarray(SIZE_BYTES) : undefined;
  } catch {
    return undefined;
  }
}

/** Leaves the code to the next run, if this one has compiled what is not in the cache. */
export function keepCode(bundle, text, script, cachedData) {
  process.once('exit', () => {
    const { bytecode_and_metadata_size: size } = getHeapCodeStatistics();
    const isKnown = cachedData !== undefined && script.cachedDataRejected === false;
    if (isKnown && size < sizeIn(cachedData) * WORTH_REWRITING) return;
    const head = Buffer.alloc(SIZE_BYTES);
    head.writeDoubleLE(size);
    const content = Buffer.concat([head, script.createCachedData()]);
    const staged = `${cacheOf(bundle)}.${process.pid}`;
    try {
      writeFileSync(staged, digest(text, content));
      writeFileSync(staged, content, { flag: 'a' });
      renameSync(staged, cacheOf(bundle));
    } catch {
      discard(staged); // a cache that cannot be written costs time, no more
    }
  });
}

function discard(file) {
  try {
    rmSync(file, { force: true });
  } catch {
    // the disk says no to that too
  }
}

/** The bytes of code in memory when the cache was written. */
function sizeIn(cachedData) {
  return Buffer.from(cachedData.buffer, cachedData.byteOffset - SIZE_BYTES, SIZE_BYTES).readDoubleLE();
}

function cacheOf(bundle) {
  return `${bundle}.code`;
}

/** The first line of the bundle is its own digest. */
function digest(text, content) {
  const name = text.slice(0, text.indexOf('\n'));
  const { arch, version } = process;
  return createHash('sha256')
    .update(JSON.stringify([name, arch, version]))
    .update(content)
    .digest();
}
