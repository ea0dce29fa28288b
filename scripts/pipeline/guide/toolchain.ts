import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the toolchain's own package.json, whether it runs from its sources or from its bundle. */
export const toolchainFolder: string = findToolchain(dirname(fileURLToPath(import.meta.url)));

/** As the toolchain's own package.json says it. */
export function toolchainVersion(): string {
  const { version } = JSON.parse(readFileSync(join(toolchainFolder, 'package.json'), 'utf8')) as { version: string };
  return version;
}

let fingerprint: string | undefined;

/**
 * Changes whenever the toolchain may compile the same sources into another package: part of the key under which
 * compiled stand-ins and computed snapshots are kept. Read once: the sources do not change under a run.
 */
export function toolchainFingerprint(): string {
  fingerprint ??= readFingerprint();
  return fingerprint;
}

/** Changes with every change of the program or of its libraries: part of the key of what the program makes for itself. */
export function programFingerprint(): string {
  const here = fileURLToPath(import.meta.url);
  const hash = createHash('sha256');
  if (here.endsWith('.cjs')) return hash.update(firstLine(here)).digest('base64url').slice(0, 16); // its own digest
  const scripts = join(toolchainFolder, 'scripts');
  for (const name of readdirSync(scripts, { recursive: true, encoding: 'utf8' }).toSorted())
    if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(scripts, name)));
  hash.update(readFileSync(join(toolchainFolder, 'package-lock.json')));
  return hash.digest('base64url').slice(0, 16);
}

function firstLine(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(100);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes)).split('\n')[0] ?? '';
  } finally {
    closeSync(descriptor);
  }
}

function readFingerprint(): string {
  if (!existsSync(join(toolchainFolder, 'scripts'))) return programFingerprint(); // installed as a package
  const hash = createHash('sha256');
  for (const stage of ['compile', 'snapshot', 'pipeline']) {
    const folder = join(toolchainFolder, 'scripts', stage);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted())
      if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(folder, name)));
  }
  hash.update(readFileSync(createRequire(import.meta.url).resolve('fsh-sushi/package.json')));
  return hash.digest('base64url').slice(0, 16);
}

function findToolchain(start: string): string {
  for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) {
    if (readdirSync(folder).includes('package.json')) return folder;
  }
  throw new Error(`No package.json above ${start}: the toolchain is not installed whole.`);
}
