import type { ObjectRules, Property } from '../definition/type-rules.ts';
import { didYouMean, shown } from '../finding/wording.ts';
import type { Syntax } from '../invariant/arity.ts';

/** What an expression may be of, by the base specification; undefined where that is not followed. */
export type Kinds = readonly Kind[] | undefined;

interface Kind {
  readonly type: string;
  readonly rules: ObjectRules;
  readonly primitive: boolean;
}

type TypeOf = (type: string) => ObjectRules | undefined;

export function kindOf(rules: ObjectRules | undefined): Kinds {
  return rules === undefined ? undefined : [{ type: rules.type, rules, primitive: false }];
}

/** What the values of an element may be. */
export function kindsOf(variants: readonly Property[]): Kinds {
  const kinds: Kind[] = [];
  for (const { type, kind, rules } of variants) {
    const found = kind === 'resource' || kind === 'xhtml' ? undefined : rules();
    if (found === undefined) return undefined;
    kinds.push({ type, rules: found, primitive: kind === 'primitive' });
  }
  return kinds;
}

/**
 * The first name in an expression that can never lead anywhere, as a sentence: it would be empty on every instance.
 * What is behind functions that make something else, variables, resources and `resolve()` is not followed.
 * @param start what the expression is evaluated on
 */
export function pathFault(tree: Syntax, start: Kinds, typeOf: TypeOf): string | undefined {
  const walk = new PathWalk(typeOf);
  try {
    walk.kinds(tree, start);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause; // nested deeper than anybody writes by hand
  }
  return walk.fault;
}

/** Functions that give some of what they are called on. */
const same = new Set('where first last tail skip take single distinct trace'.split(' '));
/** Functions whose parameter is evaluated on each of what they are called on. */
const onEach = new Set('where all exists select'.split(' '));

/** What a type may specialise. */
const abstractTypes = new Set(
  'Resource DomainResource CanonicalResource MetadataResource Base Element DataType BackboneElement BackboneType'.split(
    ' ',
  ),
);

class PathWalk {
  fault: string | undefined;
  readonly #typeOf: TypeOf;

  constructor(typeOf: TypeOf) {
    this.#typeOf = typeOf;
  }

  kinds(node: Syntax, context: Kinds): Kinds {
    const { type, children = [] } = node;
    const [first, second] = children;
    switch (type) {
      case 'EntireExpression':
      case 'TermExpression':
      case 'InvocationTerm':
      case 'ParenthesizedTerm':
        return first === undefined ? undefined : this.kinds(first, context);
      case 'ThisInvocation':
        return context;
      case 'MemberInvocation':
        return this.#root(textOf(node), context);
      case 'FunctionInvocation':
        return this.#called(first, context);
      case 'InvocationExpression': {
        if (first === undefined || second === undefined) return undefined;
        const before = this.kinds(first, context);
        if (second.type === 'MemberInvocation') return this.#member(textOf(second), before);
        return second.type === 'FunctionInvocation' ? this.#called(second.children?.[0], before) : undefined;
      }
      case 'IndexerExpression':
        return first === undefined ? undefined : this.kinds(first, context);
      case 'TypeExpression':
        if (first !== undefined) this.kinds(first, context);
        return node.text === 'as' ? this.#named(second) : undefined;
      default:
        for (const child of children) this.kinds(child, context);
        return undefined;
    }
  }

  /** The first name may also be that of the type itself, or of a type that it specialises. */
  #root(name: string, context: Kinds): Kinds {
    if (!/^[A-Z]/.test(name)) return this.#member(name, context);
    if (context === undefined || context.length === 0) return undefined;
    const named = context.filter(({ rules }) => rules.type === name);
    if (named.length > 0) return named;
    if (abstractTypes.has(name)) return undefined;
    this.fault ??= `"${shown(name)}" is not ${typesOf(context)}, nor an element of it.`;
    return undefined;
  }

  #member(name: string, context: Kinds): Kinds {
    if (context === undefined || context.length === 0) return undefined;
    const found = context.flatMap(({ rules }) => rules.elements.get(name) ?? []);
    const isValue = name === 'value' && context.some(({ primitive }) => primitive);
    if (found.length > 0) return isValue ? undefined : merged(found.map(({ variants }) => kindsOf(variants)));
    if (!isValue) this.fault ??= missing(name, context);
    return undefined;
  }

  #called(node: Syntax | undefined, context: Kinds): Kinds {
    if (node === undefined) return undefined;
    const name = node.text ?? '';
    const given = node.children?.find(({ type }) => type === 'ParamList')?.children ?? [];
    if (name === 'ofType' || name === 'as') return this.#named(given[0]);
    if (!onEach.has(name)) return same.has(name) ? context : undefined;
    const [inside] = given.map((each) => this.kinds(each, context));
    return name === 'select' ? inside : same.has(name) ? context : undefined;
  }

  #named(node: Syntax | undefined): Kinds {
    const name = textOf(node).replace(/^FHIR\./, '');
    return /^[A-Z][A-Za-z]*$/.test(name) ? kindOf(this.#typeOf(name)) : undefined;
  }
}

function merged(all: readonly Kinds[]): Kinds {
  const kinds: Kind[] = [];
  for (const each of all) {
    if (each === undefined) return undefined;
    kinds.push(...each);
  }
  return kinds;
}

function missing(name: string, context: readonly Kind[]): string {
  const choice = context.flatMap(({ rules }) => rules.properties.get(name) ?? []).find(({ element }) => element.choice);
  if (choice !== undefined)
    return `FHIRPath knows no "${shown(name)}"; write ${choice.element.name}.ofType(${choice.type}).`;
  const types = typesOf(context);
  const names = context.flatMap(({ rules }) => [...rules.elements.keys()]);
  return `${types} has no element "${shown(name)}".${didYouMean(name, names)}`;
}

function typesOf(context: readonly Kind[]): string {
  return [...new Set(context.map(({ type }) => type))].slice(0, 3).join(' or ');
}

function textOf(node: Syntax | undefined): string {
  return (node?.text ?? '').replace(/^`(.*)`$/, '$1');
}
