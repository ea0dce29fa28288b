import { apiRules } from '../../api/rules.ts';
import { changeRules } from '../../compare/rules/rules.ts';
import { compileRules } from '../../compile/rules/rules.ts';
import { fileRules } from '../../files/rules.ts';
import { hl7Rules } from '../../hl7/rules.ts';
import type { RuleTable } from '../../model/rule.ts';
import { packageRules } from '../../packages/rules.ts';
import { pageRules } from '../../pages/rules.ts';
import { pipelineRules } from '../../pipeline/rules.ts';
import { publishRules } from '../../publish/rules.ts';
import { qaRules } from '../../qa/rules.ts';
import { releaseRules } from '../../release/rules.ts';
import { reportRules } from '../../report/rules.ts';
import { snapshotRules } from '../../snapshot/element/rules.ts';
import { terminologyServerRules } from '../../terminology-server/rules.ts';
import { rules as validateRules } from '../../validate/finding/rules.ts';

export type Stage =
  | 'project'
  | 'files'
  | 'packages'
  | 'compile'
  | 'snapshot'
  | 'validate'
  | 'api'
  | 'terminology server'
  | 'hl7'
  | 'publish'
  | 'qa'
  | 'pages'
  | 'compare'
  | 'release'
  | 'report';

/** The rules by the stage that states them, in the order of a build. A name belongs to one stage, whoever else uses it. */
export const stages: readonly (readonly [Stage, RuleTable])[] = [
  ['project', pipelineRules],
  ['files', fileRules],
  ['packages', packageRules],
  ['compile', compileRules],
  ['snapshot', snapshotRules],
  ['validate', validateRules],
  ['api', apiRules],
  ['terminology server', terminologyServerRules],
  ['hl7', hl7Rules],
  ['publish', publishRules],
  ['qa', qaRules],
  ['pages', pageRules],
  ['compare', changeRules],
  ['release', releaseRules],
  ['report', reportRules],
];

/** What the rules of all stages ask for, by their names. */
export const knownRules: RuleTable = Object.fromEntries(stages.flatMap(([, table]) => Object.entries(table)));
