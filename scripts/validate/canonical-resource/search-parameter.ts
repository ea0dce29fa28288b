import type { TypeRules } from '../definition/type-rules.ts';
import { shown } from '../finding/wording.ts';
import type { Syntax } from '../invariant/arity.ts';
import { syntaxOf } from '../invariant/syntax.ts';
import { textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';
import { type Kinds, kindOf, pathFault } from '../structure-definition/expression-path.ts';
import { basesOf, checkBasesOfOrigin, expressionRootFault } from './search-parameter-base.ts';

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

/** HL7's validator evaluates the expression on the types of the bases, too. */
function checkExpression({ resource, path, findings, engine }: Scope): void {
  const expression = textOf(resource.expression);
  if (expression === undefined) return;
  const at = `${path}.expression`;
  let tree: Syntax;
  try {
    tree = syntaxOf(expression);
  } catch {
    const message = `The expression "${shown(expression)}" is not FHIRPath; correct it.`;
    findings.error({ code: 'value', rule: 'search-parameter', message, expression: at });
    return;
  }
  const wrongRoots = expression.split('|').flatMap((part) => expressionRootFault(part, resource, engine.types) ?? []);
  const faults =
    wrongRoots.length > 0 ? wrongRoots : listOf(pathFault(tree, kindsOfBases(resource, engine.types), engine.types.of));
  for (const message of faults) findings.error({ code: 'value', rule: 'search-parameter', message, expression: at });
}

const listOf = (fault: string | undefined) =>
  fault === undefined ? [] : [`The expression leads nowhere: ${fault} Correct it.`];

/** Undefined where one of the bases is no type of R4, or no resource in particular. */
function kindsOfBases(resource: Parameters<typeof basesOf>[0], types: TypeRules): Kinds {
  const all = basesOf(resource).map((base) => kindOf(types.of(base)));
  return all.includes(undefined) ? undefined : all.flatMap((kinds) => kinds ?? []);
}
