import { createHash, type Hash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join, normalize, resolve } from 'node:path';
import { listFolder } from '../../files/list-folder.ts';
import { readBytes, readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS, LONGEST_TEXT } from '../../files/size.ts';
import { configNames, parseConfigText } from '../../model/config-text.ts';
import { isJsonObject } from '../../model/fhir.ts';
import type { InstalledPackage } from '../../model/package.ts';
import { LOCKFILE_NAME } from '../../packages/lockfile.ts';
import { OWN_PACKAGES } from '../../packages/own/own-packages.ts';
import { SUPPRESSIONS } from '../../report/gate/suppression.ts';
import { programFingerprint, toolchainFingerprint } from '../guide/toolchain.ts';

/** What a compilation depends on. */
export interface Fingerprint {
  /** Stands for the content of all that is read. */
  readonly content: string;
  /** Stands for when the files were last changed: what was edited meanwhile and put back has the same content. */
  readonly changes: string;
  /** What the configuration names of folders of resources outside of input/, which it covers. */
  readonly folders: readonly string[];
  /** Whether all is read in its own place: what a link to a folder leads to, SUSHI may come upon by other ways too. */
  readonly isWhole: boolean;
}

/** What SUSHI may read of a project beside its folder input/. */
const settings = [...configNames, 'ig.ini', 'package-list.json', 'sushi-ignoreWarnings.txt', 'sushi-ignoreErrors.txt'];

/**
 * Changes whenever compiling the project may give anything else. Links are followed, as SUSHI follows them; of a file too
 * long to be compiled, its length and date count.
 * @returns undefined where nothing says whether a package is still the same
 */
export function projectFingerprint(folder: string, packages: readonly InstalledPackage[]): Fingerprint | undefined {
  const base = packagesFingerprint(packages);
  if (base === undefined) return undefined;
  const [content, changes] = [createHash('sha256').update(base).update(resolve(folder)), createHash('sha256')];
  for (const name of settings) addFile(folder, name, content, changes);
  const folders = namedFolders(folder);
  addFolder(folder, 'input', content, changes);
  for (const value of folders) {
    const { files } = listFolder(resolve(folder, placeOf(value)), { wants: isResource });
    if (files.length > MOST_ELSEWHERE) return undefined;
    addFolder(folder, placeOf(value), content, changes, isResource);
  }
  const digests = { content: content.digest('hex').slice(0, 32), changes: changes.digest('hex') };
  return { ...digests, folders, isWhole: !hasLinkedFolder(join(folder, 'input')) };
}

/** Stands for the content of every package, and for the program with its libraries. */
function packagesFingerprint(packages: readonly InstalledPackage[]): string | undefined {
  if (packages.some(({ content }) => content === undefined)) return undefined;
  return fingerprintOf(packages);
}

/** The same where a package of which nobody knows whether it is still the same has no part in what is kept. */
export function fingerprintOf(packages: readonly InstalledPackage[]): string {
  // The bundle does not have SUSHI in it, so that its own digest says nothing of SUSHI's version.
  const program = [programFingerprint(), toolchainFingerprint()];
  const parts = packages.map(({ id, version, source, integrity, content }) => [
    id,
    version,
    source,
    integrity,
    content,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([program, parts]))
    .digest('hex')
    .slice(0, 32);
}

/** A folder of more resources than that is hardly one of a guide's: a whole disk may be named. */
const MOST_ELSEWHERE = 5_000;

/** What SUSHI takes in folders that the configuration names. */
const isResource = (name: string) => /\.(json|xml)$/i.test(name);

/** Without the sign for the folders in it. */
function placeOf(value: string): string {
  return value.replace(/[/\\]\*$/, '');
}

function addFolder(
  folder: string,
  name: string,
  content: Hash,
  changes: Hash,
  wants: (file: string) => boolean = () => true,
): void {
  const { files, faults } = listFolder(resolve(folder, name), { wants });
  for (const file of files) addFile(folder, join(name, file.name), content, changes);
  content.update(JSON.stringify([name, faults]));
}

function hasLinkedFolder(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isSymbolicLink())
    .some((entry) => statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.isDirectory() === true);
}

function addFile(folder: string, name: string, content: Hash, changes: Hash): void {
  const path = resolve(folder, name);
  const link = lstatSync(path, { throwIfNoEntry: false });
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true) return;
  content.update(JSON.stringify([name, stats.size]));
  changes.update(JSON.stringify([name, stats.ino, stats.ctimeMs, link?.ino, link?.ctimeMs]));
  // A film need not be read to tell whether it is the same one.
  if (stats.size > LONGEST_TEXT) content.update(`${stats.mtimeMs}`);
  else content.update(readBytes(path));
}

/** The folders outside of input/ that a parameter `path-resource` names; a compilation reads the others anyway, or not. */
function namedFolders(folder: string): string[] {
  for (const name of configNames) {
    const text = readTextIfThere(join(folder, name), LONGEST_SETTINGS);
    if (text === undefined) continue;
    const config = text.includes(PARAMETER) ? parseConfigText(text, name).value?.value() : undefined;
    const parameters = isJsonObject(config) && isJsonObject(config.parameters) ? config.parameters : {};
    return [parameters[PARAMETER]]
      .flat()
      .filter((value) => typeof value === 'string' && !isReadAnyway(value)) as string[];
  }
  return [];
}

const PARAMETER = 'path-resource';

/** What a verdict on a project depends on, relative to it: files and folders, whether they are there or not. */
export function watchedPlaces(folder: string): string[] {
  const others = [LOCKFILE_NAME, OWN_PACKAGES, SUPPRESSIONS, 'upstream', 'input'];
  try {
    return [...settings, ...others, ...namedFolders(folder).map(placeOf)];
  } catch {
    return [...settings, ...others]; // the configuration cannot be read, which is told by who needs it
  }
}

/** Whether what a value of the parameter names lies in input/, or where builds write, which they do not read. */
export function isReadAnyway(value: string): boolean {
  return /^(input|fsh-generated)[/\\]/.test(normalize(value));
}
