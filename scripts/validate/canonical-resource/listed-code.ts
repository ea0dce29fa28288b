import type { CodingValue } from '../../model/definition/terminology.ts';
import { shown } from '../finding/wording.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * Holds a code that a definition lists against its code system, where all of that is loaded.
 * @param path of the element that has the code
 * @param severity of a code that does not exist
 */
export function checkListedCode(coding: CodingValue, path: string, severity: 'error' | 'warning', scope: Scope): void {
  const { engine, findings, from } = scope;
  const { system, code, display } = coding;
  const verdict = engine.terminology.checkCoding(coding, from);
  if (verdict.outcome === 'unknown-code') {
    const near = verdict.nearest === undefined ? '' : ` Did you mean "${verdict.nearest}"?`;
    const message = `The code system ${shown(system)} has no code "${shown(code)}".${near}`;
    findings.add({
      severity: verdict.basis === undefined ? severity : 'warning',
      code: 'code-invalid',
      rule: 'code-unknown',
      message,
      expression: path,
    });
  } else if (verdict.outcome === 'wrong-display') {
    const right = verdict.displays.map((text) => `"${text}"`).join(' or ');
    const message = `"${shown(display)}" is not a display of ${shown(system)}#${shown(code)}${right === '' ? '' : `; it is ${right}`}.`;
    findings.warning({ code: 'code-invalid', rule: 'display', message, expression: path });
  }
}
