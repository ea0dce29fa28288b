import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageManifest } from './archives.ts';

/** A set of packages that is loaded at once, and the archive whose examples are changed there. */
export interface World {
  readonly name: string;
  /** Values of `--package`: the archive itself first. */
  readonly packages: readonly string[];
}

/**
 * One world for each archive of a folder: two versions of one package in one world would answer for each other. With an
 * archive go the others of the folder that it depends on, the named version or else the nearest by name.
 */
export async function findWorlds(folder: string): Promise<World[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  const manifests = await Promise.all(
    files.map(async (name) => ({ file: join(folder, name), ...(await packageManifest(join(folder, name))) })),
  );
  const worlds = manifests.map((own): World => {
    const taken = new Map([[own.name, own.file]]);
    const waiting = [own];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const [id, version] of Object.entries(next.dependencies ?? {})) {
        const all = manifests.filter((each) => each.name === id);
        const found = all.find((each) => each.version === version) ?? all[0];
        if (found === undefined || taken.has(id)) continue;
        taken.set(id, found.file);
        waiting.push(found);
      }
    }
    return { name: `${own.name}-${own.version}`, packages: [...taken.values()] };
  });
  return worlds.sort((a, b) => (a.name < b.name ? -1 : 1));
}
