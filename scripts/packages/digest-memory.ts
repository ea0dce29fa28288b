import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Remembers the digests of installed folders, which take a second or more to compute for FHIR's own packages. */
export interface DigestMemory {
  /** The digest that the folder had, if nothing was installed over it since; an edited file goes unnoticed. */
  recall(folder: string): string | undefined;
  remember(folder: string, integrity: string): void;
}

/**
 * A memory in the package cache. It only saves time: what cannot be read or written there is computed again.
 * Good enough to decide which entry of the cache belongs to a folder; whoever reads the folder itself computes.
 */
export function digestMemory(cache: string): DigestMemory {
  const fileOf = (folder: string) => {
    const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 20);
    return join(cache, 'digests', name);
  };
  return {
    recall(folder) {
      try {
        const [stamp, integrity] = readFileSync(fileOf(folder), 'utf8').split('\n');
        return stamp === stampOf(folder) ? integrity : undefined;
      } catch {
        return undefined;
      }
    },
    remember(folder, integrity) {
      try {
        const file = fileOf(folder);
        mkdirSync(join(cache, 'digests'), { recursive: true });
        writeFileSync(`${file}.${process.pid}`, `${stampOf(folder)}\n${integrity}`);
        renameSync(`${file}.${process.pid}`, file);
      } catch {
        // a cache that cannot be written is told by whoever has to write it
      }
    },
  };
}

/** Changes when files are added or removed, and whenever npm installs the package again. */
function stampOf(folder: string): string {
  const [root, manifest] = [statSync(folder), statSync(join(folder, 'package.json'))];
  return [root.mtimeMs, root.ino, manifest.mtimeMs, manifest.ino, manifest.size].join(' ');
}
