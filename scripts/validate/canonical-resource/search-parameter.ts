import type { ObjectRules } from '../definition/type-rules.ts';
import { shown } from '../finding/wording.ts';
import { syntaxOf } from '../invariant/syntax.ts';
import { textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';
import { checkBasesOfOrigin, expressionRootFault } from './search-parameter-base.ts';

/** Each means something else in a search: `.` a chain, `:` a modifier, `$` and `|` parts of a value. */
const special = /[.:$|]/;

/** @see https://hl7.org/fhir/R4/searchparameter.html */
export function checkSearchParameter(scope: Scope): void {
  const { resource, path, findings, engine, from } = scope;
  const code = textOf(resource.code);
  const character = code === undefined ? undefined : special.exec(code)?.[0];
  if (character !== undefined) {
    const message = `The code "${shown(code)}" has "${character}", which has a meaning of its own in a search; choose a code without it.`;
    findings.warning({ code: 'business-rule', rule: 'search-parameter', message, expression: path });
  }
  if (resource.type === 'composite' && (!Array.isArray(resource.component) || resource.component.length < 2))
    findings.error({
      code: 'required',
      rule: 'search-parameter',
      message: 'A composite search parameter must have two components or more.',
      expression: path,
    });
  const origin = textOf(resource.derivedFrom);
  if (origin !== undefined) {
    const base = engine.definition(origin, from);
    if (base?.resourceType !== 'SearchParameter')
      findings.warning({
        code: 'not-found',
        rule: 'search-parameter',
        message: `The search parameter ${shown(origin)}, from which this one is derived, is not loaded; correct derivedFrom, or add its package.`,
        expression: path,
      });
    else {
      if (typeof resource.type === 'string' && base.type !== resource.type) {
        const message = `The type is ${shown(resource.type)}, and that of ${shown(origin)}, from which it is derived, is ${shown(base.type)}.`;
        findings.error({ code: 'conflict', rule: 'search-parameter', message, expression: path });
      }
      checkBasesOfOrigin(base, origin, scope);
    }
  }
  checkExpression(scope);
}

function checkExpression({ resource, path, findings, engine }: Scope): void {
  const expression = textOf(resource.expression);
  if (expression === undefined) return;
  const at = `${path}.expression`;
  try {
    syntaxOf(expression);
  } catch {
    const message = `The expression "${shown(expression)}" is not FHIRPath; correct it.`;
    findings.error({ code: 'value', rule: 'search-parameter', message, expression: at });
    return;
  }
  for (const part of expression.split('|')) {
    const fault = expressionRootFault(part, resource, engine.types) ?? pathFault(part.trim(), engine.types.of);
    if (fault !== undefined)
      findings.error({ code: 'value', rule: 'search-parameter', message: fault, expression: at });
  }
}

/** Plain paths only, such as `Patient.contact.name`: what a function or a choice leads to is not followed. */
function pathFault(path: string, rulesOf: (type: string) => ObjectRules | undefined): string | undefined {
  if (!/^[A-Z][A-Za-z]*(?:\.[a-z][A-Za-z]*)+$/.test(path)) return undefined;
  const [type = '', ...steps] = path.split('.');
  let rules = rulesOf(type);
  for (const step of steps) {
    if (rules === undefined) return undefined;
    const element = rules.elements.get(step);
    if (element === undefined)
      return `The expression goes to "${shown(step)}", and ${rules.type} has no such element; correct it.`;
    const [only, ...others] = element.variants;
    if (only === undefined || others.length > 0 || only.kind !== 'complex') return undefined;
    rules = only.rules();
  }
  return undefined;
}
