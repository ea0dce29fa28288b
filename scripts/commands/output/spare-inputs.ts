import { existsSync, fstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { configNames } from '../../model/config-text.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { LOCKFILE_NAME } from '../../packages/lockfile.ts';
import { ACCEPTED } from '../../pipeline/comparison/accepted-file.ts';
import { ACTORS } from '../../pipeline/comparison/actors-file.ts';
import { STAGES } from '../../release/stages.ts';
import { SUPPRESSIONS } from '../../report/gate/suppression.ts';
import type { DestinationOptions } from './destinations.ts';

/** A file that the user asks to write, and the words that asked for it: `--output report.json`. */
export interface Target {
  readonly asked: string;
  readonly file: string;
}

/** The files to write that the options of a command name. */
export function targetsOf(
  options: DestinationOptions<string> & { readonly writeBaseline?: string | undefined },
): readonly Target[] {
  const named = (options.format ?? []).flatMap(({ format, file }) =>
    file === undefined ? [] : [{ asked: `--format ${format}=`, file }],
  );
  return [
    ...named,
    ...(options.output !== undefined ? [{ asked: '--output', file: options.output }] : []),
    ...(options.writeBaseline !== undefined ? [{ asked: '--write-baseline', file: options.writeBaseline }] : []),
  ];
}

/**
 * Refuses to write a file in the place of one that the run reads, under whatever name: by a link, a hard link or another
 * path. To be called before anything is done.
 * @param inputs names the files that are read, `-` for standard input; asked only where there is something to lose
 * @throws EnvironmentError
 */
export function spareInputs(targets: readonly Target[], inputs: () => readonly string[]): void {
  const taken = new Map<string, Target>();
  for (const target of targets) {
    const same = taken.get(placeOf(target.file));
    if (same !== undefined)
      throw new EnvironmentError(`${same.asked} and ${target.asked} name the same file, ${target.file}. Name two.`);
    taken.set(placeOf(target.file), target);
  }
  const present = targets.flatMap((target) => {
    const status = statusOf(target.file);
    return status?.isFile() === true ? [{ target, identity: identityOf(status) }] : [];
  });
  if (present.length === 0) return; // nothing is there that could be lost
  for (const file of inputs()) {
    const status = file === '-' ? fstatSync(0) : statusOf(file);
    const replaced = status && present.find(({ identity }) => identity === identityOf(status));
    if (replaced === undefined) continue;
    const { asked, file: named } = replaced.target;
    const words = asked.endsWith('=') ? `${asked}${named}` : `${asked} ${named}`;
    const read = file === '-' ? 'standard input' : file;
    throw new EnvironmentError(
      `${words} would replace ${read}, which this run reads. Nothing was done; name another file.`,
    );
  }
}

/** What a guide is made of, beside the folders of its sources. */
const SOURCES = [
  ...configNames,
  LOCKFILE_NAME,
  SUPPRESSIONS,
  STAGES,
  ACTORS,
  ACCEPTED,
  'ig.ini',
  'package.json',
  'package-lock.json',
  'package-list.json',
  'publication-request.json',
  'sushi-ignoreWarnings.txt',
  'sushi-ignoreErrors.txt',
];
const SOURCE_FOLDERS = ['input', 'upstream', 'template'];

/** The files that a guide, or a package in its folder, is made of; none of another folder. */
export function sourcesOf(project: string): readonly string[] {
  const packed = join(project, 'package');
  if (existsSync(join(packed, 'package.json'))) return filesBelow(packed);
  if (!configNames.some((name) => existsSync(join(project, name)))) return [];
  const below = SOURCE_FOLDERS.flatMap((name) => filesBelow(join(project, name)));
  return [...SOURCES.map((name) => join(project, name)), ...below];
}

/** A file, or all files of a folder. */
export function filesBelow(path: string): readonly string[] {
  if (statusOf(path)?.isDirectory() !== true) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
}

function statusOf(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined; // what cannot be looked at is told by whoever reads or writes it
  }
}

function identityOf({ dev, ino }: Stats): string {
  return `${dev} ${ino}`;
}

/** One text for one place, whether or not something is there yet. */
function placeOf(file: string): string {
  const status = statusOf(file);
  if (status !== undefined) return identityOf(status);
  const folder = statusOf(dirname(resolve(file)));
  return folder === undefined
    ? resolve(file)
    : `${identityOf(folder)} ${resolve(file).slice(dirname(resolve(file)).length)}`;
}
