import { isJsonObject } from '../../model/fhir.ts';
import { selectedObjects } from '../invariant/expression.ts';
import { compileInvariant, evaluateInvariant } from '../invariant/invariant.ts';
import type { Profile, Scope, StackEntry } from '../scope/scope.ts';
import { isOfThisRelease } from './context-release.ts';

const resourceKinds = new Set(['Bundle', 'Binary', 'Parameters']);

/**
 * Whether an extension may stand on the element that the walk is in.
 * @see https://hl7.org/fhir/R4/defining-extensions.html#context
 */
export function checkContext(profile: Profile, path: string, scope: Scope): void {
  if ((profile.definition.context ?? []).length === 0) return;
  const contexts = contextsOf(profile);
  const { stack } = scope.run;
  const names = new Set(contextNames(stack, scope));
  const verdicts = contexts.map(({ type, expression }): Verdict => {
    if (type === 'fhirpath') return isAmongSelected(expression, scope);
    if (type === 'extension') return enclosingExtensions(stack).has(expression);
    return names.has(plain(expression));
  });
  if (verdicts.includes(true)) checkInvariants(profile, path, scope);
  else reportMisplaced(profile, verdicts, names, path, scope);
}

/** Contexts that R4's own definitions rely on and the definitions of these extensions lack, as the HL7 validator adds them. */
const core = 'http://hl7.org/fhir/StructureDefinition/';
const addedContexts: ReadonlyMap<unknown, string> = new Map([
  [`${core}regex`, 'ElementDefinition.type'],
  [`${core}structuredefinition-fhir-type`, 'ElementDefinition.type'],
  [`${core}structuredefinition-normative-version`, 'Element'],
  [`${core}capabilitystatement-prohibited`, 'Element'],
]);

function contextsOf({ definition }: Profile): NonNullable<Profile['definition']['context']> {
  const stated = definition.context ?? [];
  const added = addedContexts.get(definition.url);
  if (stated.length === 0) return stated;
  const here = stated.filter(isOfThisRelease);
  return added === undefined ? here : [...here, { type: 'element', expression: added }];
}

/** Undefined when it cannot be decided. */
type Verdict = boolean | undefined;

function reportMisplaced(
  profile: Profile,
  verdicts: readonly Verdict[],
  names: ReadonlySet<string>,
  path: string,
  { findings }: Scope,
): void {
  const allowed =
    contextsOf(profile)
      .map(({ expression }) => expression)
      .join(', ') || 'nothing in R4';
  if (verdicts.includes(undefined)) {
    const message = `Whether the extension may stand here was not checked: its context is an expression (${allowed}).`;
    findings.information({
      code: 'not-supported',
      rule: 'not-checked',
      message,
      expression: path,
      profile: profile.canonical,
    });
    return;
  }
  const here = [...names].filter((name) => name.includes('.')).at(-1) ?? [...names][0] ?? '';
  const message = `The extension ${profile.canonical} may not be used on ${here}; allowed on: ${allowed}.`;
  findings.error({
    code: 'extension',
    rule: 'extension-context',
    message,
    expression: parentOf(path),
    profile: profile.canonical,
  });
}

/** @see https://hl7.org/fhir/R4/structuredefinition-definitions.html#StructureDefinition.contextInvariant */
function checkInvariants(profile: Profile, path: string, scope: Scope): void {
  for (const expression of profile.definition.contextInvariant ?? []) {
    const holds = holdsHere('contextInvariant', expression, scope);
    if (holds === true) continue;
    const { findings } = scope;
    if (holds === undefined)
      findings.information({
        code: 'not-supported',
        rule: 'not-checked',
        message: `The context invariant ${expression} was not checked.`,
        expression: path,
        profile: profile.canonical,
      });
    else
      findings.error({
        code: 'extension',
        rule: 'extension-context',
        message: `The extension may only be used where this holds: ${expression}`,
        expression: parentOf(path),
        profile: profile.canonical,
      });
  }
}

const selections = new WeakMap<object, Map<string, ReadonlySet<unknown> | undefined>>();

/** "The context is all elements that match the FHIRPath query", asked of the resource, not of the element. */
function isAmongSelected(expression: string, { run, environment }: Scope): Verdict {
  const top = run.stack[run.stack.length - 1];
  const selected = selectionOf(expression, environment);
  if (top === undefined || selected === undefined) return undefined;
  return selected.has(isJsonObject(top.sibling) ? top.sibling : top.value);
}

/** Once for all extensions of a resource; undefined for what is not FHIRPath, or too costly. */
function selectionOf(expression: string, environment: Scope['environment']): ReadonlySet<unknown> | undefined {
  const known = selections.get(environment.resource) ?? new Map<string, ReadonlySet<unknown> | undefined>();
  selections.set(environment.resource, known);
  if (known.has(expression)) return known.get(expression);
  let selected: ReadonlySet<unknown> | undefined;
  try {
    selected = selectedObjects(expression, environment);
  } catch {}
  known.set(expression, selected);
  return selected;
}

/** Evaluates an expression on the element that has the extension. */
function holdsHere(key: string, expression: string, { run, environment }: Scope): Verdict {
  const top = run.stack[run.stack.length - 1];
  if (top === undefined || expression.includes('%extension')) return undefined;
  const { type, value, sibling } = top;
  const primitiveElement = isJsonObject(sibling) ? { primitiveElement: sibling } : {};
  const compiled = compileInvariant({ key, severity: 'error', human: expression, expression }, type);
  const verdict = evaluateInvariant(compiled, { value, type, ...primitiveElement }, environment);
  return typeof verdict === 'object' ? undefined : verdict === 'true';
}

/** The HL7 validator reports a misplaced extension at the element that has it. */
function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('.'));
}

function plain(expression: string): string {
  return expression.replace(/\[x\]/g, '').replace(/\.ofType\(\w+\)/g, '');
}

function enclosingExtensions(stack: readonly StackEntry[]): ReadonlySet<string> {
  const urls = new Set<string>();
  const top = stack[stack.length - 1];
  const value = top?.type === 'Extension' ? top.value : undefined;
  if (typeof value === 'object' && value !== null && 'url' in value) urls.add(String(value.url));
  return urls;
}

/** All names of the element on top of the stack: its types, and its paths from every type that leads to it. */
function contextNames(stack: readonly StackEntry[], scope: Scope): string[] {
  const top = stack[stack.length - 1];
  if (top === undefined) return [];
  const names = [...pathNames(stack, stack.length - 1), ...typeAndAncestors(top.type, scope)];
  return names.map(plain);
}

function pathNames(stack: readonly StackEntry[], at: number): string[] {
  const entry = stack[at];
  if (entry?.element === undefined) return entry === undefined ? [] : [entry.type];
  const { definition, name } = entry.element;
  const own = [
    definition.path,
    definition.base?.path ?? definition.path,
    definition.contentReference?.replace(/^.*#/, '') ?? definition.path,
  ];
  const above = pathNames(stack, at - 1).map((path) => `${path}.${name}`);
  return [...own, ...above];
}

function typeAndAncestors(type: string, { engine }: Scope): string[] {
  const rules = engine.types.of(type);
  if (type.includes('.')) return [type, 'BackboneElement', 'Element'];
  if (rules?.resource !== true)
    return [type, 'Element', ...(backboneTypes.has(type) ? ['BackboneElement'] : []), ...(specialised.get(type) ?? [])];
  if (resourceKinds.has(type)) return [type, 'Resource', 'Element'];
  const canonical = rules.elements.has('url') ? ['CanonicalResource', 'MetadataResource'] : [];
  return [type, 'DomainResource', 'Resource', 'Element', ...canonical];
}

const backboneTypes = new Set([
  'Dosage',
  'ElementDefinition',
  'Timing',
  'MarketingStatus',
  'Population',
  'ProdCharacteristic',
  'ProductShelfLife',
  'SubstanceAmount',
]);
/**
 * What holds for a type holds for its specialisations: a code is a string.
 * @see https://hl7.org/fhir/R4/datatypes.html#primitive
 */
const specialised: ReadonlyMap<string, readonly string[]> = new Map([
  ...listOf('Quantity', 'Age Count Distance Duration MoneyQuantity SimpleQuantity'),
  ...listOf('string', 'code id markdown'),
  ...listOf('uri', 'url canonical oid uuid'),
  ...listOf('integer', 'unsignedInt positiveInt'),
]);

function listOf(base: string, types: string): (readonly [string, readonly string[]])[] {
  return types.split(' ').map((type) => [type, [base]]);
}
