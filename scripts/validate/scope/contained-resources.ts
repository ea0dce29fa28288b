import { type FhirResource, isJsonObject } from '../../model/fhir.ts';

/** The contained resources of one container. */
export interface ContainedIndex {
  readonly items: readonly unknown[];
  /** Where the first with an id stands. */
  readonly byId: ReadonlyMap<string, number>;
  readonly all: ReadonlySet<unknown>;
}

/** Those of the containers of one text: each is read once, however many references lead into it. */
export type ContainedIndices = Map<FhirResource, ContainedIndex>;

/** @returns undefined where nothing is contained */
export function containedIn(container: FhirResource, indices: ContainedIndices): ContainedIndex | undefined {
  const { contained } = container;
  if (!Array.isArray(contained)) return undefined;
  const known = indices.get(container);
  if (known !== undefined) return known;
  const byId = new Map<string, number>();
  for (const [at, item] of contained.entries())
    if (isJsonObject(item) && typeof item.id === 'string' && !byId.has(item.id)) byId.set(item.id, at);
  const fresh = { items: contained, byId, all: new Set<unknown>(contained) };
  indices.set(container, fresh);
  return fresh;
}
