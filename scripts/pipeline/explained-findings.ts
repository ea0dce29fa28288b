import type { ResourceResult } from '../model/report.ts';
import { explained } from '../report/gate/suppress.ts';
import type { Suppression } from '../report/gate/suppression.ts';
import type { Validator } from '../validate/validator.ts';

/** The same validator, whose warnings say so where the guide explains them. */
export function withExplained(
  validator: Validator,
  suppressions: readonly Suppression[],
  today: string = new Date().toISOString().slice(0, 10),
): Validator {
  if (suppressions.length === 0) return validator;
  const mark = (result: ResourceResult): ResourceResult => ({
    ...result,
    issues: explained(result.issues, suppressions, today),
  });
  return {
    validate: (text, request) => mark(validator.validate(text, request)),
    validateResource: (resource, request) => mark(validator.validateResource(resource, request)),
  };
}
