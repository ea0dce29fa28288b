import { isJsonObject } from '../model/fhir.ts';
import { type BundleEntry, type BundleIndex, resolveInBundle } from './bundle-index.ts';
import type { Scope } from './scope.ts';

/**
 * Whether every entry of a document or message hangs together with the first one.
 * @see https://hl7.org/fhir/R4/documents.html#content
 */
export function checkBundleLinks(index: BundleIndex, { findings }: Scope): void {
  const [first] = index.entries;
  if (first === undefined) return;
  const links = new Map<BundleEntry, Set<BundleEntry>>(index.entries.map((entry) => [entry, new Set()]));
  for (const entry of index.entries) {
    const references = new Set<string>();
    collect(entry.resource, references);
    for (const reference of references) {
      for (const target of resolveInBundle(index, reference, entry.fullUrl)) {
        links.get(entry)?.add(target);
        links.get(target)?.add(entry);
      }
    }
  }
  const reached = reach(first, links);
  for (const entry of index.entries) {
    if (reached.has(entry) || entry.resource === undefined) continue;
    const root = index.type === 'document' ? 'Composition' : 'MessageHeader';
    const message = `No chain of references joins this entry to the ${root}; refer to it, or leave it out.`;
    findings.add(
      index.type === 'document' ? 'error' : 'warning',
      'informational',
      'bundle-orphan',
      message,
      entry.path,
    );
  }
}

function reach(first: BundleEntry, links: ReadonlyMap<BundleEntry, ReadonlySet<BundleEntry>>): Set<BundleEntry> {
  const reached = new Set([first]);
  for (const entry of reached) for (const next of links.get(entry) ?? []) reached.add(next);
  return reached;
}

function collect(value: unknown, references: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, references);
  else if (isJsonObject(value)) {
    if (typeof value.reference === 'string' && !value.reference.startsWith('#')) references.add(value.reference);
    for (const key in value) if (typeof value[key] === 'object') collect(value[key], references);
  }
}
