import { type FhirResource, isFhirResource, isJsonObject } from '../../model/fhir.ts';
import type { InvariantEnvironment } from '../invariant/environment.ts';
import { entriesWithUrn, resolveInBundle } from '../scope/bundle-entries.ts';
import { containedIn } from '../scope/contained-resources.ts';
import type { Node } from '../scope/node.ts';
import type { Scope } from '../scope/scope.ts';

type ScopeSeed = Omit<Scope, 'environment' | 'elementIds'>;

/** Completes a scope with what invariants can ask. */
export function createScope(seed: ScopeSeed): Scope {
  return { ...seed, environment: environmentOf(seed), elementIds: new Map() };
}

function environmentOf(seed: ScopeSeed): InvariantEnvironment {
  const { resource, container } = seed;
  return {
    resource,
    rootResource: container,
    spending: seed.run.spending,
    numerals: seed.run.numerals,
    resolve: (reference) => {
      if (reference.startsWith('#')) {
        const contained = containedIn(container, seed.run.contained);
        const at = contained?.byId.get(reference.slice(1));
        return at === undefined ? undefined : (contained?.items[at] as FhirResource);
      }
      for (const bundle of seed.bundles) {
        const [meant] = entriesWithUrn(bundle, reference, seed.fullUrl);
        const [entry = meant] = resolveInBundle(bundle, reference, seed.fullUrl);
        if (entry?.resource !== undefined) return entry.resource;
      }
      return undefined;
    },
    memberOf: (value, valueSet) => {
      const code = typeof value === 'string' ? { code: value } : isJsonObject(value) ? codingOf(value) : undefined;
      if (code === undefined) return undefined;
      const codings = Array.isArray(code) ? code : [code];
      const outcomes = codings.map((coding) => seed.engine.terminology.isMember(coding, valueSet, seed.from).outcome);
      if (outcomes.includes('member')) return true;
      return outcomes.every((outcome) => outcome === 'not-member') ? false : undefined;
    },
  };
}

type Text = { readonly [key: string]: string };

function codingOf(value: { readonly [key: string]: unknown }): Text | Text[] {
  if (Array.isArray(value.coding)) return value.coding.filter(isJsonObject).map(texts);
  return texts(value);
}

function texts(value: { readonly [key: string]: unknown }): Text {
  const result: { [key: string]: string } = {};
  for (const key of ['system', 'version', 'code', 'display'])
    if (typeof value[key] === 'string') result[key] = value[key];
  return result;
}

export function scopeOfContained(resource: FhirResource, path: string, scope: Scope): Scope {
  return createScope({ ...scope, resource, path });
}

/** @param fullUrl of the entry that holds the resource */
export function entryScope(resource: FhirResource, path: string, fullUrl: string | undefined, scope: Scope): Scope {
  return createScope({ ...scope, resource, path, container: resource, containerPath: path, fullUrl });
}

/**
 * The scope of what is inside a node: for a resource inside another one that resource, else the same scope.
 * A constraint on the element that holds a resource still belongs to the outer one.
 */
export function scopeInside({ value, path, rules }: Node, scope: Scope): Scope {
  if (rules?.resource !== true || value === scope.resource || !isFhirResource(value)) return scope;
  const { container, bundles } = scope;
  if (containedIn(container, scope.run.contained)?.all.has(value) === true) return scopeOfContained(value, path, scope);
  const entry = bundles.map(({ byResource }) => byResource.get(value)).find((found) => found !== undefined);
  return entryScope(value, path, entry === undefined ? scope.fullUrl : entry.fullUrl, scope);
}
