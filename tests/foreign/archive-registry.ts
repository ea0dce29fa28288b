import { createReadStream, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readArchiveFiles } from '../../scripts/packages/source/archive-files.ts';

interface Archive {
  readonly id: string;
  readonly version: string;
  readonly file: string;
}

/** The packages in the `.tgz` files of a folder; a file that holds none is left out. */
async function archivesIn(folder: string): Promise<readonly Archive[]> {
  const found: Archive[] = [];
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.tgz'))) {
    const file = join(folder, name);
    const manifest = (await readArchiveFiles(file)).get('package/package.json');
    const { name: id, version } = JSON.parse(manifest?.toString('utf8') ?? '{}');
    if (typeof id === 'string' && typeof version === 'string') found.push({ id, version, file });
  }
  return found;
}

/**
 * A FHIR registry on this machine that has what lies in a folder: for `FPL_REGISTRY`, which this toolchain and SUSHI read.
 * @see https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */
export async function startArchiveRegistry(folder: string | undefined) {
  const archives = folder === undefined ? [] : await archivesIn(folder);
  const server = createServer((request, response) => {
    response.setHeader('connection', 'close'); // a kept one is gone by when SUSHI has loaded a large package, and it fails
    const [, id = '', version] = (request.url ?? '').split('/').map(decodeURIComponent);
    const all = archives.filter((each) => each.id === id).toSorted(byVersion);
    const one = all.find((each) => each.version === version);
    if (one !== undefined) createReadStream(one.file).pipe(response);
    else if (version !== undefined || all.length === 0) response.writeHead(404).end();
    else {
      const versions = Object.fromEntries(all.map((each) => [each.version, { name: id, version: each.version }]));
      response.end(JSON.stringify({ name: id, 'dist-tags': { latest: all.at(-1)?.version }, versions }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    archives,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function byVersion(a: Archive, b: Archive): number {
  return a.version.localeCompare(b.version, 'en', { numeric: true });
}
