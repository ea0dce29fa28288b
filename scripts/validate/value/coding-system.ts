import { isJsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * A Coding that names no system says nothing that a program can rely on.
 * @see https://hl7.org/fhir/R4/datatypes-definitions.html#Coding.system
 */
export function checkSystemGiven(value: unknown, path: string, { findings }: Scope): void {
  // An extension in the place of the system, such as data-absent-reason, says why there is none.
  if (!isJsonObject(value) || value.system !== undefined || value._system !== undefined) return;
  const { code, display } = value;
  if (typeof code === 'string' && code !== '')
    findings.warning({
      code: 'code-invalid',
      rule: 'coding-system',
      message: `The code "${shown(code)}" has no system, and so no defined meaning; add its system.`,
      expression: path,
    });
  else if (typeof display === 'string' && display !== '')
    findings.warning({
      code: 'code-invalid',
      rule: 'coding-system',
      message: `The display "${shown(display)}" has neither system nor code; add both, or write it as text where there is no code.`,
      expression: path,
    });
}
