import { type FhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';

/**
 * Finds contained resources that nothing refers to (dom-3). One is in use if the container refers to it, directly or by
 * way of other contained ones, or if it refers to the container itself (`#`). Done here in one pass: as an expression it
 * walks the whole resource for each contained one, and still misses links out of the narrative.
 * @returns indices in `contained`
 * @see https://hl7.org/fhir/R4/references.html#contained
 */
export function unreferencedContained(resource: FhirResource | JsonObject): number[] {
  const { contained } = resource;
  if (!Array.isArray(contained) || contained.length === 0) return [];
  const { contained: _, ...container } = resource;
  const refersTo = contained.map((each) => localTargets(each));
  const byId = new Map<unknown, number[]>();
  for (const [at, each] of contained.entries()) {
    if (!isJsonObject(each)) continue;
    const alike = byId.get(each.id);
    if (alike === undefined) byId.set(each.id, [at]);
    else alike.push(at);
  }
  const inUse = new Set<number>();
  const reached: unknown[] = [...localTargets(container)];
  for (let target = reached.pop(); target !== undefined; target = reached.pop()) {
    for (const at of byId.get(target) ?? []) {
      inUse.add(at);
      for (const next of refersTo[at] ?? []) reached.push(next);
    }
    byId.delete(target);
  }
  return [...contained.keys()].filter((at) => !inUse.has(at) && refersTo[at]?.has('') !== true);
}

const narrativeLink = /\s(?:href|src)\s*=\s*["']#([^"']*)["']/g;

/** Ids that references, URIs and links out of narratives name with `#`; the empty id is the container. */
function localTargets(root: unknown): ReadonlySet<string> {
  const targets = new Set<string>();
  const rest: unknown[] = [root];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (typeof next === 'string') {
      if (next.startsWith('#')) targets.add(next.slice(1));
      else if (next.startsWith('<div')) for (const [, id = ''] of next.matchAll(narrativeLink)) targets.add(id);
    } else if (Array.isArray(next)) {
      for (const item of next) if (item !== null) rest.push(item);
    } else if (isJsonObject(next)) {
      for (const value of Object.values(next)) if (value !== null && value !== undefined) rest.push(value);
    }
  }
  return targets;
}
