import type { LogRecord } from '../../sushi/log-capture.ts';
import type { Exported as Package } from '../../sushi/sushi.ts';
import { lists } from './exported.ts';

/** A place in the order of exports: what was logged and added, and what was exported on the way. */
export interface Place {
  readonly key: string;
  readonly inside: (LogRecord | Place | 'added')[];
}

export function isPlace(item: LogRecord | Place | 'added'): item is Place {
  return typeof item === 'object' && 'inside' in item;
}

/** The messages of a place and of all inside it, in the order in which SUSHI would have said them. */
export function recordsOf(place: Place): LogRecord[] {
  return place.inside.flatMap((item) => {
    if (isPlace(item)) return recordsOf(item);
    return item === 'added' ? [] : [item];
  });
}

/** The keys of what was added to the package, in SUSHI's order. */
export function addedIn(place: Place): string[] {
  return place.inside.flatMap((item) => {
    if (isPlace(item)) return addedIn(item);
    return item === 'added' ? [place.key] : [];
  });
}

/**
 * Stands in the place of a resource that was taken out of the package again: places are counted from the start while
 * SUSHI exports. It is nothing that anybody looks for.
 */
export const takenOut: object = Object.freeze({
  url: 'http://hl7.org/fhir/StructureDefinition/',
  type: 'nothing',
  _instanceMeta: Object.freeze({ usage: 'Inline' }),
});

/** Brings the lists of a package into the order in which SUSHI would have added what is in them. */
export function sortPackage(exported: Package, rankOf: (resource: object) => number): void {
  let isChanged = false;
  for (const list of lists) {
    const all = exported[list] as unknown as object[];
    const sorted = all.filter((each) => each !== takenOut).sort((a, b) => rankOf(a) - rankOf(b));
    if (sorted.length === all.length && sorted.every((each, i) => each === all[i])) continue;
    isChanged = true;
    all.splice(0, all.length, ...sorted);
  }
  // The index of places (sushi/indexed-fishing.ts) is no longer true.
  if (isChanged) delete (exported as unknown as { internalFish?: unknown }).internalFish;
}

/** Whether what is in both lists is in the same order in both. */
export function keepsOrder(before: readonly string[], now: readonly string[]): boolean {
  const [old, fresh] = [new Set(before), new Set(now)];
  const common = before.filter((key) => fresh.has(key));
  return now.filter((key) => old.has(key)).every((key, i) => key === common[i]);
}

/** Something that more than one resource calls itself by: which of them is found depends on their order. */
export function twiceThere(exported: Package): string | undefined {
  const { profiles, extensions, logicals, resources, valueSets, codeSystems, instances } = exported;
  const definitions = [...profiles, ...extensions, ...logicals, ...resources, ...valueSets, ...codeSystems];
  const names = [
    ...definitions.flatMap(({ resourceType, id, name, url }) => [
      `${resourceType}/${id}`,
      `${resourceType} ${name}`,
      ...(url === undefined ? [] : [url]),
    ]),
    ...instances.flatMap(({ resourceType, id, _instanceMeta: { usage, name } }) =>
      usage === 'Inline' ? [] : [`${resourceType}/${id ?? name}`],
    ),
  ];
  const seen = new Set<string>();
  return names.find((name) => seen.size === seen.add(name).size);
}
