import type { Entity, Rule } from '../outline/outline.ts';
import { stepsOf } from '../outline/path.ts';

/** A slice that an entity sets up itself. */
export interface OwnSlice {
  readonly name: string;
  /** The extension that it holds, as named. */
  readonly type?: string;
  readonly start: number;
  readonly end: number;
}

/** An element that a Logical or Resource adds. */
interface OwnElement {
  readonly name: string;
  readonly min: number;
  readonly max: string;
  readonly types: readonly string[];
  readonly short?: string;
}

/** What an entity says of its elements itself, before it is compiled: by the path without indices. */
export interface Overlay {
  readonly slices: ReadonlyMap<string, readonly OwnSlice[]>;
  readonly elements: ReadonlyMap<string, readonly OwnElement[]>;
  /** What `only` leaves, as named. */
  readonly types: ReadonlyMap<string, readonly string[]>;
}

/** What several say: the nearest to what is asked of first. */
export function merged(overlays: readonly Overlay[]): Overlay {
  const [first, ...others] = overlays;
  if (first === undefined || others.length === 0) return first ?? noOverlay;
  const allSlices = new Map<string, OwnSlice[]>();
  const allElements = new Map<string, OwnElement[]>();
  const types = new Map<string, readonly string[]>();
  for (const { slices, elements, types: left } of overlays) {
    for (const [path, own] of slices) add(allSlices, path, own);
    for (const [path, own] of elements) add(allElements, path, own);
    for (const [path, own] of left) if (!types.has(path)) types.set(path, own);
  }
  return { slices: allSlices, elements: allElements, types };
}

export const noOverlay: Overlay = { slices: new Map(), elements: new Map(), types: new Map() };

export function overlayOf(entity: Entity): Overlay {
  const known = remembered.get(entity);
  if (known !== undefined) return known;
  const slices = new Map<string, OwnSlice[]>();
  const elements = new Map<string, OwnElement[]>();
  const types = new Map<string, string[]>();
  const adds = isAdding(entity);
  for (const rule of entity.rules) {
    if (rule.kind === 'contains') add(slices, plainPath(rule.fullPath), slicesIn(rule));
    else if (rule.kind === 'only') types.set(plainPath(rule.fullPath), typesBehind(rule, 'only'));
    else if (rule.kind === 'cardinality' && adds) {
      const path = plainPath(rule.fullPath);
      const element = elementIn(rule, path);
      if (element !== undefined) add(elements, path.slice(0, Math.max(0, path.lastIndexOf('.'))), [element]);
    }
  }
  const overlay = { slices, elements, types };
  remembered.set(entity, overlay);
  return overlay;
}

const remembered = new WeakMap<Entity, Overlay>();

/** Without indices: `component[0].value[x]` is `component.value[x]`. */
export function plainPath(path: string): string {
  return stepsOf(path)
    .map(({ name, slices }) => name + slices.map((slice) => `[${slice}]`).join(''))
    .join('.');
}

function isAdding({ kind }: Entity): boolean {
  return kind === 'Logical' || kind === 'Resource' || kind === 'RuleSet';
}

/** `* component contains systolic 1..1 MS and Extra named extra 0..1` */
export function slicesIn({ words }: Rule): OwnSlice[] {
  const items = words.slice(words.findIndex(({ text }) => text === 'contains') + 1);
  const slices: OwnSlice[] = [];
  let isNext = true;
  for (const [at, word] of items.entries()) {
    if (word.text === 'and') isNext = true;
    else if (isNext) {
      isNext = false;
      const named = items[at + 1]?.text === 'named' ? items[at + 2] : undefined;
      const { text: name, start, end } = named ?? word;
      slices.push({ name, start, end, ...(named === undefined ? {} : { type: word.text }) });
    }
  }
  return slices;
}

function typesBehind({ words }: Rule, operator: string): string[] {
  const behind = words.slice(words.findIndex(({ text }) => text === operator) + 1);
  const types: string[] = [];
  let depth = 0;
  for (const { kind, text } of behind) {
    if (kind === 'open') depth++;
    else if (kind === 'close') depth--;
    else if (depth === 0 && kind === 'word' && text !== 'or') types.push(text);
  }
  return types;
}

/** `* name 0..1 string "Short"`; a rule without a type is one on the cardinality of an element that there is. */
function elementIn({ words, path }: Rule, full: string): OwnElement | undefined {
  const [, cardinality, ...rest] = words;
  const [min = '0', max = '*'] = cardinality?.text.split('..') ?? [];
  const types = rest.filter(({ kind, text }) => kind === 'word' && !/^(?:MS|SU|\?!|N|TU|D|or)$/.test(text));
  const short = rest.find(({ kind }) => kind === 'string')?.text.replace(/^"+|"+$/g, '');
  if (path === undefined || (types.length === 0 && short === undefined)) return undefined;
  return {
    name: full.slice(full.lastIndexOf('.') + 1),
    min: Number(min) || 0,
    max,
    types: types.map(({ text }) => text),
    ...(short === undefined ? {} : { short }),
  };
}

function add<T>(map: Map<string, T[]>, key: string, values: readonly T[]): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [...values]);
  else known.push(...values);
}
