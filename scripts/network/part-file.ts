import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isRunning } from '../machine/running.ts';

const machine = () => createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** A name in a folder for what is being downloaded: it tells which process on which machine does so. */
export function newPartFile(folder: string): string {
  return join(folder, `.${machine()}-${process.pid}-${randomBytes(6).toString('hex')}.part`);
}

/** A download that lives writes far more often, whatever machine it is on: a silent server is given up before. */
const ABANDONED_MS = 3_600_000;

/** Removes what killed runs have left of their downloads, and nothing that a run still writes. */
export function removeAbandonedParts(folder: string): void {
  for (const name of namesIn(folder)) {
    if (!/^\.(?:[0-9a-f]{8}-\d+-)?[0-9a-f]{12}\.part$/.test(name)) continue;
    const file = join(folder, name);
    if (isAbandoned(name, file)) rmSync(file, { force: true });
  }
}

function isAbandoned(name: string, file: string): boolean {
  const [, host, pid] = /^\.([0-9a-f]{8})-(\d+)-/.exec(name) ?? [];
  // Containers that share a cache have processes of the same numbers, and names of their own.
  if (host === machine() && !isRunning(Number(pid))) return true;
  const { mtimeMs = Number.POSITIVE_INFINITY } = statSync(file, { throwIfNoEntry: false }) ?? {};
  return Date.now() - mtimeMs > ABANDONED_MS;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // there is none yet, or it may not be read: that is told when something is to be written
  }
}
