import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How the files are called, so that they are told from those of the guide. */
const start = 'CodeSystem-known-codes-';

/** Whether a file is one of {@link writeKnownCodes}. */
export function isKnownCodes(file: string): boolean {
  return file.includes(`/${start}`);
}

/**
 * Gives a guide the code systems that a validator would ask a terminology server for, with the codes that matter and no
 * others, so that what it says does not hang on a server.
 * @param folder of a copy of the guide
 * @param codes `<system>[|<version>]=<code>,<code>`
 * @throws Error for what is written otherwise
 */
export function writeKnownCodes(folder: string, codes: readonly string[]): void {
  const target = join(folder, 'input', 'resources');
  if (codes.length > 0) mkdirSync(target, { recursive: true });
  for (const [index, each] of codes.entries()) {
    const [, url, version = '1', list] = /^([^=|]+)(?:\|([^=]+))?=(.+)$/.exec(each) ?? [];
    if (url === undefined || list === undefined)
      throw new Error(`--codes takes <system>[|<version>]=<code>,<code>, and not ${each}`);
    const system = {
      resourceType: 'CodeSystem',
      id: `known-codes-${index}`,
      url,
      version,
      name: `KnownCodes${index}`,
      status: 'active',
      content: 'complete',
      caseSensitive: true,
      concept: list.split(',').map((code) => ({ code, display: code })),
    };
    writeFileSync(join(target, `${start}${index}.json`), JSON.stringify(system));
  }
}
