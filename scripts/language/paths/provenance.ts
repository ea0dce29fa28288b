import type { ElementDefinition } from '../../model/fhir.ts';
import { idOf, type Structure } from '../guide/structure.ts';
import type { Lookup, Place } from './walk.ts';

/** What of an element is told, each with the definition that has set it. */
export interface Setting {
  readonly what: string;
  readonly value: string;
  /** The one farthest up that has it so. */
  readonly by: Structure;
}

const MOST_PARENTS = 30;

/** Who has set an element's cardinality, types, binding, flags and values: the nearest definition that differs from its parent. */
export function provenance(place: Place, lookup: Lookup): Setting[] {
  const chain: (readonly [Structure, ElementDefinition])[] = [[place.structure, place.element]];
  let at: Structure | undefined = place.structure;
  const id = idOf(place.element);
  while (at?.baseDefinition !== undefined && at.derivation !== 'specialization' && chain.length < MOST_PARENTS) {
    at = lookup(at.baseDefinition, at.package);
    const wanted = at && relative(id, at.type);
    const element = at?.elements.find((each) => idOf(each) === wanted);
    if (at === undefined || element === undefined) break;
    chain.push([at, element]);
  }
  return FACETS.flatMap(([what, read]) => {
    const value = read(place.element);
    if (value === undefined || value === '') return [];
    const end = chain.findIndex(([, element]) => read(element) !== value);
    const [by] = chain[(end === -1 ? chain.length : end) - 1] ?? [];
    return by === undefined ? [] : [{ what, value, by }];
  });
}

/** Elements begin with the name of their type. */
function relative(id: string, type: string): string {
  const name = type.slice(type.lastIndexOf('/') + 1);
  const dot = id.indexOf('.');
  return dot === -1 ? name : name + id.slice(dot);
}

const FACETS: readonly (readonly [what: string, read: (element: ElementDefinition) => string | undefined])[] = [
  ['cardinality', ({ min, max }) => cardinality(min, max)],
  ['type', typesOf],
  [
    'binding',
    ({ binding }) => (binding === undefined ? undefined : `${binding.valueSet ?? '(none)'} (${binding.strength})`),
  ],
  ['must support', ({ mustSupport }) => (mustSupport === true ? 'MS' : undefined)],
  ['value', fixedOf],
];

export function cardinality(min: number | undefined, max: string | undefined): string {
  return `${min ?? 0}..${max ?? '*'}`;
}

export function typesOf({ type }: ElementDefinition): string | undefined {
  return type
    ?.map(({ code, profile, targetProfile }) => {
      const name = code.startsWith('http://hl7.org/fhirpath/') ? code.slice(code.lastIndexOf('.') + 1) : code;
      const held = profile?.map(tail).join(' or ');
      const targets = targetProfile?.map(tail).join(' or ');
      return targets === undefined ? (held ?? name) : `${name}(${targets})`;
    })
    .join(' or ');
}

function tail(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}

/** What the value must be, or have. */
export function fixedOf(element: ElementDefinition): string | undefined {
  const name = Object.keys(element).find((each) => /^(?:fixed|pattern)[A-Z]/.test(each));
  return name === undefined ? undefined : JSON.stringify((element as unknown as Record<string, unknown>)[name]);
}
