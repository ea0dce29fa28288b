import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { materialise } from '../../scripts/packages/disk/materialise.ts';

export const sushiProgram = fileURLToPath(new URL('../../node_modules/.bin/sushi', import.meta.url));

/** Gives a home folder the package cache in which SUSHI's own command looks for the packages. */
export async function writePackageCache(home: string, packages: readonly InstalledPackage[]): Promise<void> {
  const folder = path.join(home, '.fhir', 'packages');
  mkdirSync(folder, { recursive: true });
  await materialise(packages, folder, new AbortController().signal);
}

/** A registry on this machine, which says which versions of the packages there are. */
export async function startRegistry(packages: readonly InstalledPackage[]) {
  const registry = createServer((request, response) => {
    response.setHeader('connection', 'close'); // a kept one is gone by when SUSHI has loaded a large package, and it fails
    const name = decodeURIComponent((request.url ?? '').slice(1));
    const versions = packages.filter(({ id }) => id === name).map(({ version }) => version);
    response.statusCode = versions.length === 0 ? 404 : 200;
    const latest = versions.toSorted().at(-1);
    response.end(
      JSON.stringify({ name, 'dist-tags': { latest }, versions: Object.fromEntries(versions.map((v) => [v, {}])) }),
    );
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const address = registry.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, close: () => registry.close() };
}

/** The environment of SUSHI's own command without a network; a stand-in for npm says which SUSHI is the newest. */
export function sushiEnvironment(home: string, registry: string): NodeJS.ProcessEnv {
  const bin = path.join(home, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(path.join(bin, 'npm'), '#!/bin/sh\necho 3.21.0\n');
  chmodSync(path.join(bin, 'npm'), 0o755);
  return { ...process.env, HOME: home, PATH: `${bin}:${process.env.PATH}`, FPL_REGISTRY: registry };
}

/**
 * Runs `sushi build` without a network.
 * @returns what it printed; it exits with the number of errors, which is no failure here
 */
export async function runSushiCommand(project: string, home: string, packages: readonly InstalledPackage[]) {
  const registry = await startRegistry(packages);
  try {
    const env = sushiEnvironment(home, registry.url);
    const { stdout } = await promisify(execFile)(sushiProgram, ['build', project], { env }).catch((error) => error);
    return String(stdout);
  } finally {
    registry.close();
  }
}

/** All files below a folder, by their paths in it. */
export function readFolder(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]),
  );
}
