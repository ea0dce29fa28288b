import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from '../../machine/running.ts';

/** Names something that a run is making, beside the place where it will be whole: `.build-1234`. */
export function stagedName(prefix: string): string {
  return `.${prefix}-${process.pid}`;
}

/** Removes what runs that were killed have left staged in a folder under the prefix. */
export function removeAbandoned(folder: string, prefix: string): void {
  if (!existsSync(folder)) return;
  const start = `.${prefix}-`;
  for (const name of readdirSync(folder).filter((each) => each.startsWith(start))) {
    const pid = Number(name.slice(start.length));
    // One of our own number is of a run before this one.
    if (Number.isInteger(pid) && (pid === process.pid || !isRunning(pid)))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}
