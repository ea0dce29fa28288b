import { apiRules } from './api-rules.ts';
import { artefactRules } from './artefact-rules.ts';
import { codeRules } from './code-rules.ts';
import { constraintRules } from './constraint-rules.ts';
import { elementRules } from './element-rules.ts';
import { sliceRules } from './slice-rules.ts';
import { valueRules } from './value-rules.ts';

/** Every kind of change that a comparison tells, and whom it breaks. */
export const changeRules = {
  ...elementRules,
  ...valueRules,
  ...codeRules,
  ...sliceRules,
  ...constraintRules,
  ...artefactRules,
  ...apiRules,
};

export type ChangeRule = keyof typeof changeRules;
