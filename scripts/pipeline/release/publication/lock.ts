import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isRunning } from '../../../machine/running.ts';
import { EnvironmentError } from '../../../model/issue.ts';
import { isCode } from '../../../packages/disk/disk-fault.ts';
import type { SideFolder } from './side-folder.ts';

/** The right to publish into a web site's folder, which one process at a time has. */
export interface Lock {
  /** @throws EnvironmentError where somebody has taken it away */
  require(): void;
  release(): void;
}

/** Those of this process: another one may have had its number before. */
const own = new Set<string>();

/**
 * Takes the lock; one that a killed process has left is taken over.
 * @throws EnvironmentError where another publication is running
 */
export function takeLock({ web, lock }: SideFolder): Lock {
  const mark = `${process.pid} ${Date.now()}`;
  const fresh = `${lock}.${process.pid}`;
  writeFileSync(fresh, mark); // it gets its name only with its content: a lock without an owner would be nobody's
  try {
    if (!linked(fresh, lock)) {
      const holder = textOf(lock);
      if (holder !== undefined && isHeld(holder)) throw busy(web, lock, holder);
      if (holder !== undefined) setAside(lock, holder);
      if (!linked(fresh, lock)) throw busy(web, lock, textOf(lock) ?? '');
    }
  } finally {
    rmSync(fresh, { force: true });
  }
  own.add(mark);
  const isOurs = () => textOf(lock) === mark;
  return {
    require: () => {
      if (!isOurs()) throw busy(web, lock, textOf(lock) ?? '');
    },
    release: () => {
      if (isOurs()) rmSync(lock, { force: true });
      own.delete(mark);
    },
  };
}

function busy(web: string, lock: string, holder: string): EnvironmentError {
  return new EnvironmentError(
    `Another publication into ${web} is running (process ${holder.split(' ')[0] ?? ''}). Wait for its end; if no such process publishes, remove ${lock}.`,
  );
}

function isHeld(holder: string): boolean {
  const pid = Number(holder.split(' ')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  return pid === process.pid ? own.has(holder) : isRunning(pid);
}

/** Removes a lock whose process is gone, and no other one that has come into its place meanwhile. */
function setAside(lock: string, holder: string): void {
  const aside = `${lock}.${process.pid}.old`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  if (textOf(aside) !== holder) linked(aside, lock); // it was taken between two looks: put back
  rmSync(aside, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
