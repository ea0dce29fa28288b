import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configNames } from '../model/config-text.ts';
import { EnvironmentError, type Outcome } from '../model/issue.ts';
import { configFile, type Project, parseProject } from '../model/project.ts';

/** The project's configuration file, by either of the names that SUSHI knows; undefined when the folder has none. */
export function configFileIn(folder: string): string | undefined {
  return configNames.find((name) => existsSync(join(folder, name)));
}

/**
 * Reads what a project's sushi-config.yaml says of it.
 * @param folder absolute
 * @throws EnvironmentError when there is no such file: the folder is no FSH project
 */
export function readProject(folder: string): Outcome<Project | undefined> {
  const file = configFileIn(folder) ?? configFile;
  try {
    return parseProject(readFileSync(join(folder, file), 'utf8'), file);
  } catch (cause) {
    throw new EnvironmentError(
      `There is no ${file} to read in ${folder}. Name the folder of a FSH project, or make one with: npx sushi init`,
      { cause },
    );
  }
}
