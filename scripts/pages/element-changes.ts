import type { ElementDefinition, StructureDefinition } from '../model/fhir.ts';

/** One thing that two definitions of an element say differently; '' where one of them says nothing. */
export interface ElementChange {
  readonly id: string;
  readonly aspect: 'element' | 'cardinality' | 'mustSupport' | 'type' | 'value' | 'binding';
  readonly before: string;
  readonly after: string;
}

/** What the snapshots of two profiles say differently, element by element, in the order of the second. */
export function elementChanges(before: StructureDefinition, after: StructureDefinition): ElementChange[] {
  const old = byId(before);
  const fresh = byId(after);
  const gone = [...old]
    .filter(([id]) => !fresh.has(id) && !isBelowAnother(id, (other) => old.has(other) && !fresh.has(other)))
    .flatMap(([id, element]) => (isSlice(id) ? [lost(id, element)] : differences(id, element, unconstrained(element))));
  const changed = [...fresh].flatMap(([id, element]) => {
    const counterpart = old.get(id);
    if (counterpart !== undefined) return differences(id, counterpart, element);
    if (isBelowAnother(id, (other) => fresh.has(other) && !old.has(other))) return [];
    return isSlice(id) ? [won(id, element)] : differences(id, unconstrained(element), element);
  });
  return [...gone, ...changed];
}

const lost = (id: string, element: ElementDefinition): ElementChange => ({
  id,
  aspect: 'element',
  before: cardinality(element),
  after: '',
});

const won = (id: string, element: ElementDefinition): ElementChange => ({
  id,
  aspect: 'element',
  before: '',
  after: cardinality(element),
});

function isSlice(id: string): boolean {
  return id.slice(id.lastIndexOf('.') + 1).includes(':');
}

/** What a snapshot that does not unfold the parent of this element means by it: its type's own definition. */
function unconstrained({ path, type, binding, base }: ElementDefinition): ElementDefinition {
  return {
    path,
    ...(base === undefined ? {} : { min: base.min, max: base.max }),
    ...(type === undefined ? {} : { type }),
    ...(binding === undefined ? {} : { binding }),
  };
}

function byId(definition: StructureDefinition): ReadonlyMap<string, ElementDefinition> {
  return new Map(definition.snapshot?.element.map((element) => [element.id ?? element.path, element]));
}

/** Children of a slice that is new or gone are new or gone with it: only the slice is told. */
function isBelowAnother(id: string, isAlike: (other: string) => boolean): boolean {
  for (let end = id.lastIndexOf('.'); end > 0; end = id.lastIndexOf('.', end - 1)) {
    const parent = id.slice(0, end);
    if (isSlice(parent) && isAlike(parent)) return true;
  }
  return false;
}

const aspects: readonly (readonly [ElementChange['aspect'], (element: ElementDefinition) => string])[] = [
  ['cardinality', cardinality],
  ['mustSupport', ({ mustSupport }) => (mustSupport === true ? 'true' : '')],
  ['type', typeText],
  ['value', valueText],
  ['binding', bindingText],
];

function differences(id: string, before: ElementDefinition, after: ElementDefinition): ElementChange[] {
  return aspects.flatMap(([aspect, text]) => {
    const [left, right] = [text(before), text(after)];
    return left === right ? [] : [{ id, aspect, before: left, after: right }];
  });
}

function cardinality(element: ElementDefinition): string {
  return `${element.min ?? ''}..${element.max ?? ''}`;
}

export function typeText({ type = [] }: ElementDefinition): string {
  return type
    .map(({ code, targetProfile = [], profile = [] }) => {
      const targets = [...targetProfile, ...profile].map(tail).sort();
      return targets.length === 0 ? tail(code) : `${tail(code)}(${targets.join(' | ')})`;
    })
    .join(' | ');
}

/** The value that an element must have or begin with: FHIR's fixed[x] and pattern[x], whatever their type. */
export function valueText(element: ElementDefinition): string {
  const held = Object.entries(element).find(([key]) => /^(fixed|pattern)[A-Z]/.test(key));
  if (held === undefined) return '';
  return typeof held[1] === 'object' ? JSON.stringify(held[1]) : String(held[1]);
}

export function bindingText({ binding }: ElementDefinition): string {
  return binding?.valueSet === undefined ? '' : `${binding.strength} ${binding.valueSet}`;
}

function tail(canonical: string): string {
  return canonical.slice(canonical.lastIndexOf('/') + 1);
}
