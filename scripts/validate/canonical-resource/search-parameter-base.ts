import type { FhirResource } from '../../model/fhir.ts';
import type { TypeRules } from '../definition/type-rules.ts';
import { shown } from '../finding/wording.ts';
import type { Scope } from '../scope/scope.ts';

/** A search parameter of one of these is one of every resource. */
const everyResource = new Set(['Resource', 'DomainResource']);

/**
 * A derived search parameter searches no type that the one it is derived from does not search.
 * @see https://hl7.org/fhir/R4/searchparameter-definitions.html#SearchParameter.derivedFrom
 */
export function checkBasesOfOrigin(origin: FhirResource, canonical: string, { resource, path, findings }: Scope): void {
  const known = basesOf(origin);
  if (known.some((base) => everyResource.has(base))) return;
  for (const base of basesOf(resource)) {
    if (known.includes(base)) continue;
    const message = `The base ${shown(base)} is none of ${shown(canonical)}, from which this search parameter is derived; its bases are ${shown(known.join(', '))}.`;
    findings.error({ code: 'business-rule', rule: 'search-parameter', message, expression: path });
  }
}

/**
 * Each part of an expression that begins with a resource type begins with one of the bases: on other resources it finds
 * nothing.
 * @param part between two `|`
 * @see https://hl7.org/fhir/R4/searchparameter-definitions.html#SearchParameter.base
 */
export function expressionRootFault(
  part: string,
  resource: { readonly [key: string]: unknown },
  types: TypeRules,
): string | undefined {
  const bases = basesOf(resource);
  if (bases.length === 0) return undefined;
  const [, root] = /^[\s(]*([A-Z][A-Za-z]*)\b/.exec(part) ?? [];
  if (root === undefined || bases.includes(root) || !types.isResourceType(root)) return undefined;
  return `The expression begins with "${shown(root)}", and the base is ${shown(bases.join(', '))}; correct one of the two.`;
}

export function basesOf({ base }: { readonly [key: string]: unknown }): string[] {
  return Array.isArray(base) ? base.filter((each) => typeof each === 'string') : [];
}
