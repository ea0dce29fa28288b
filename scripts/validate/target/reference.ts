import { isFhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { type BundleEntry, entriesWithUrn, resolveInBundle } from '../scope/bundle-entries.ts';
import { containedIn } from '../scope/contained-resources.ts';
import type { Node } from '../scope/node.ts';
import type { Scope, Target } from '../scope/scope.ts';
import { entryScope, scopeOfContained } from './resource.ts';

/** The resource that a Reference, or a plain URL, leads to within the text. */
export function followReference(node: Node, scope: Scope): Target | undefined {
  const text = isJsonObject(node.value) ? node.value.reference : node.value;
  return typeof text === 'string' ? resolveTarget(text, scope) : undefined;
}

/** The resource that a URL, or `#` and an id, leads to within the text. */
export function resolveTarget(reference: string, scope: Scope): Target | undefined {
  if (reference === '') return undefined;
  if (reference.startsWith('#')) return resolveLocal(reference.slice(1), scope);
  const [entry = entryMeant(reference, scope)] = entriesFor(reference, scope);
  return entry === undefined ? undefined : entryTarget(entry, scope);
}

/** The entries of the nearest Bundle that has any for the reference. */
export function entriesFor(reference: string, scope: Scope): readonly BundleEntry[] {
  for (const bundle of scope.bundles) {
    const entries = resolveInBundle(bundle, reference, scope.fullUrl);
    if (entries.length > 0) return entries;
  }
  return [];
}

/** The entry that a relative reference would lead to, if anything were relative to a `urn:uuid:`. */
export function entryMeant(reference: string, { bundles: [bundle], fullUrl }: Scope): BundleEntry | undefined {
  return bundle === undefined ? undefined : entriesWithUrn(bundle, reference, fullUrl)[0];
}

/** `#id` is a resource contained in the same container; `#` is the container itself. */
function resolveLocal(id: string, scope: Scope): Target | undefined {
  const { container, containerPath } = scope;
  if (id === '') {
    const node = resourceNode(container, containerPath, scope);
    return { node, scope: { ...scope, resource: container, path: containerPath } };
  }
  const contained = containedIn(container, scope.run.contained);
  const index = contained?.byId.get(id);
  const resource = index === undefined ? undefined : contained?.items[index];
  if (!isFhirResource(resource)) return undefined;
  const path = `${containerPath}.contained[${index}]`;
  return { node: resourceNode(resource, path, scope), scope: scopeOfContained(resource, path, scope) };
}

function entryTarget(entry: BundleEntry, scope: Scope): Target | undefined {
  const { resource } = entry;
  if (resource === undefined) return undefined;
  const path = `${entry.path}.resource`;
  return { node: resourceNode(resource, path, scope), scope: entryScope(resource, path, entry.fullUrl, scope) };
}

export function resourceNode(resource: JsonObject, path: string, scope: Scope): Node {
  const type = typeof resource.resourceType === 'string' ? resource.resourceType : 'Resource';
  return { value: resource, sibling: undefined, type, path, rules: scope.engine.types.of(type) };
}
