import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedCache, writeFiles } from '../cli/run-ig.ts';

/**
 * Where a hostile input is tried: folders as deep as a user's, so that a name that climbs lands in one that is watched.
 * The program works in `work`; its cache, home and temporary folder lie beside, and decoys above.
 */
export interface Place {
  readonly top: string;
  readonly work: string;
  readonly cache: string;
  readonly home: string;
  readonly temporary: string;
}

export function makePlace(): Place {
  const top = mkdtempSync(join(tmpdir(), 'ig-hostile-'));
  const deep = join(top, 'a', 'b', 'c');
  const place = {
    top,
    work: join(deep, 'work'),
    cache: join(deep, 'cache'),
    home: join(deep, 'home'),
    temporary: join(deep, 'tmp'),
  };
  for (const folder of Object.values(place)) mkdirSync(folder, { recursive: true });
  writeFiles(top, {
    'package.json': '{"name":"decoy","version":"1.0.0"}',
    'secret.json': '{"resourceType":"Patient","id":"secret"}',
    'a/package.json': '{"name":"decoy","version":"1.0.0"}',
    'a/b/package.json': '{"name":"decoy","version":"1.0.0"}',
    'a/b/c/package.json': '{"name":"decoy","version":"1.0.0"}',
  });
  return place;
}

/** What is downloaded is written into by name, so that a link to it would let one row see what another has left. */
const OWN: ReadonlySet<string> = new Set(['downloads', 'jars']);

/** Lets the place's own cache begin with what is installed already, by links, so that a row costs no installation. */
export function lendCache({ cache }: Place): void {
  for (const name of readdirSync(sharedCache)) {
    if (!name.startsWith('.') && !OWN.has(name)) symlinkSync(join(sharedCache, name), join(cache, name));
  }
}

/** Every file, folder and link below the top but not in the cache, with what it holds; links are not followed. */
export function surroundingsOf({ top, cache, temporary }: Place): Map<string, string> {
  const found = new Map<string, string>();
  const look = (folder: string) => {
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      if (path === cache) continue;
      const status = lstatSync(path, { throwIfNoEntry: false });
      if (status === undefined) {
        found.set(path.slice(top.length + 1), 'a name that is no UTF-8, which cannot be asked for');
        continue;
      }
      // An empty folder in the temporary one is Node's own code cache, or nothing at all.
      if (!path.startsWith(temporary) || status.isFile()) found.set(path.slice(top.length + 1), whatIsAt(path));
      if (status.isDirectory()) look(path);
    }
  };
  look(top);
  return found;
}

const MOST_HASHED = 32 << 20;

function whatIsAt(path: string): string {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  if (status.isDirectory()) return 'folder';
  if (!status.isFile()) return 'neither file nor folder';
  if (status.size > MOST_HASHED) return `${status.size} bytes of ${status.mtimeMs}`;
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** What came, went or changed, as paths below the top. */
export function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}
