import { join } from 'node:path';
import { readText, readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { guideFacts } from '../../release/guide-facts.ts';
import { stageOf } from '../../release/in-stage.ts';
import { readJsonText, textOf } from '../../release/json-text.ts';
import { REQUEST } from '../../release/request.ts';
import type { Stage } from '../../release/stages.ts';
import { configFileIn } from './project.ts';
import { readStages } from './stages.ts';

/** The stage that a guide is in. */
export interface GuideStage {
  readonly stage: Stage;
  /** Where its version will be read; absent in a stage that is not published. */
  readonly address?: string;
}

/** @returns undefined where the guide has no stages, or is in none of them: what is wrong then is told by each build */
export function guideStage(folder: string): GuideStage | undefined {
  const { value: stages } = readStages(folder);
  const file = configFileIn(folder);
  if (stages === undefined || file === undefined) return undefined;
  const guide = guideFacts(readText(join(folder, file), LONGEST_SETTINGS), file);
  const stage = guide && stageOf(guide, stages);
  if (guide === undefined || stage === undefined) return undefined;
  if (stage.mode === undefined) return { stage };
  const canonical = guide.canonical.replace(/\/$/, '');
  const path = requestedPath(folder);
  // A path elsewhere is a fault that the check of the release tells.
  return { stage, address: path?.startsWith(`${canonical}/`) === true ? path : `${canonical}/${guide.version}` };
}

function requestedPath(folder: string): string | undefined {
  const text = readTextIfThere(join(folder, REQUEST), LONGEST_SETTINGS);
  const request = text === undefined ? undefined : readJsonText(text, REQUEST);
  return request === undefined || 'fault' in request ? undefined : textOf(request.value, 'path');
}
