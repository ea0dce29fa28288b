import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { formatIgIni, parseIgIni } from '../../publish/ig-ini.ts';
import { stagedVersion } from '../../release/in-stage.ts';
import { REQUEST } from '../../release/request.ts';
import { stagedConfig, stagedRequest } from '../../release/staged.ts';
import { STAGES } from '../../release/stages.ts';
import { readStages } from '../guide/stages.ts';
import { replaceFolder } from '../publishing/replace-folder.ts';
import { readGuideFacts, stageNamed } from './check-release.ts';
import { MARK, markText, sourcesOf } from './repository.ts';

export interface StagedGuide {
  readonly folder: string;
  readonly version: string;
}

/** What a build makes, and what belongs to the repository alone. */
const left = new Set(['build', 'output', 'temp', 'fsh-generated', 'input-cache', 'node_modules', 'dist', '.git']);

/**
 * Makes a copy of a guide as it is in a stage: its configuration, its request and its ig.ini say what follows from the
 * stage. The sources stay as they are.
 * @param target the folder of the copy: a new one, an empty one, or an earlier copy, which is replaced when the new one is whole
 * @throws EnvironmentError where there is no such stage, or target has something else in it
 */
export async function stageRelease(
  folder: string,
  name: string,
  target: string,
  today: string,
  signal: AbortSignal,
): Promise<StagedGuide> {
  const { value: stages, issues } = readStages(folder);
  const [fault] = issues;
  if (fault !== undefined) throw new EnvironmentError(`${STAGES}:${fault.source?.line ?? 1} ${fault.message}`);
  if (stages === undefined)
    throw new EnvironmentError(`There is no ${STAGES} in ${folder}. docs/release.md tells how it is written.`);
  const stage = stageNamed(name, stages);
  requireFree(target, folder);
  const { guide, text, file } = readGuideFacts(folder);
  const request = readTextIfThere(join(folder, REQUEST), LONGEST_SETTINGS);
  const settings = parseIgIni(readTextIfThere(join(folder, 'ig.ini'), LONGEST_SETTINGS) ?? '');
  const sources = await sourcesOf(folder, signal);
  mkdirSync(dirname(target), { recursive: true });
  // Beside the target, to be moved at once.
  const staging = join(dirname(target), `.${basename(target)}.${process.pid}`);
  const next = join(staging, 'new');
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  try {
    for (const part of readdirSync(folder)) {
      if (left.has(part) || part.startsWith('.')) continue;
      cpSync(join(folder, part), join(next, part), { recursive: true, verbatimSymlinks: true }); // a link could lead anywhere
    }
    writeFileSync(join(next, file), stagedConfig(text, guide, stage, today));
    if (stage.mode !== undefined || request !== undefined)
      writeFileSync(join(next, REQUEST), requestOf(request, guide, stage));
    if (stage.template !== undefined && settings.ig !== undefined)
      writeFileSync(join(next, 'ig.ini'), formatIgIni({ ig: settings.ig, template: stage.template }));
    writeFileSync(join(next, MARK), markText(stage, sources));
    replaceFolder(next, target, join(staging, 'old'));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return { folder: target, version: stagedVersion(guide.version, stage) };
}

/** @throws EnvironmentError where a copy would be in the guide, or in the place of what is no copy */
function requireFree(target: string, folder: string): void {
  const [first = ''] = relative(folder, target).split(sep);
  const isOutside = first === '..' || isAbsolute(first);
  const holdsGuide = relative(target, folder).split(sep)[0] !== '..' && !isAbsolute(relative(target, folder));
  if (holdsGuide || (!isOutside && !left.has(first)))
    throw new EnvironmentError(
      `A copy of ${folder} cannot be made in ${target}. Name a folder outside of the guide, or below its build/.`,
    );
  const parts = partsOf(target);
  if (parts !== undefined && parts.length > 0 && !parts.includes(MARK))
    throw new EnvironmentError(
      `${target} is there already, and is no copy of a stage. Name another folder, or remove it.`,
    );
}

/** The names in a folder; one that none has where it is a file, undefined where nothing is. */
function partsOf(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR') return [''];
    throw error;
  }
}

function requestOf(...[text, guide, stage]: Parameters<typeof stagedRequest>): string {
  try {
    return stagedRequest(text, guide, stage);
  } catch (cause) {
    throw new EnvironmentError(`${REQUEST} cannot be read as JSON. Correct it first.`, { cause });
  }
}
