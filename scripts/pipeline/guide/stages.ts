import { join } from 'node:path';
import { readText, readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import type { Issue, Outcome } from '../../model/issue.ts';
import { guideFacts } from '../../release/guide-facts.ts';
import { checkStage } from '../../release/in-stage.ts';
import { parseStages, STAGES, type Stage } from '../../release/stages.ts';
import { configFileIn } from './project.ts';

/** The stages of the guide in a folder; none, and nothing wrong, where it has no such file. */
export function readStages(folder: string): Outcome<readonly Stage[] | undefined> {
  const text = readTextIfThere(join(folder, STAGES), LONGEST_SETTINGS);
  return text === undefined ? { value: undefined, issues: [] } : parseStages(text);
}

/** Whether the guide is as its stage has it: asked by each build, so that a label that is wrong is told at the edit. */
export function stageIssues(folder: string): readonly Issue[] {
  const { value: stages, issues } = readStages(folder);
  const file = configFileIn(folder);
  if (stages === undefined || file === undefined) return issues;
  const guide = guideFacts(readText(join(folder, file), LONGEST_SETTINGS), file);
  return guide === undefined ? issues : [...issues, ...checkStage(guide, stages)];
}
