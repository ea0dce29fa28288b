import { isJsonObject } from '../../model/fhir.ts';
import { compileRegex } from '../../model/regex/bounded-regex.ts';
import {
  type Condition,
  cannotTell,
  type Items,
  isTextType,
  type Operand,
  onlyText,
  type Read,
} from './direct-operand.ts';
import type { InvariantEnvironment } from './environment.ts';
import { isPrimitive } from './model.ts';

/** Compiles a function without parameter. */
export function applyFunction(source: Operand, name: string | undefined): Operand | undefined {
  if (source.kind === 'condition') return name === 'not' ? negated(source.test) : undefined;
  if (source.kind !== 'items') return undefined;
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
    case 'isDistinct':
      return isTextType(source.path)
        ? { kind: 'condition', test: (focus, environment) => areDistinct(read(focus, environment)) }
        : undefined;
    case 'hasValue':
      return isPrimitive(source.path)
        ? { kind: 'condition', test: (focus, environment) => hasValue(read(focus, environment)) }
        : undefined;
    default:
      return undefined;
  }
}

/** Texts that are all unlike are distinct; two that are alike may still differ in what stands beside them. */
function areDistinct(items: readonly unknown[]): boolean {
  const seen = new Set(items);
  if (seen.size < items.length || items.some((item) => typeof item !== 'string')) throw cannotTell;
  return true;
}

/** `select()` of one property. */
export function selected(source: Items, parameter: Items): Items {
  const read: Read = (focus, environment) =>
    source.read(focus, environment).flatMap((item) => {
      if (!isJsonObject(item)) throw cannotTell;
      return parameter.read(item, environment);
    });
  return {
    kind: 'items',
    path: parameter.path,
    read,
    count: (focus, environment) => read(focus, environment).length,
  };
}

/** Compiles a function of one parameter: a criterion for each item, or a text. */
export function applyCriterion(source: Items, name: string | undefined, parameter: Operand): Operand | undefined {
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

function textTest({ read }: Items, name: string | undefined, value: string): Operand | undefined {
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

function hasValue(items: readonly unknown[]): boolean {
  return items.length === 1 && items[0] !== null;
}
