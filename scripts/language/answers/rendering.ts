import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location } from 'vscode-languageserver/node';
import { cacheFolder } from '../../packages/disk/cache.ts';
import type { Found } from '../guide/guide.ts';

/**
 * A definition of a package as a JSON file that may only be read, in the package cache. Every editor can open a file;
 * what is there is named by its content, and so always right.
 * @param element id of an element of its snapshot to go to
 * @returns undefined where the cache cannot be written
 */
export function renderingOf({ resource, package: owner }: Found, element?: string): Location | undefined {
  if (owner === undefined) return undefined;
  const text = `${JSON.stringify(resource, undefined, 2)}\n`;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const name = safe(`${resource.resourceType}-${String(resource.id ?? 'unnamed')}`);
  const file = join(cacheFolder(process.env), 'shown', safe(`${owner.id}#${owner.version}`), digest, `${name}.json`);
  if (!isWritten(file, text)) return undefined;
  const line = element === undefined ? 0 : lineOf(text, element);
  const position = { line, character: 0 };
  return { uri: pathToFileURL(file).href, range: { start: position, end: position } };
}

function isWritten(file: string, text: string): boolean {
  if (existsSync(file)) return true;
  const staged = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(staged, text, { mode: 0o444 });
    renameSync(staged, file);
    return true;
  } catch {
    return false;
  }
}

/** What a package says of itself is no path. */
function safe(name: string): string {
  return name
    .replace(/[^\w.#-]/g, '_')
    .replace(/^\.+/, '_')
    .slice(0, 100);
}

function lineOf(text: string, id: string): number {
  const start = Math.max(0, text.indexOf('"snapshot": {'));
  const at = text.indexOf(`"id": ${JSON.stringify(id)}`, start);
  return at === -1 ? 0 : text.slice(0, at).split('\n').length - 1;
}
