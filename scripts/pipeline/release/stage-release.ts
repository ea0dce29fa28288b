import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { formatIgIni, parseIgIni } from '../../publish/ig-ini.ts';
import { stagedVersion } from '../../release/in-stage.ts';
import { REQUEST } from '../../release/request.ts';
import { stagedConfig, stagedRequest } from '../../release/staged.ts';
import { STAGES } from '../../release/stages.ts';
import { readStages } from '../guide/stages.ts';
import { readGuideFacts, stageNamed } from './check-release.ts';

export interface StagedGuide {
  readonly folder: string;
  readonly version: string;
}

/** What a build makes, and what belongs to the repository alone. */
const left = new Set(['build', 'output', 'temp', 'fsh-generated', 'input-cache', 'node_modules', 'dist', '.git']);

/**
 * Makes a copy of a guide as it is in a stage: its configuration, its request and its ig.ini say what follows from the
 * stage. The sources stay as they are.
 * @param target the folder of the copy, which is replaced when the copy is whole
 * @throws EnvironmentError where there is no such stage
 */
export function stageRelease(folder: string, name: string, target: string, today: string): StagedGuide {
  const { value: stages, issues } = readStages(folder);
  const [fault] = issues;
  if (fault !== undefined) throw new EnvironmentError(`${STAGES}:${fault.source?.line ?? 1} ${fault.message}`);
  if (stages === undefined)
    throw new EnvironmentError(`There is no ${STAGES} in ${folder}. docs/release.md tells how it is written.`);
  const stage = stageNamed(name, stages);
  const { guide, text, file } = readGuideFacts(folder);
  const request = readTextIfThere(join(folder, REQUEST), LONGEST_SETTINGS);
  const settings = parseIgIni(readTextIfThere(join(folder, 'ig.ini'), LONGEST_SETTINGS) ?? '');
  const next = `${target}.${process.pid}`;
  rmSync(next, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  try {
    for (const part of readdirSync(folder)) {
      if (left.has(part) || part.startsWith('.')) continue;
      cpSync(join(folder, part), join(next, part), { recursive: true, dereference: true });
    }
    writeFileSync(join(next, file), stagedConfig(text, guide, stage, today));
    if (stage.mode !== undefined || request !== undefined)
      writeFileSync(join(next, REQUEST), requestOf(request, guide, stage));
    if (stage.template !== undefined && settings.ig !== undefined)
      writeFileSync(join(next, 'ig.ini'), formatIgIni({ ig: settings.ig, template: stage.template }));
    if (existsSync(target)) rmSync(target, { recursive: true });
    renameSync(next, target);
  } catch (error) {
    rmSync(next, { recursive: true, force: true });
    throw error;
  }
  return { folder: target, version: stagedVersion(guide.version, stage) };
}

function requestOf(...[text, guide, stage]: Parameters<typeof stagedRequest>): string {
  try {
    return stagedRequest(text, guide, stage);
  } catch (cause) {
    throw new EnvironmentError(`${REQUEST} cannot be read as JSON. Correct it first.`, { cause });
  }
}
