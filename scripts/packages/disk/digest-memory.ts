import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readSealed, writeSealed } from './spare-file.ts';

/** Remembers the digests of installed folders, which take a second or more to compute for FHIR's own packages. */
export interface DigestMemory {
  /** The digest that the folder had, if nothing was installed over it since; an edited file goes unnoticed. */
  recall(folder: string): string | undefined;
  remember(folder: string, integrity: string): void;
}

/** How many folders are remembered: each install of npm's may have three. */
const KEPT = 256;

/**
 * A memory in the package cache. It only saves time: what cannot be read or written there, or was changed, is computed
 * again. Good enough to decide which entry of the cache belongs to a folder; whoever reads the folder itself computes.
 */
export function digestMemory(cache: string): DigestMemory {
  const fileOf = (folder: string) => {
    const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
    return join(cache, 'digests', name);
  };
  return {
    recall(folder) {
      try {
        const [stamp, integrity] = readSealed(fileOf(folder))?.split('\n') ?? [];
        return stamp === stampOf(folder) ? integrity : undefined;
      } catch {
        return undefined; // the folder is gone
      }
    },
    remember(folder, integrity) {
      writeSealed(fileOf(folder), `${stampOf(folder)}\n${integrity}`, KEPT);
    },
  };
}

/** Changes when files are added or removed, and whenever npm installs the package again. */
function stampOf(folder: string): string {
  const [root, manifest] = [statSync(folder), statSync(join(folder, 'package.json'))];
  return [root.mtimeMs, root.ino, manifest.mtimeMs, manifest.ino, manifest.size].join(' ');
}
