import { dirname, relative } from 'node:path';
import { configFileIn } from './project.ts';

/**
 * The folder of the guide that one is in: the current folder, or the nearest above it that has a configuration.
 * @returns relative to the current folder; `.` where there is none, so that the message names the current one
 */
export function nearestProject(): string {
  const from = currentFolder();
  if (from === undefined) return '.';
  for (let folder = from; ; folder = dirname(folder)) {
    if (configFileIn(folder) !== undefined) return relative(from, folder) || '.';
    if (folder === dirname(folder)) return '.';
  }
}

function currentFolder(): string | undefined {
  try {
    return process.cwd();
  } catch {
    return undefined; // it was removed
  }
}
