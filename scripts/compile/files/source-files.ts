import { existsSync } from 'node:fs';
import path from 'node:path';
import { FileFault } from '../../files/file-fault.ts';
import { listFolder } from '../../files/list-folder.ts';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS, LONGEST_SOURCE, mebibytes } from '../../files/size.ts';
import type { Issue } from '../../model/issue.ts';
import { unreadableFile } from './fsh-files.ts';
import type { ProjectPaths } from './project-paths.ts';

/** What SUSHI and the Publisher read beside the configuration, when it is there. */
const settings = ['ig.ini', 'package-list.json'];

/** Of these SUSHI takes the whole text; pictures and the like it only lists. */
const isText = (name: string) => /\.(fsh|json|xml|md|txt|ya?ml|csv)$/i.test(name);

/** Where SUSHI looks for resources, below input/: https://fshschool.org/docs/sushi/project/#initializing-a-sushi-project */
const isPredefined = (name: string) =>
  /^(capabilities|extensions|models|operations|profiles|resources|vocabulary|examples)\/[^/]+\.(json|xml)$/.test(name);

/**
 * Looks through the folders that SUSHI reads by itself before it does: it waits for a pipe, reads a device without end,
 * follows a link into whatever it leads to, and passes silently over what it cannot open.
 * @returns an error for each thing that is no file to read: nothing should be compiled then
 */
export function checkSourceFiles(paths: ProjectPaths): Issue[] {
  const links = listFolder(path.join(paths.root, 'input'), { wants: isPredefined }).files.filter(
    ({ isLink }) => isLink,
  );
  return [
    ...checkFolder(paths, 'input'),
    ...settings.flatMap((file) => checkSettings(paths, file)),
    ...links.map(({ name }) => skippedLink(below('input', name))),
  ];
}

/** The same for the folders that the configuration names. @param folders relative to the project */
export function checkNamedFolders(paths: ProjectPaths, folders: readonly string[]): Issue[] {
  return folders.flatMap((folder) => checkFolder(paths, folder));
}

/** The FSH files of a folder, in SUSHI's order; absolute. */
export function fshFilesIn(folder: string): string[] {
  const { files } = listFolder(folder, { wants: (name) => name.endsWith('.fsh') });
  return files.map(({ name }) => path.join(folder, name));
}

/**
 * Whether a project has its FSH where SUSHI took it from in earlier times, and none where it takes it from now.
 * SUSHI's own search for it follows links wherever they lead.
 */
export function hasFshElsewhere({ root }: ProjectPaths): boolean {
  if (existsSync(path.join(root, 'input', 'fsh'))) return false;
  if (['fsh', 'ig-data'].some((name) => existsSync(path.join(root, name)))) return true;
  const isOthers = (name: string) => /^(node_modules|upstream|build|\.git)$/.test(name);
  const options = { wants: (name: string) => name.endsWith('.fsh'), enters: (name: string) => !isOthers(name) };
  return listFolder(root, options).files.length > 0;
}

function checkFolder({ root }: ProjectPaths, folder: string): Issue[] {
  const { files, faults } = listFolder(path.join(root, folder));
  const large = files.filter(({ name, size }) => size > LONGEST_SOURCE && isText(name));
  return [
    ...faults.map(({ name, reason }) => unreadableFile(below(folder, name), reason)),
    ...large.map(({ name, size }) => unreadableFile(below(folder, name), tooLong(size))),
  ];
}

function checkSettings({ root }: ProjectPaths, file: string): Issue[] {
  try {
    readTextIfThere(path.join(root, file), LONGEST_SETTINGS);
    return [];
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return [unreadableFile(file, error.reason)];
  }
}

function tooLong(size: number): string {
  return `it has ${mebibytes(size)}, more than the ${mebibytes(LONGEST_SOURCE)} that are read`;
}

function skippedLink(file: string): Issue {
  return {
    severity: 'warning',
    code: 'not-supported',
    rule: 'predefined-skipped',
    message: 'SUSHI follows no links to resources, so this one is left out. Put the file itself in its place.',
    source: { file },
  };
}

function below(folder: string, name: string): string {
  return name === '' ? folder : `${folder}/${name}`;
}
