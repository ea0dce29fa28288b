import { cpSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** Lays out what the Publisher itself downloaded in earlier runs, so that it need not again. */
export function layOutFetched(kept: string, cache: string): void {
  if (!existsSync(kept)) return;
  for (const name of readdirSync(kept))
    if (!existsSync(join(cache, name))) cpSync(join(kept, name), join(cache, name), { recursive: true });
}

/**
 * Keeps what the Publisher has downloaded in a run.
 * @param cache of the run, which is thrown away
 * @param before names of what was there before the run
 */
export function keepFetched(cache: string, before: ReadonlySet<string>, kept: string): void {
  mkdirSync(kept, { recursive: true });
  for (const name of readdirSync(cache)) {
    const isPackage = name.includes('#') && !name.endsWith('#dev') && existsSync(join(cache, name, 'package'));
    if (isPackage && !before.has(name) && !existsSync(join(kept, name)))
      renameSync(join(cache, name), join(kept, name));
  }
}
