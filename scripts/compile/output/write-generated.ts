import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isRunning } from '../../machine/running.ts';
import { faultAndRemedy, isDiskError } from '../../model/disk-fault.ts';
import { leadsInside } from '../../model/inside.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { generatedFolder } from './export-files.ts';

const temporary = `.${generatedFolder}-`;

/**
 * Makes fsh-generated/ hold the given files and nothing else, as `sushi build` empties it first.
 * The new folder is made beside the old one and takes its place at the end, so that a run that fails or is stopped
 * leaves the old one as it was. A folder that already holds just these files is not touched.
 * @param files paths below fsh-generated/ to their texts
 */
export async function writeGenerated(
  projectFolder: string,
  files: ReadonlyMap<string, string>,
  signal?: AbortSignal,
): Promise<void> {
  const target = path.join(projectFolder, generatedFolder);
  const fresh = path.join(projectFolder, `${temporary}${process.pid}-${randomUUID()}`);
  const old = `${fresh}-old`;
  try {
    removeLitter(projectFolder);
    if (holds(target, files)) return;
    mkdirSync(fresh);
    for (const [name, text] of files) {
      await nextTurn();
      signal?.throwIfAborted();
      if (!leadsInside(name)) throw new Error(`${name} was to be written outside ${generatedFolder}/`);
      const file = path.join(fresh, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    swap(target, fresh, old);
  } catch (error) {
    throw isDiskError(error) ? unwritable(target, error) : error;
  } finally {
    removeQuietly(fresh);
    removeQuietly(old);
  }
}

function swap(target: string, fresh: string, old: string): void {
  if (!existsSync(target)) {
    renameSync(fresh, target);
    return;
  }
  renameSync(target, old);
  try {
    renameSync(fresh, target);
  } catch (error) {
    renameSync(old, target);
    throw error;
  }
}

/** What a run that was killed has left. Between the two renames of a swap, that is the only copy: it goes back. */
function removeLitter(projectFolder: string): void {
  if (!existsSync(projectFolder)) return;
  const litter = readdirSync(projectFolder).filter((name) => name.startsWith(temporary) && !isInUse(name));
  const target = path.join(projectFolder, generatedFolder);
  const old = litter.find((name) => name.endsWith('-old'));
  if (old !== undefined && !existsSync(target)) renameSync(path.join(projectFolder, old), target);
  for (const name of litter) rmSync(path.join(projectFolder, name), { recursive: true, force: true });
}

/** By a run that is under way: the name has its process. */
function isInUse(name: string): boolean {
  const pid = Number.parseInt(name.slice(temporary.length), 10);
  return !Number.isNaN(pid) && pid !== process.pid && isRunning(pid);
}

function holds(folder: string, files: ReadonlyMap<string, string>): boolean {
  if (!existsSync(folder)) return false;
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  return (
    found.length === files.size &&
    found.every((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const text = files.get(path.relative(folder, file).split(path.sep).join('/'));
      return text !== undefined && entry.isFile() && readFileSync(file).equals(Buffer.from(text));
    })
  );
}

function unwritable(target: string, error: unknown): EnvironmentError {
  const message = `Cannot write ${target}: ${faultAndRemedy(error)} What was there is unchanged.`;
  return new EnvironmentError(message, { cause: error });
}

/** Clearing up must not hide why the run failed. */
function removeQuietly(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The next run clears it.
  }
}
