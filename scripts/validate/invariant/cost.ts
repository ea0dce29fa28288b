import type { Syntax } from './arity.ts';
import { giveDigits, MOST_DIGITS } from './exact-decimals.ts';
import { MAX_COST, type Spending } from './spending.ts';
import { dataOf } from './typed-node.ts';

/** Longer and deeper than any expression that is published; the parser calls itself for each bracket. */
const MAX_EXPRESSION = 20_000;
const MAX_BRACKETS = 200;
/** A text that an expression makes costs a step for so many letters. */
const LETTERS_PER_STEP = 100;
/** Above so many items it counts what is done with each pair of them. */
const MANY = 500;

/** What the syntax of an expression tells of the cost of a step, which can be counted only when it has been made. */
export interface Costs {
  readonly expression: string;
  /** It has what fhirpath does for primitives by comparing each item with each. */
  readonly comparesAll: boolean;
  /** It may ask for the descendants of elements that are within each other, for each anew. */
  readonly descendsTwice: boolean;
}

/** The others that compare have an evaluation of our own, which does not compare each with each. */
const comparing = new Set('subsetOf supersetOf'.split(' '));
const descending = new Set('descendants repeat'.split(' '));

export function costsOf(expression: string, syntax: Syntax): Costs {
  let comparesAll = false;
  let descents = 0;
  const rest = [syntax];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { type, text = '', children = [] } = next;
    for (const child of children) rest.push(child);
    if (type === 'UnionExpression' || (type === 'EqualityExpression' && text.endsWith('~'))) comparesAll = true;
    else if (type === 'Functn' && comparing.has(text)) comparesAll = true;
    else if (type === 'Functn' && descending.has(text)) descents++;
  }
  return { expression, comparesAll, descendsTwice: descents > 1 };
}

/** @throws for an expression that no parser should be given */
export function readable(expression: string): string {
  if (expression.length > MAX_EXPRESSION)
    throw new Error(`The expression is longer than ${MAX_EXPRESSION} characters.`);
  let open = 0;
  for (const character of expression) {
    if (character === '(' || character === '[') open++;
    if (character === ')' || character === ']') open--;
    if (open > MAX_BRACKETS)
      throw new Error(`The expression has more than ${MAX_BRACKETS} brackets within each other.`);
  }
  return expression;
}

let costLeft = MAX_COST;
let costs: Costs | undefined;

/** The values that an evaluation gives, as long as it costs no more than it may. */
export function bounded(evaluate: () => unknown, of: Costs, spending?: Spending): unknown[] {
  return boundedNodes(evaluate, of, spending).map(dataOf);
}

/** The same as fhirpath's own nodes. */
export function boundedNodes(evaluate: () => unknown, of: Costs, spending?: Spending): unknown[] {
  const outer = { costLeft, costs }; // conformsTo() may evaluate invariants within an invariant
  const allowance = spending?.allowance(of.expression) ?? MAX_COST;
  costLeft = allowance;
  costs = of;
  try {
    const result = evaluate();
    if (!Array.isArray(result)) throw new Error('The expression needs an asynchronous function.');
    return result;
  } finally {
    spending?.spend(of.expression, allowance - costLeft);
    ({ costLeft, costs } = outer);
  }
}

/** Counts what a function of our own does with each of its items. */
export function countItems(items: number): void {
  costLeft -= items;
}

/** Called by fhirpath after each step of an evaluation. */
export function countStep(_context: unknown, _input: unknown, result: unknown): void {
  if (Array.isArray(result)) {
    giveDigits(result);
    costLeft -= 1 + result.length / 4 + sizeCost(result);
  } else costLeft--;
  if (costLeft < 0) throw new Error('The expression was stopped: it needs too many steps, or too much memory.');
}

function sizeCost(result: readonly unknown[]): number {
  const { length } = result;
  if (length === 1) return costOfOne(result[0]);
  if (length <= MANY || costs === undefined) return 0;
  const compared = costs.comparesAll && result.some(isPrimitiveNode) ? (length * length) / 20 : 0;
  return costs.descendsTwice
    ? result.reduce((cost: number, node) => cost + 2 * sizeOf(dataOf(node)), compared)
    : compared;
}

function costOfOne(item: unknown): number {
  if (typeof item === 'string') return item.length / LETTERS_PER_STEP;
  const { asStr } = (item ?? {}) as { readonly asStr?: unknown }; // of a number that was computed, or is in the expression
  if (typeof asStr === 'string' && asStr.length > MOST_DIGITS)
    throw new Error(`The expression was stopped: it has a number of more than ${MOST_DIGITS} digits.`);
  return 0;
}

function isPrimitiveNode(node: unknown): boolean {
  return typeof dataOf(node) !== 'object';
}

const sizes = new WeakMap<object, number>();

/** How many values there are in a JSON value, itself included. */
function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let size = 1;
  for (const part of Array.isArray(value) ? value : Object.values(value)) size += sizeOf(part);
  sizes.set(value, size);
  return size;
}
