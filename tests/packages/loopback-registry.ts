import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { create } from 'tar';
import { onTestFinished } from 'vitest';
import { manifestText, packageRef, temporaryFolder, writeFiles } from './tiny-package.ts';

/** A server on this machine, gone when the test ends; answers its base address. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An address at which nothing listens any more. */
export async function closedServer(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

/** A packed package with one value set. */
export async function packed(key: string, dependencies: Readonly<Record<string, string>> = {}): Promise<Buffer> {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'package/package.json': manifestText(packageRef(key), dependencies),
    'package/ValueSet-a.json': `{"resourceType":"ValueSet","id":"a","title":"${key}"}`,
  });
  await create({ gzip: true, cwd: folder, file: join(folder, 'p.tgz') }, ['package']);
  return readFileSync(join(folder, 'p.tgz'));
}

export interface Dist {
  readonly tarball?: string;
  readonly shasum?: string;
  readonly integrity?: string;
}

export function versionsDocument(id: string, versions: Readonly<Record<string, Dist>>, latest?: string): string {
  return JSON.stringify({
    name: id,
    ...(latest === undefined ? {} : { 'dist-tags': { latest } }),
    versions: Object.fromEntries(
      Object.entries(versions).map(([version, dist]) => [version, { name: id, version, dist }]),
    ),
  });
}
