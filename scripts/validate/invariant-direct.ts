import fhirpath from 'fhirpath';
import { compileRegex } from '../model/bounded-regex.ts';
import { isJsonObject } from '../model/fhir.ts';
import type { InvariantEnvironment } from './invariant.ts';
import { compareDates } from './invariant-direct-dates.ts';
import { CannotTell, countMembers, membersOf } from './invariant-direct-members.ts';
import { isPrimitive, memberOf } from './invariant-model.ts';

/**
 * Most published invariants combine a few properties by exists(), empty() and comparisons with fixed texts. These are
 * turned into functions on the JSON itself, some hundred times faster than a general evaluation. Whatever is not in this
 * language, or meets data of an unexpected form, is left to the general evaluation.
 */
export type DirectTest = (element: object, environment: InvariantEnvironment) => boolean;

/** An operand that has been compiled. Undefined as a result of a condition is FHIRPath's empty collection. */
type Operand =
  | {
      readonly kind: 'items';
      readonly path: string;
      readonly read: Read;
      readonly count: Count;
      readonly isFocus?: true;
    }
  | { readonly kind: 'condition'; readonly test: Condition }
  | { readonly kind: 'number'; readonly read: Count }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'texts'; readonly values: ReadonlySet<string> };
type Read = (focus: object, environment: InvariantEnvironment) => readonly unknown[];
type Count = (focus: object, environment: InvariantEnvironment) => number;
type Condition = (focus: object, environment: InvariantEnvironment) => boolean | undefined;

/** fhirpath's syntax tree. */
interface Syntax {
  readonly type: string;
  readonly text?: string;
  readonly children?: readonly Syntax[];
}

/**
 * @param path of the element, in the model's terms
 * @returns undefined for an expression that is beyond this language
 */
export function compileDirect(expression: string, path: string): DirectTest | undefined {
  const compiled = compileNode(fhirpath.parse(expression) as Syntax, path);
  if (compiled?.kind !== 'condition') return undefined;
  const { test } = compiled;
  return (element, environment) => test(element, environment) === true;
}

function compileNode(node: Syntax, path: string): Operand | undefined {
  const [first, second, third] = node.children ?? [];
  if (first === undefined) return node.type === 'ThisInvocation' ? itself(path) : undefined;
  switch (node.type) {
    case 'EntireExpression':
    case 'TermExpression':
    case 'ParenthesizedTerm':
    case 'InvocationTerm':
      return second === undefined ? compileNode(first, path) : undefined;
    case 'LiteralTerm':
      return literal(first);
    case 'ExternalConstantTerm':
      return constant(node.text);
    case 'MemberInvocation':
      return member(itself(path), first);
    case 'InvocationExpression': {
      const source = second === undefined || third !== undefined ? undefined : compileNode(first, path);
      if (source === undefined || second === undefined) return undefined;
      const [invoked] = second.children ?? [];
      if (invoked === undefined) return undefined;
      return second.type === 'MemberInvocation' ? member(source, invoked) : invocation(source, invoked);
    }
    case 'FunctionInvocation':
      return invocation(itself(path), first);
    default: {
      const operator = node.text ?? '';
      if (second === undefined || third !== undefined) return undefined;
      let left = compileNode(first, path);
      let right = compileNode(second, path);
      if (logicOperators.has(operator)) {
        if (left === undefined && right?.kind === 'condition') left = beyond;
        if (right === undefined && left?.kind === 'condition') right = beyond;
      }
      if (left === undefined || right === undefined) return undefined;
      return binary(node.type, operator, left, right);
    }
  }
}

const logicOperators = new Set(['and', 'or', 'implies', 'xor']);

const cannotTell = new CannotTell();

/** A condition beyond this language: met only where the rest of the expression does not decide. */
const beyond: Operand = {
  kind: 'condition',
  test: () => {
    throw cannotTell;
  },
};

function itself(path: string): Operand & { kind: 'items' } {
  return { kind: 'items', path, read: (focus) => [focus], count: () => 1, isFocus: true };
}

function literal({ type, text = '' }: Syntax): Operand | undefined {
  if (type === 'BooleanLiteral') return { kind: 'condition', test: () => text === 'true' };
  if (type === 'NumberLiteral' && /^\d{1,9}$/.test(text)) return { kind: 'number', read: () => Number(text) };
  return type === 'StringLiteral' ? { kind: 'text', value: unescaped(text.slice(1, -1)) } : undefined;
}

/** @see https://hl7.org/fhirpath/N1/#string */
function unescaped(text: string): string {
  const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/g, (_, code: string | undefined, character: string) =>
    code === undefined ? (controls[character] ?? character) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function constant(name: string | undefined): Operand | undefined {
  switch (name) {
    case 'ucum':
      return { kind: 'text', value: 'http://unitsofmeasure.org' };
    case 'resource':
      return { kind: 'items', path: 'Resource', read: (_, { resource }) => [resource], count: () => 1 };
    case 'rootResource':
      return { kind: 'items', path: 'Resource', read: (_, { rootResource }) => [rootResource], count: () => 1 };
    default:
      return undefined;
  }
}

/** What every resource has, and codes that mean one thing wherever they are; by the path of their type. */
const resourceMembers: ReadonlyMap<string, string> = new Map([
  ['id', 'id'],
  ['meta', 'Meta'],
  ['text', 'Narrative'],
  ['contained', 'Resource'],
  ['type', 'code'],
  ['kind', 'code'],
]);

function member(source: Operand, identifier: Syntax): Operand | undefined {
  const name = (identifier.text ?? '').replace(/^`|`$/g, '');
  if (source.kind !== 'items' || source.path === UNKNOWN || name === source.path || !/^[a-z]\w*$/.test(name))
    return undefined;
  const known = resourceMembers.get(name);
  if (source.path === 'Resource' && known === undefined) return undefined;
  const found =
    source.path === 'Resource' ? { kind: 'property' as const, path: known ?? UNKNOWN } : memberOf(source.path, name);
  const path = found.kind === 'property' ? found.path : UNKNOWN;
  const { read } = source;
  if (source.isFocus === true) {
    return {
      kind: 'items',
      path,
      read: (focus) => membersOf(focus, name, found),
      count: (focus) => countMembers(focus, name, found),
    };
  }
  return {
    kind: 'items',
    path,
    read: (focus, environment) => read(focus, environment).flatMap((item) => membersOf(item, name, found)),
    count: (focus, environment) => {
      let sum = 0;
      for (const item of read(focus, environment)) sum += countMembers(item, name, found);
      return sum;
    },
  };
}

/** The type depends on which property of a choice is there. */
const UNKNOWN = '';

function invocation(source: Operand, { text: name, children = [] }: Syntax): Operand | undefined {
  const parameters = children[1]?.children ?? [];
  const [parameter] = parameters;
  if (parameters.length > 1) return undefined;
  if (source.kind === 'condition') return name === 'not' && parameter === undefined ? negated(source.test) : undefined;
  if (source.kind !== 'items') return undefined;
  if (parameter !== undefined) return criterion(source, name, compileNode(parameter, source.path) ?? beyond);
  const { count, read } = source;
  switch (name) {
    case 'exists':
      return { kind: 'condition', test: (focus, environment) => count(focus, environment) > 0 };
    case 'empty':
      return { kind: 'condition', test: (focus, environment) => count(focus, environment) === 0 };
    case 'count':
      return { kind: 'number', read: count };
    case 'first':
      return {
        kind: 'items',
        path: source.path,
        read: (focus, environment) => read(focus, environment).slice(0, 1),
        count: (focus, environment) => Math.min(1, count(focus, environment)),
      };
    case 'hasValue':
      return isPrimitive(source.path)
        ? { kind: 'condition', test: (focus, environment) => hasValue(read(focus, environment)) }
        : undefined;
    default:
      return undefined;
  }
}

function criterion(
  source: Operand & { kind: 'items' },
  name: string | undefined,
  parameter: Operand,
): Operand | undefined {
  const { read } = source;
  if (parameter.kind === 'text' && name === 'trace') return source;
  if (parameter.kind === 'text' && isTextType(source.path)) return textTest(source, name, parameter.value);
  if (parameter.kind !== 'condition') return undefined;
  const { test } = parameter;
  const holds = (item: unknown, environment: InvariantEnvironment): boolean => {
    if (!isJsonObject(item)) throw cannotTell;
    return test(item, environment) === true;
  };
  switch (name) {
    case 'all':
      return {
        kind: 'condition',
        test: (focus, environment) => read(focus, environment).every((item) => holds(item, environment)),
      };
    case 'exists':
      return {
        kind: 'condition',
        test: (focus, environment) => read(focus, environment).some((item) => holds(item, environment)),
      };
    case 'where': {
      const filtered: Read = (focus, environment) =>
        read(focus, environment).filter((item) => holds(item, environment));
      return {
        kind: 'items',
        path: source.path,
        read: filtered,
        count: (focus, environment) => filtered(focus, environment).length,
      };
    }
    default:
      return undefined;
  }
}

function textTest({ read }: Operand & { kind: 'items' }, name: string | undefined, value: string): Operand | undefined {
  const test = textFunction(name, value);
  if (test === undefined) return undefined;
  return {
    kind: 'condition',
    test: (focus, environment) => {
      const text = onlyText(read(focus, environment));
      return text === undefined ? undefined : test(text);
    },
  };
}

function textFunction(name: string | undefined, value: string): ((text: string) => boolean) | undefined {
  switch (name) {
    case 'startsWith':
      return (text) => text.startsWith(value);
    case 'contains':
      return (text) => text.includes(value);
    case 'matches': {
      const regex = compileRegex(value, 'part');
      return (text) => {
        const matches = regex?.(text);
        if (matches === undefined) throw cannotTell;
        return matches;
      };
    }
    default:
      return undefined;
  }
}

function negated(test: Condition): Operand {
  return {
    kind: 'condition',
    test: (focus, environment) => {
      const value = test(focus, environment);
      return value === undefined ? undefined : !value;
    },
  };
}

function binary(type: string, operator: string, left: Operand, right: Operand): Operand | undefined {
  if (left.kind === 'number' && right.kind === 'number' && operator === '+') {
    return {
      kind: 'number',
      read: (focus, environment) => left.read(focus, environment) + right.read(focus, environment),
    };
  }
  const test =
    left.kind === 'condition' && right.kind === 'condition'
      ? combination(operator, left.test, right.test)
      : left.kind === 'number' && right.kind === 'number'
        ? comparison(operator, left.read, right.read)
        : left.kind === 'items'
          ? itemComparison(operator, left, right)
          : undefined;
  if (test !== undefined) return { kind: 'condition', test };
  return type === 'UnionExpression' ? union(left, right) : undefined;
}

/** Three-valued logic: https://hl7.org/fhirpath/N1/#boolean-logic */
function combination(operator: string, left: Condition, right: Condition): Condition | undefined {
  const or =
    (a: Condition, b: Condition): Condition =>
    (focus, environment) => {
      const first = a(focus, environment);
      if (first === true) return true;
      const second = b(focus, environment);
      return second === true ? true : first === undefined || second === undefined ? undefined : false;
    };
  const not =
    (a: Condition): Condition =>
    (focus, environment) => {
      const value = a(focus, environment);
      return value === undefined ? undefined : !value;
    };
  const isSame =
    (wanted: boolean): Condition =>
    (focus, environment) => {
      const [first, second] = [left(focus, environment), right(focus, environment)];
      return first === undefined || second === undefined ? undefined : (first === second) === wanted;
    };
  switch (operator) {
    case 'or':
      return or(left, right);
    case 'and':
      return not(or(not(left), not(right)));
    case 'implies':
      return or(not(left), right);
    case 'xor':
    case '!=':
      return isSame(false);
    case '=':
      return isSame(true);
    default:
      return undefined;
  }
}

function comparison(operator: string, left: Count, right: Count): Condition | undefined {
  switch (operator) {
    case '=':
      return (focus, environment) => left(focus, environment) === right(focus, environment);
    case '!=':
      return (focus, environment) => left(focus, environment) !== right(focus, environment);
    case '>':
      return (focus, environment) => left(focus, environment) > right(focus, environment);
    case '<':
      return (focus, environment) => left(focus, environment) < right(focus, environment);
    case '>=':
      return (focus, environment) => left(focus, environment) >= right(focus, environment);
    case '<=':
      return (focus, environment) => left(focus, environment) <= right(focus, environment);
    default:
      return undefined;
  }
}

function itemComparison(operator: string, left: Operand & { kind: 'items' }, right: Operand): Condition | undefined {
  if (right.kind === 'text' && isTextType(left.path) && (operator === '=' || operator === '!=')) {
    return (focus, environment) => {
      const text = onlyText(left.read(focus, environment));
      return text === undefined ? undefined : (text === right.value) === (operator === '=');
    };
  }
  if (right.kind === 'number' && numberTypes.has(left.path)) {
    return numberComparison(operator, left.read, right.read);
  }
  if (right.kind === 'items' && isDateType(left.path) && isDateType(right.path)) {
    return (focus, environment) =>
      compareDates(operator, onlyText(left.read(focus, environment)), onlyText(right.read(focus, environment)));
  }
  if (right.kind === 'texts' && isTextType(left.path) && operator === 'in') {
    return (focus, environment) => {
      const text = onlyText(left.read(focus, environment));
      return text === undefined ? undefined : right.values.has(text);
    };
  }
  if (right.kind === 'condition' && left.path === 'boolean' && (operator === '=' || operator === '!=')) {
    return (focus, environment) => {
      const items = left.read(focus, environment);
      if (items.length === 0) return undefined;
      const [value] = items;
      if (items.length > 1 || typeof value !== 'boolean') throw cannotTell;
      const other = right.test(focus, environment);
      return other === undefined ? undefined : (value === other) === (operator === '=');
    };
  }
  return undefined;
}

/** An absent number makes the comparison empty. */
function numberComparison(operator: string, left: Read, right: Count): Condition | undefined {
  let number = 0;
  const test = comparison(operator, () => number, right);
  if (test === undefined) return undefined;
  return (focus, environment) => {
    const items = left(focus, environment);
    const [item] = items;
    if (items.length === 0) return undefined;
    if (items.length > 1 || typeof item !== 'number') throw cannotTell;
    number = item;
    return test(focus, environment);
  };
}

const numberTypes = new Set(['decimal', 'integer', 'positiveInt', 'unsignedInt']);

function union(left: Operand, right: Operand): Operand | undefined {
  const valuesOf = (operand: Operand) =>
    operand.kind === 'text' ? [operand.value] : operand.kind === 'texts' ? [...operand.values] : undefined;
  const [some, others] = [valuesOf(left), valuesOf(right)];
  return some === undefined || others === undefined
    ? undefined
    : { kind: 'texts', values: new Set([...some, ...others]) };
}

function isDateType(path: string): boolean {
  return path === 'date' || path === 'dateTime' || path === 'instant';
}

const textTypes = new Set(['code', 'string', 'uri', 'url', 'canonical', 'id', 'markdown', 'oid', 'uuid']);

function isTextType(path: string): boolean {
  return textTypes.has(path);
}

function hasValue(items: readonly unknown[]): boolean {
  return items.length === 1 && items[0] !== null;
}

/** The only text of a collection; undefined for none. Anything else is beyond this language. */
function onlyText(items: readonly unknown[]): string | undefined {
  const [item] = items;
  if (items.length === 0) return undefined;
  if (items.length > 1 || typeof item !== 'string') throw cannotTell;
  return item;
}
