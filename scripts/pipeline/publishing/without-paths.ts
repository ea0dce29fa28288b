import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { withContents } from '../../files/zip-contents.ts';

/** The Publisher's own reports; the pages of the site are the template's to keep clean. */
const isReport = (name: string): boolean => /^qa[\w.-]*\.(?:html|txt|xml|json)$/.test(name);

const WHOLE_SITE = 'full-ig.zip';

/**
 * Takes the folder that the Publisher ran in out of what it has written: its reports name it with every file, and the
 * packages give it as their address, those in the archive of the whole site too. The site is published, and the machine
 * that made it is nobody's business.
 * @param output of the Publisher, wherever it lies now
 * @param ran the folder of the run, as the Publisher saw it: its copy of the guide is `ig` in it
 * @param canonical of the guide, the address that a package should name
 */
export function withoutPaths(output: string, ran: string, canonical: string): void {
  const packages = new Set<string>();
  for (const name of readdirSync(output)) {
    const file = join(output, name);
    if (isReport(name)) {
      const text = readFileSync(file, 'utf8');
      const clean = withoutFolder(text, ran);
      if (clean !== text) writeFileSync(file, clean);
    } else if (name.endsWith('.tgz')) {
      packages.add(name);
      const archive = gunzipSync(readFileSync(file));
      if (replaceAddress(archive, `"file://${join(ran, 'ig', 'output')}"`, JSON.stringify(canonical)))
        writeFileSync(file, gzipSync(archive));
    }
  }
  const whole = join(output, WHOLE_SITE);
  if (packages.size === 0 || !existsSync(whole)) return;
  // The archive was made before: its packages become those that are beside it.
  const archive = withContents(readFileSync(whole), (name) =>
    packages.has(basename(name)) ? readFileSync(join(output, basename(name))) : undefined,
  );
  if (archive !== undefined) writeFileSync(whole, archive);
}

function withoutFolder(text: string, ran: string): string {
  const guide = join(ran, 'ig');
  return text
    .replaceAll(`${join(guide, 'output')}data:`, 'data:') // an image that the Publisher mistakes for a file
    .replaceAll(`file://${guide}`, '.')
    .replaceAll(`${guide}/`, '')
    .replaceAll(`${guide.replaceAll('/', '_')}_`, '_') // an anchor, made of a path
    .replaceAll(guide, '.')
    .replaceAll(ran, '.');
}

/**
 * In the manifest, a JSON string within an archive whose headers tell the length of each file: the new value takes the
 * place of the old to the byte, with white space after it.
 */
function replaceAddress(archive: Buffer, old: string, fresh: string): boolean {
  const length = Buffer.byteLength(old);
  const value = Buffer.byteLength(fresh) > length ? '""' : fresh;
  const padded = Buffer.concat([Buffer.from(value), Buffer.alloc(length - Buffer.byteLength(value), ' ')]);
  let found = false;
  for (let at = archive.indexOf(old); at !== -1; at = archive.indexOf(old, at + length)) {
    padded.copy(archive, at);
    found = true;
  }
  return found;
}
