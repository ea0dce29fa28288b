import { gzipSync } from 'node:zlib';
import { Header } from 'tar';

/** A packed package, entry by entry as it is told: also with what no packer would write. */
export function packageArchive(files: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(files).map(([path, body]) => {
    const size = Buffer.byteLength(body);
    const block = Buffer.alloc(512);
    const needsPax = new Header({ path, size, mode: 0o644, type: 'File', mtime: new Date(0) }).encode(block, 0);
    return Buffer.concat([needsPax ? longName(path) : Buffer.alloc(0), block, padded(body)]);
  });
  return gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));
}

/** The archive of a package whose files, by their names, all lie in `package/`. */
export function archiveOf(files: Readonly<Record<string, string>>): Buffer {
  return packageArchive(Object.fromEntries(Object.entries(files).map(([name, text]) => [`package/${name}`, text])));
}

/** The archive of a package that says of itself what it is given. */
export function packageWith(manifest: object, files: Readonly<Record<string, string>> = {}): Buffer {
  return packageArchive({ 'package/package.json': manifestText(manifest), ...files });
}

export function manifestText(manifest: object): string {
  return JSON.stringify({ name: 'a.b', version: '1.0.0', fhirVersions: ['4.0.1'], ...manifest });
}

/** GNU's own way to give an entry a name of any length. */
function longName(path: string): Buffer {
  const block = Buffer.alloc(512);
  const size = Buffer.byteLength(path);
  new Header({ path: '././@LongLink', size, mode: 0o644, type: 'NextFileHasLongPath' }).encode(block, 0);
  return Buffer.concat([block, padded(path)]);
}

function padded(text: string): Buffer {
  const length = Buffer.byteLength(text);
  return Buffer.concat([Buffer.from(text), Buffer.alloc((512 - (length % 512)) % 512)]);
}
