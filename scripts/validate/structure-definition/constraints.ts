import type { JsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import { syntaxOf } from '../invariant/syntax.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';
import { kindsAt } from './element-kinds.ts';
import { expressionFault } from './expression-fault.ts';
import { pathFault } from './expression-path.ts';

/**
 * The invariants that an element states have to be FHIRPath, on elements that there are.
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.constraint.expression
 */
export function checkConstraintExpressions(element: JsonObject, at: string, { findings, engine }: Scope): void {
  for (const [{ key, expression }, constraintAt] of listed(element.constraint, `${at}.constraint`)) {
    const text = textOf(expression);
    if (text === undefined) continue;
    const fault =
      expressionFault(text) ?? pathFault(syntaxOf(text), kindsAt(textOf(element.path), engine.types), engine.types.of);
    if (fault === undefined) continue;
    const message = `The expression of the invariant ${shown(key)}, "${shown(text)}", cannot be evaluated: ${fault} Correct it.`;
    findings.error({ code: 'value', rule: 'definition-invariant', message, expression: constraintAt });
  }
}
