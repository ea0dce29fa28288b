import { isJsonObject } from '../../model/fhir.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * Ids of contained resources, and whether each is referred to (constraint dom-3).
 * @see https://hl7.org/fhir/R4/references.html#contained
 */
export function checkContained({ resource, path, findings }: Scope): void {
  const { contained } = resource;
  if (!Array.isArray(contained) || contained.length === 0) return;
  const used = new Set<string>();
  collectReferences(resource, used);
  const ids = new Set<string>();
  for (const [i, item] of contained.entries()) {
    if (!isJsonObject(item)) continue;
    const at = `${path}.contained[${i}]`;
    const { id } = item;
    if (typeof id !== 'string') {
      findings.error({
        code: 'required',
        rule: 'contained-id',
        message: 'A contained resource must have an id, by which it is referred to.',
        expression: at,
      });
      continue;
    }
    if (ids.has(id))
      findings.error({
        code: 'duplicate',
        rule: 'contained-id',
        message: `Two contained resources have the id "${id}".`,
        expression: at,
      });
    ids.add(id);
    if (used.has(`#${id}`) || refersToContainer(item)) continue;
    findings.error({
      code: 'invariant',
      rule: 'contained-orphan',
      message: `Nothing refers to the contained resource "${id}" (dom-3); refer to it as "#${id}", or remove it.`,
      expression: at,
    });
  }
}

/** All texts that begin with #: in R4 a contained resource is referred to by Reference, canonical, uri or url. */
function collectReferences(value: unknown, used: Set<string>): void {
  if (typeof value === 'string') {
    if (value.startsWith('#')) used.add(value);
  } else if (Array.isArray(value)) for (const item of value) collectReferences(item, used);
  else if (isJsonObject(value)) for (const key in value) if (key !== 'div') collectReferences(value[key], used);
}

function refersToContainer(item: unknown): boolean {
  if (Array.isArray(item)) return item.some(refersToContainer);
  if (!isJsonObject(item)) return false;
  return Object.values(item).some((value) => value === '#' || refersToContainer(value));
}
