import { CannotTell, countMembers, membersOf } from './direct-members.ts';
import type { InvariantEnvironment } from './environment.ts';
import { type Member, memberOf, narrowed } from './model.ts';

/** An operand that has been compiled. Undefined as a result of a condition is FHIRPath's empty collection. */
export type Operand =
  | {
      readonly kind: 'items';
      readonly path: string;
      readonly read: Read;
      readonly count: Count;
      readonly isFocus?: true;
      /** Of a choice: those of one type; undefined where that is beyond this language. */
      readonly ofType?: (type: string) => Items | undefined;
    }
  | { readonly kind: 'condition'; readonly test: Condition }
  | { readonly kind: 'number'; readonly read: Count }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'texts'; readonly values: ReadonlySet<string> };
export type Read = (focus: object, environment: InvariantEnvironment) => readonly unknown[];
export type Count = (focus: object, environment: InvariantEnvironment) => number;
export type Condition = (focus: object, environment: InvariantEnvironment) => boolean | undefined;

export type Items = Operand & { readonly kind: 'items' };

export const cannotTell = new CannotTell();

/** A condition beyond this language: met only where the rest of the expression does not decide. */
export const beyond: Operand = {
  kind: 'condition',
  test: () => {
    throw cannotTell;
  },
};

export function itself(path: string): Items {
  return { kind: 'items', path, read: (focus) => [focus], count: () => 1, isFocus: true };
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

export function member(source: Operand, identifier: string): Operand | undefined {
  const name = identifier.replace(/^`|`$/g, '');
  if (source.kind !== 'items' || source.path === UNKNOWN || name === source.path || !/^[a-z]\w*$/.test(name))
    return undefined;
  const known = resourceMembers.get(name);
  if (source.path === 'Resource' && known === undefined) return undefined;
  const found =
    source.path === 'Resource' ? { kind: 'property' as const, path: known ?? UNKNOWN } : memberOf(source.path, name);
  if (found.kind === 'property') return members(source, name, found, found.path);
  return {
    ...members(source, name, found, UNKNOWN),
    ofType: (type) => {
      const one = narrowed(found, name, type);
      return one && members(source, name, one, type);
    },
  };
}

function members({ read, isFocus }: Items, name: string, found: Member, path: string): Items {
  if (isFocus === true) {
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

const textTypes = new Set(['code', 'string', 'uri', 'url', 'canonical', 'id', 'markdown', 'oid', 'uuid']);

export function isTextType(path: string): boolean {
  return textTypes.has(path);
}

/** The only text of a collection; undefined for none. Anything else is beyond this language. */
export function onlyText(items: readonly unknown[]): string | undefined {
  const [item] = items;
  if (items.length === 0) return undefined;
  if (items.length > 1 || typeof item !== 'string') throw cannotTell;
  return item;
}
