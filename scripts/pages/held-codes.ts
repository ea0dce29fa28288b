import type { ElementDefinition, StructureDefinition } from '../model/fhir.ts';

/** A code that a profile demands of an element. */
export interface HeldCode {
  readonly system: string;
  readonly code: string;
  /** The text beside the code that a Quantity must show. */
  readonly unit?: string;
}

type Fixed = { readonly [part: string]: string };

/**
 * The codes that a snapshot fixes at an element that is a CodeableConcept, a Coding or a Quantity, in its pattern, in its
 * slices or in its children; none where the codes are bound or free.
 * @param id of the element: `Observation.code`, `Observation.component:SystolicBP.value[x]`
 */
export function heldCodes(profile: StructureDefinition, id: string): HeldCode[] {
  const parts = new Map<string, Fixed>();
  const add = (place: string, more: object | undefined): void => {
    if (more !== undefined) parts.set(place, { ...parts.get(place), ...(more as Fixed) });
  };
  for (const element of profile.snapshot?.element ?? []) {
    if (!isWithin(element.id ?? '', id)) continue;
    const below = (element.id ?? '').slice(id.length);
    const [, place = '', part] = /^(.*?)(?:\.(system|code|unit))?$/.exec(below) ?? [];
    const value = held(element);
    if (part !== undefined) add(place, typeof value === 'string' ? { [part]: value } : undefined);
    else if (isCodes(value)) for (const [at, coding] of value.coding.entries()) add(`${place}#${at}`, coding);
    else if (typeof value === 'object') add(place, value);
  }
  const whole = [...parts.values()].flatMap(({ system, code, unit }) =>
    system === undefined || code === undefined ? [] : [{ system, code, ...(unit === undefined ? {} : { unit }) }],
  );
  return whole.filter((each, at) => whole.findIndex((other) => isSame(each, other)) === at);
}

/** The element itself, its slices and what is below them; of a choice also the one type that is left. */
function isWithin(element: string, id: string): boolean {
  return element === id || [':', '.'].some((mark) => element.startsWith(id + mark));
}

function isSame(each: HeldCode, other: HeldCode): boolean {
  return each.system === other.system && each.code === other.code;
}

function isCodes(value: unknown): value is { readonly coding: readonly object[] } {
  return typeof value === 'object' && value !== null && Array.isArray((value as { coding?: unknown }).coding);
}

/** The value of fixed[x] or pattern[x]. */
function held(element: ElementDefinition): string | object | undefined {
  return Object.entries(element).find(([key]) => /^(fixed|pattern)[A-Z]/.test(key))?.[1] as string | object | undefined;
}
