import { isJsonObject } from '../../model/fhir.ts';
import type { Definitions, Sushi, Tank } from '../sushi/sushi.ts';
import { parseFshPath } from './fsh-path.ts';
import type { Entity } from './rule-paths.ts';

export interface ElementNames {
  /** The first step of the path that is not there. */
  readonly missing: string;
  /** The path up to it; '' at the top. */
  readonly parent: string;
  /** What could have stood in its place. */
  readonly known: readonly string[];
  /** The same, with each type of a choice: valueQuantity beside value[x]. */
  readonly choices: readonly string[];
}

/** A slice that a path names and nobody has set up, and those that there are at its element. */
export interface SliceNames {
  readonly missing: string;
  readonly known: readonly string[];
}

type Named = Entity & { readonly parent?: string; readonly instanceOf?: string };

/**
 * The first slice of a path that neither the guide's own profiles above the entity nor the definition that they rest on
 * has, beside those that they have there; undefined where every slice is there, or an element is not.
 */
export function sliceNames(
  path: string,
  entity: Named,
  sushi: Sushi,
  tank: Tank | undefined,
  definitions: Definitions | undefined,
): SliceNames | undefined {
  const start = entity.parent ?? entity.instanceOf ?? '';
  const elements = elementsOf(baseOf(start, tank), sushi, definitions);
  const own = [entity, ...profilesAbove(start, tank)].flatMap(({ rules }) => rules as readonly ContainsRule[]);
  const walked: string[] = [];
  for (const { name, isChoice, slices } of parseFshPath(path)) {
    walked.push(isChoice ? `${name}[x]` : name);
    const [missing] = slices;
    if (missing === undefined) continue;
    const at = walked.join('.');
    const known = [
      ...elements.flatMap(({ path: full, slice }) =>
        slice !== undefined && full === `${rootOf(elements)}.${at}` ? [slice] : [],
      ),
      ...own
        .flatMap((rule) => (rule.items !== undefined && plainPath(rule.path) === at ? rule.items : []))
        .map(sliceOf),
    ];
    if (!known.includes(missing)) return { missing, known: [...new Set(known)] };
  }
  return undefined;
}

/** What is used of SUSHI's ContainsRule. */
interface ContainsRule {
  readonly path: string;
  readonly items?: readonly { readonly name: string }[];
}

function sliceOf({ name }: { readonly name: string }): string {
  return name;
}

/** A path without what stands in brackets, but for the `[x]` of a choice. */
function plainPath(path: string): string {
  return parseFshPath(path)
    .map(({ name, isChoice }) => (isChoice ? `${name}[x]` : name))
    .join('.');
}

/** Follows a FSH path through the definitions to the step that leads nowhere. */
export function elementNames(
  path: string,
  entity: Named,
  sushi: Sushi,
  tank: Tank | undefined,
  definitions: Definitions | undefined,
): ElementNames | undefined {
  let elements = elementsOf(baseOf(entity.parent ?? entity.instanceOf ?? '', tank), sushi, definitions);
  let prefix = rootOf(elements);
  const walked: string[] = [];
  for (const { name, isChoice } of parseFshPath(path)) {
    if (elements.length === 0) return undefined;
    const known = childNames(elements, prefix);
    const found = elements.find(({ path: own }) => own === `${prefix}.${name}` || own === `${prefix}.${name}[x]`);
    const choice = found ?? elements.find((element) => isChoiceOf(element, prefix, name));
    if (choice === undefined)
      return {
        missing: isChoice ? `${name}[x]` : name,
        parent: walked.join('.'),
        known,
        choices: [...known, ...choiceNames(elements, prefix)],
      };
    walked.push(name);
    prefix = choice.path;
    if (childNames(elements, prefix).length > 0) continue;
    const choiceName = /([^.]+)\[x\]$/.exec(choice.path)?.[1] ?? name;
    const type = choiceName === name ? (choice.types[0] ?? '') : name.slice(choiceName.length);
    elements = elementsOf(type, sushi, definitions);
    prefix = rootOf(elements);
  }
  return undefined;
}

interface Element {
  readonly path: string;
  readonly types: readonly string[];
  /** The name of the slice that it is. */
  readonly slice?: string;
}

/** Up through the project's own profiles to one that a package has. */
function baseOf(name: string, tank: Tank | undefined): string {
  const last = profilesAbove(name, tank).at(-1);
  const above = last === undefined ? name : (last.parent ?? last.name);
  return tank?.resolveAlias(above) ?? above;
}

/** The project's own profiles from one on upwards. */
function profilesAbove(name: string, tank: Tank | undefined): Named[] {
  const above: Named[] = [];
  const entities = (tank?.getAllStructureDefinitions() ?? []) as unknown[] as (Named & { readonly id: string })[];
  let current: string | undefined = name;
  while (current !== undefined) {
    const wanted: string = tank?.resolveAlias(current) ?? current;
    const own = entities.find((entity) => entity.name === wanted || entity.id === wanted);
    if (own === undefined || above.includes(own)) break;
    above.push(own);
    current = own.parent;
  }
  return above;
}

function elementsOf(type: string, { library }: Sushi, definitions: Definitions | undefined): readonly Element[] {
  const { Type } = library.utils;
  const json: unknown = definitions?.fishForFHIR(
    type,
    Type.Resource,
    Type.Type,
    Type.Profile,
    Type.Extension,
    Type.Logical,
  );
  const snapshot = isJsonObject(json) && isJsonObject(json.snapshot) ? json.snapshot.element : undefined;
  const list: readonly unknown[] = Array.isArray(snapshot) ? snapshot : [];
  return list.flatMap((element): Element[] => {
    if (!isJsonObject(element) || typeof element.path !== 'string') return [];
    const types: readonly unknown[] = Array.isArray(element.type) ? element.type : [];
    return [
      {
        path: element.path,
        types: types.map((item) => (isJsonObject(item) ? String(item.code) : '')),
        ...(typeof element.sliceName === 'string' ? { slice: element.sliceName } : {}),
      },
    ];
  });
}

function rootOf(elements: readonly Element[]): string {
  return elements[0]?.path ?? '';
}

function childNames(elements: readonly Element[], parent: string): string[] {
  const names = elements
    .filter(({ path }) => path.startsWith(`${parent}.`) && !path.slice(parent.length + 1).includes('.'))
    .map(({ path }) => path.slice(parent.length + 1));
  return [...new Set(names)];
}

function isChoiceOf({ path, types }: Element, parent: string, name: string): boolean {
  return path.startsWith(`${parent}.`) && namesOfChoice(path.slice(parent.length + 1), types).includes(name);
}

function choiceNames(elements: readonly Element[], parent: string): string[] {
  return elements
    .filter(({ path }) => path.startsWith(`${parent}.`))
    .flatMap(({ path, types }) => namesOfChoice(path.slice(parent.length + 1), types));
}

function namesOfChoice(name: string, types: readonly string[]): string[] {
  if (!name.endsWith('[x]') || name.includes('.')) return [];
  return types.map((type) => `${name.slice(0, -3)}${type.slice(0, 1).toUpperCase()}${type.slice(1)}`);
}
