import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { configNames } from '../../model/config-text.ts';
import { EnvironmentError, type Outcome } from '../../model/issue.ts';
import { configFile, type Project, parseProject } from '../../model/project.ts';
import { keptLast } from './kept-last.ts';

const parsed = keptLast((text, file) => parseProject(text, file));

/** The project's configuration file, by either of the names that SUSHI knows; undefined when the folder has none. */
export function configFileIn(folder: string): string | undefined {
  return configNames.find((name) => isThere(join(folder, name)));
}

/** A link counts, even one to nothing: it is told when it is read. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // the folder is a file, or nobody may look into it
  }
}

/**
 * Reads what a project's sushi-config.yaml says of it.
 * @param folder absolute
 * @throws EnvironmentError when there is no such file, so that the folder is no FSH project, or it cannot be read
 */
export function readProject(folder: string): Outcome<Project | undefined> {
  const file = configFileIn(folder);
  if (file !== undefined) return parsed(readText(join(folder, file), LONGEST_SETTINGS), file);
  throw new EnvironmentError(
    `There is no ${configFile} in ${folder}. Name the folder of a FSH project, or make one with: ig init`,
  );
}
