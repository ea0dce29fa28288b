import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import type { ElementRules, ObjectRules, Property } from '../definition/type-rules.ts';
import { didYouMean, shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import type { Scope } from '../scope/scope.ts';
import { expressionFault } from './expression-fault.ts';

const coreUrl = 'http://hl7.org/fhir/StructureDefinition/';
/** Says for which FHIR releases a context holds. */
const forReleases = `${coreUrl}version-specific-use`;
/** Types that R4 speaks of and does not define; what every resource of the kind has, this one has. */
const stoodFor: ReadonlyMap<string, string> = new Map([
  ['Base', 'Element'],
  ['CanonicalResource', 'CodeSystem'],
  ['MetadataResource', 'PlanDefinition'],
]);

/**
 * Where an extension may stand has to exist: on what does not, nobody can use it.
 * @see https://hl7.org/fhir/R4/defining-extensions.html#context
 */
export function checkExtensionContexts(scope: Scope): void {
  const { resource, path, findings } = scope;
  for (const [context, at] of listed(resource.context, `${path}.context`)) {
    const expression = textOf(context.expression);
    if (expression === undefined || isForOtherReleases(context)) continue;
    if (context.type === 'element') checkElement(expression, at, scope);
    else if (context.type === 'extension') checkExtension(expression, at, scope);
    else if (context.type === 'fhirpath') {
      const fault = expressionFault(expression);
      if (fault === undefined) continue;
      const message = `The context "${shown(expression)}" is not FHIRPath: ${fault} Correct it; nobody can use the extension there.`;
      findings.error({ code: 'value', rule: 'definition-context', message, expression: at });
    }
  }
  const invariants: readonly unknown[] = Array.isArray(resource.contextInvariant) ? resource.contextInvariant : [];
  for (const [i, invariant] of invariants.entries()) {
    const fault = typeof invariant === 'string' ? expressionFault(invariant) : undefined;
    if (fault === undefined) continue;
    const message = `The context invariant "${shown(invariant)}" is not FHIRPath: ${fault} Correct it.`;
    findings.error({
      code: 'value',
      rule: 'definition-context',
      message,
      expression: `${path}.contextInvariant[${i}]`,
    });
  }
}

function isForOtherReleases({ extension }: JsonObject): boolean {
  return Array.isArray(extension) && extension.some((each) => isJsonObject(each) && each.url === forReleases);
}

/** An element id, `Patient.contact`, or one of another definition, `url#Observation.component`. */
function checkElement(expression: string, at: string, { engine, findings, from }: Scope): void {
  const refuse = (reason: string) =>
    findings.error({
      code: 'not-found',
      rule: 'definition-context',
      message: `The context "${shown(expression)}" ${reason}`,
      expression: at,
    });
  const hash = expression.indexOf('#');
  const url = hash === -1 ? undefined : expression.slice(0, hash);
  if (url !== undefined && engine.definition(url, from)?.resourceType !== 'StructureDefinition') {
    refuse(`is in a definition that is not loaded (${shown(url)}); correct it, or add its package.`);
    return;
  }
  const [type = '', ...steps] = expression.slice(hash + 1).split('.');
  let rules = rulesOf(type, engine);
  if (rules === undefined) {
    if (url !== undefined || isDefined(type, engine)) return; // a logical model
    refuse(`is no type of R4; name one, or an element of one.${didYouMean(type, engine.types.resourceTypes())}`);
    return;
  }
  let written = type;
  for (const step of steps) {
    if (step.includes('(')) {
      refuse(`is an expression; make the context's type "fhirpath".`);
      return;
    }
    if (rules === undefined || step === '') return;
    const name = url === undefined ? step : step.replace(/:.*$/, '');
    const element: ElementRules | undefined = rules.elements.get(name.replace(/\[x\]$/, ''));
    if (element === undefined) {
      refuse(`is no element: ${shown(written)} has no "${shown(step)}".${didYouMean(step, rules.elements.keys())}`);
      return;
    }
    written += `.${name}`;
    const [only, other]: readonly Property[] = element.variants;
    rules = other === undefined && only?.kind === 'complex' ? only.rules() : undefined;
  }
}

function rulesOf(name: string, { types, definition }: Scope['engine']): ObjectRules | undefined {
  const type = stoodFor.get(name) ?? name;
  const rules = types.of(type);
  if (rules !== undefined || !/^[A-Za-z]+$/.test(type)) return rules;
  const constrained = definition(`${coreUrl}${type}`, undefined)?.type; // SimpleQuantity
  return typeof constrained === 'string' && constrained !== type ? types.of(constrained) : undefined;
}

function isDefined(type: string, { definition }: Scope['engine']): boolean {
  return definition(`${coreUrl}${type}`, undefined) !== undefined;
}

function checkExtension(expression: string, at: string, { engine, findings, from }: Scope): void {
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:/.test(expression)) {
    const message = `The context "${shown(expression)}" must be the URL of an extension; for an element, make the context's type "element".`;
    findings.error({ code: 'value', rule: 'definition-context', message, expression: at });
    return;
  }
  const [url = ''] = expression.split('#');
  const found = engine.definition(url, from);
  if (found === undefined) {
    const message = `Whether the extension ${shown(url)}, in which this one may stand, exists was not checked: it is not loaded. Add the package that has it, or correct the context.`;
    findings.information({ code: 'not-found', rule: 'not-checked', message, expression: at });
  } else if (found.type !== 'Extension') {
    const message = `The context ${shown(url)} is no extension, but a ${shown(found.type ?? found.resourceType)}; name an extension.`;
    findings.error({ code: 'value', rule: 'definition-context', message, expression: at });
  }
}
