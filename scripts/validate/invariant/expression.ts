import fhirpath from 'fhirpath';
import type { FhirResource, JsonObject } from '../../model/fhir.ts';
import { isFhirResource, isJsonObject } from '../../model/fhir.ts';
import { compileRegex, replaceMatches } from '../../model/regex/bounded-regex.ts';
import { shown } from '../finding/wording.ts';
import { narrativePasses } from '../narrative/narrative.ts';
import { wrongArity } from './arity.ts';
import { bounded, boundedNodes, costsOf, countItems, countStep } from './cost.ts';
import { distinctItems, excludedItems, intersectedItems, type PairwiseFunctions } from './distinct.ts';
import type { InvariantEnvironment, InvariantNode } from './environment.ts';
import { decimalOf, isDecimal, onText, withDigits } from './exact-decimals.ts';
import { kindsAmong } from './kind.ts';
import { model } from './model.ts';
import { syntaxOf } from './syntax.ts';
import { dataOf, nodesOfFhirpath, type TypedNode, typedNode } from './typed-node.ts';

/** Whether an expression holds on an element; throws when that cannot be decided. */
export type ExpressionTest = (node: InvariantNode, environment: InvariantEnvironment) => boolean;

const MAX_REPEATED = 50_000;
/** Of `descendants()`: each is a node of some two hundred bytes. */
const MAX_DESCENDANTS = 2_000_000;
/** Of what `replace()` makes. */
const LONGEST_TEXT = 10_000_000;

/**
 * Compiles a FHIRPath expression into a test. As in the HL7 validator an empty result counts as false, a single boolean
 * as itself, anything else as true.
 * @see https://hl7.org/fhir/R4/fhirpath.html
 */
export function compileExpression(expression: string): ExpressionTest {
  const syntax = syntaxOf(expression);
  const fault = wrongArity(syntax);
  if (fault !== undefined) throw new Error(fault);
  const costs = costsOf(expression, syntax);
  const evaluate = fhirpath.compile(expression, model, options as Parameters<typeof fhirpath.compile>[2]);
  const constants = namedConstants(expression);
  return (node, environment) => {
    const run = () => evaluate([typedNode(node)] as never, variablesOf(environment, constants) as never);
    const result = onText(environment.numerals, () => bounded(run, costs, environment.spending));
    if (result.length !== 1) return result.length > 0;
    const [value] = result;
    return typeof value === 'boolean' ? value : true;
  };
}

/**
 * The values of a FHIRPath expression on an element of a resource, primitives as JSON has them.
 * @param variables what `%name` stands for
 * @param at the element, as findings name it: `Bundle.entry[0].request`; the resource itself when absent
 * @throws when the expression is none, has a variable without a value, or costs too much
 */
export function queryResource(
  expression: string,
  resource: FhirResource,
  variables: JsonObject,
  at: string = resource.resourceType,
): unknown[] {
  const node = typedNode(elementAt(resource, at));
  const costs = costsOf(expression, syntaxOf(expression));
  const evaluate = fhirpath.compile(expression, model, options as Parameters<typeof fhirpath.compile>[2]);
  const environment = { resource, rootResource: resource, resolve: () => undefined };
  const named = { ...variables, ...variablesOf(environment, namedConstants(expression)) };
  const values = bounded(() => evaluate([node] as never, named as never), costs);
  return values.map((value) => (isDecimal(value) ? value.toNumber() : value));
}

/**
 * The elements that an expression selects from a resource: the very objects of the resource, or of a primitive its `_x`
 * sibling, by which alone it can be told from its equals.
 * @throws when the expression is none, or costs too much
 */
export function selectedObjects(expression: string, environment: InvariantEnvironment): ReadonlySet<unknown> {
  const { resource, spending, numerals } = environment;
  const costs = costsOf(expression, syntaxOf(expression));
  const evaluate = fhirpath.compile(expression, model, options as Parameters<typeof fhirpath.compile>[2]);
  const variables = variablesOf(environment, namedConstants(expression));
  const root = typedNode({ value: resource, type: resource.resourceType });
  const run = () => evaluate([root] as never, variables as never);
  const nodes = onText(numerals, () => boundedNodes(run, costs, spending));
  return new Set(
    nodes.flatMap((node) =>
      node instanceof nodesOfFhirpath().TypedNode ? [node.data, node._data].filter(isJsonObject) : [],
    ),
  );
}

/** Goes to an element step by step: FHIRPath would make a node of everything that it passes. */
function elementAt(resource: FhirResource, at: string): InvariantNode {
  let value: unknown = resource;
  let type = resource.resourceType;
  for (const [, name = '', index] of at.matchAll(/\.(\w+)(?:\[(\d+)\])?/g)) {
    const child: unknown = isJsonObject(value) ? value[name] : undefined;
    value = index === undefined ? child : Array.isArray(child) ? child[Number(index)] : undefined;
    type = isFhirResource(value) ? value.resourceType : `${type}.${name}`;
  }
  return { value, type };
}

/** The environment travels under a name that no expression can spell without quotes. */
const ENVIRONMENT = ' environment';

const fixedVariables = { sct: 'http://snomed.info/sct', loinc: 'http://loinc.org' };

function variablesOf(environment: InvariantEnvironment, constants: JsonObject): JsonObject {
  const { resource, rootResource } = environment;
  return { ...fixedVariables, ...constants, resource, rootResource, [ENVIRONMENT]: environment };
}

/** Values of `%vs-name` and `%ext-name`: https://hl7.org/fhir/R4/fhirpath.html#variables */
function namedConstants(expression: string): JsonObject {
  const constants: Record<string, string> = {};
  for (const [, name = '', kind, id] of expression.matchAll(/%["'`]((vs|ext)-([\w.-]+))["'`]/g)) {
    constants[name] = `http://hl7.org/fhir/${kind === 'vs' ? 'ValueSet' : 'StructureDefinition'}/${id}`;
  }
  return constants;
}

type Context = { readonly vars: { readonly [ENVIRONMENT]: InvariantEnvironment } };

/** The functions that FHIR adds to FHIRPath and that need the world around the element, and one that needs a bound. */
const functions = {
  resolve: {
    internalStructures: true,
    fn(this: Context, nodes: readonly unknown[]) {
      const { resolve } = this.vars[ENVIRONMENT];
      const { TypedNode, context } = nodesOfFhirpath();
      return nodes.flatMap((node) => {
        const data = dataOf(node);
        const reference = typeof data === 'object' && data !== null ? (data as JsonObject).reference : data;
        const target = typeof reference === 'string' ? resolve(reference) : undefined;
        return target === undefined ? [] : [new TypedNode(context, target, null, null, null, null)];
      });
    },
  },
  memberOf: {
    internalStructures: true,
    arity: { 1: ['String'] },
    fn(this: Context, nodes: readonly unknown[], valueSet: string) {
      const value = dataOf(nodes[0]);
      if (nodes.length !== 1 || value === undefined || value === null) return [];
      const member = this.vars[ENVIRONMENT].memberOf?.(value, valueSet);
      if (member === undefined) throw new Error(`Membership in value set ${valueSet} cannot be decided.`);
      return member;
    },
  },
  conformsTo: {
    internalStructures: true,
    arity: { 1: ['String'] },
    fn(this: Context, nodes: readonly unknown[], profile: string) {
      const value = dataOf(nodes[0]);
      if (nodes.length !== 1 || !isFhirResource(value)) return [];
      const conforms = this.vars[ENVIRONMENT].conformsTo?.(value, profile);
      if (conforms === undefined) throw new Error(`Conformance to profile ${profile} cannot be decided.`);
      return conforms;
    },
  },
  htmlChecks: {
    internalStructures: true,
    fn(nodes: readonly unknown[]) {
      const value = dataOf(nodes[0]);
      return nodes.length === 1 && typeof value === 'string' ? narrativePasses(value) : [];
    },
  },
  matches: {
    internalStructures: true,
    arity: { 1: ['String'] },
    fn: (nodes: readonly unknown[], pattern: string) => matchText(nodes, pattern, 'part'),
  },
  matchesFull: {
    internalStructures: true,
    arity: { 1: ['String'] },
    fn: (nodes: readonly unknown[], pattern: string) => matchText(nodes, pattern, 'whole'),
  },
  replaceMatches: {
    internalStructures: true,
    arity: { 2: ['String', 'String'] },
    fn(nodes: readonly unknown[], pattern: string, substitution: string): string | [] {
      const text = singleText(nodes, 'replaceMatches');
      if (text === undefined || typeof pattern !== 'string' || typeof substitution !== 'string') return [];
      const replaced = replaceMatches(text, pattern, substitution);
      if (replaced === undefined) throw unbounded(pattern);
      return replaced;
    },
  },
  replace: {
    internalStructures: true,
    arity: { 2: ['String', 'String'] },
    fn(nodes: readonly unknown[], pattern: string, substitution: string): string | [] {
      const text = singleText(nodes, 'replace');
      if (text === undefined || typeof pattern !== 'string' || typeof substitution !== 'string') return [];
      const parts = pattern === '' ? ['', ...text.split(''), ''] : text.split(pattern);
      if (parts.length * substitution.length > LONGEST_TEXT) throw new Error('replace() would make too long a text.');
      return parts.join(substitution);
    },
  },
  toDecimal: {
    internalStructures: true,
    fn(nodes: readonly unknown[]) {
      const text = nodes.length === 1 ? dataOf(nodes[0]) : undefined;
      const exact = typeof text === 'string' && /^[+-]?\d+(?:\.\d+)?$/.test(text) ? decimalOf(text) : undefined;
      return exact ?? toDecimal(nodes);
    },
  },
  toQuantity: {
    internalStructures: true,
    arity: { 0: [], 1: ['String'] },
    fn(nodes: readonly unknown[], unit?: string) {
      if (unit !== undefined) return toQuantityIn(nodes, [unit]); // is converted by a factor that is a double
      const [quantity] = toQuantity(nodes);
      const text = nodes.length === 1 ? dataOf(nodes[0]) : undefined;
      const [digits] = (typeof text === 'string' && /^[+-]?\d+(?:\.\d+)?/.exec(text)) || [];
      return quantity === undefined || digits === undefined ? (quantity ?? []) : withDigits(quantity, digits);
    },
  },
  repeat: {
    internalStructures: true,
    arity: { 1: ['Expr'] },
    fn: repeatBounded,
  },
  descendants: {
    internalStructures: true,
    fn: descendantsOf,
  },
  distinct: {
    internalStructures: true,
    fn: distinctOf,
  },
  isDistinct: {
    internalStructures: true,
    fn: (items: readonly unknown[]) => distinctOf(items).length === items.length,
  },
  union: {
    internalStructures: true,
    arity: { 1: ['AnyAtRoot'] },
    fn: (items: readonly unknown[], others: readonly unknown[]) => distinctOf([...items, ...others]),
  },
  intersect: {
    internalStructures: true,
    arity: { 1: ['AnyAtRoot'] },
    fn(items: readonly unknown[], others: readonly unknown[]) {
      countItems(items.length + others.length);
      return intersectedItems(items, others, kindsAmong([items, others], nodeOf), pairwise);
    },
  },
  exclude: {
    internalStructures: true,
    arity: { 1: ['AnyAtRoot'] },
    fn(items: readonly unknown[], others: readonly unknown[]) {
      countItems(items.length + others.length);
      return excludedItems(items, others, kindsAmong([items, others], nodeOf), pairwise);
    },
  },
};

function nodeOf(item: unknown): TypedNode | undefined {
  return item instanceof nodesOfFhirpath().TypedNode ? item : undefined;
}

function distinctOf(items: readonly unknown[]): readonly unknown[] {
  countItems(items.length);
  return distinctItems(items, kindsAmong([items], nodeOf), pairwise);
}

/** A function of fhirpath's own, on items of its own. */
function builtIn(expression: string): (items: readonly unknown[], others?: readonly unknown[]) => readonly unknown[] {
  let evaluate: ReturnType<typeof fhirpath.compile> | undefined;
  return (items, others = []) => {
    evaluate ??= fhirpath.compile(expression, model, { resolveInternalTypes: false, preciseMath: true } as never);
    return evaluate([], { items, others } as never) as readonly unknown[];
  };
}

const pairwise: PairwiseFunctions = {
  distinct: builtIn('%items.distinct()'),
  intersect: builtIn('%items.intersect(%others)'),
  exclude: builtIn('%items.exclude(%others)'),
};
const children = builtIn('%items.children()');
const toDecimal = builtIn('%items.toDecimal()');
const toQuantity = builtIn('%items.toQuantity()');
const toQuantityIn = builtIn('%items.toQuantity(%others)');

/** Level by level, as fhirpath does it; but that cannot hold a level of a hundred thousand, and would hold any number of levels. */
function descendantsOf(start: readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  for (let level = children(start); level.length > 0; level = children(level)) {
    for (const node of level) found.push(node);
    if (found.length > MAX_DESCENDANTS) throw new Error(`descendants() was stopped after ${MAX_DESCENDANTS} elements.`);
  }
  return found;
}

/** FHIRPath's own `matches` rejects escapes that published invariants have, and can be made to run for ever. */
function matchText(nodes: readonly unknown[], pattern: string, extent: 'whole' | 'part'): boolean | [] {
  const value = singleText(nodes, 'matches');
  if (value === undefined || typeof pattern !== 'string') return [];
  const matches = compileRegex(pattern, extent)?.(value);
  if (matches === undefined) throw unbounded(pattern);
  return matches;
}

/** The text that a function is called on; undefined for nothing. */
function singleText(nodes: readonly unknown[], called: string): string | undefined {
  const value = dataOf(nodes[0]);
  if (nodes.length === 0 || value === undefined || value === null) return undefined;
  if (nodes.length > 1 || typeof value !== 'string') throw new Error(`${called}() needs a single string.`);
  return value;
}

function unbounded(pattern: string): Error {
  return new Error(`The regular expression '${shown(pattern)}' is not valid, or could run without end.`);
}

/** `debugger` is called after each step of an evaluation: here it counts them. */
const options: object = {
  resolveInternalTypes: false,
  preciseMath: true,
  traceFn: () => {},
  userInvocationTable: functions,
  debugger: countStep,
};

/** `repeat()` by identity of JSON objects, primitives by value: linear, and stopped when it does not end by itself. */
function repeatBounded(start: readonly unknown[], project: (node: unknown) => readonly unknown[]): unknown[] {
  const found: unknown[] = [];
  const seen = new Set<unknown>();
  let next = start;
  while (next.length > 0) {
    next = next
      .flatMap((node) => project(node))
      .filter((node) => {
        const data = dataOf(node);
        const isNew = !seen.has(data);
        seen.add(data);
        return isNew;
      });
    for (const node of next) found.push(node);
    if (found.length > MAX_REPEATED) throw new Error(`repeat() was stopped after ${MAX_REPEATED} elements.`);
  }
  return found;
}
