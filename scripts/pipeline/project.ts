import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError, type Outcome } from '../model/issue.ts';
import { configFile, type Project, parseProject } from '../model/project.ts';

/**
 * Reads what a project's sushi-config.yaml says of it.
 * @param folder absolute
 * @throws EnvironmentError when there is no such file: the folder is no FSH project
 */
export function readProject(folder: string): Outcome<Project | undefined> {
  return parseProject(readConfig(folder));
}

function readConfig(folder: string): string {
  try {
    return readFileSync(join(folder, configFile), 'utf8');
  } catch (cause) {
    throw new EnvironmentError(
      `There is no ${configFile} to read in ${folder}. Name the folder of a FSH project, or make one with: npx sushi init`,
      { cause },
    );
  }
}
