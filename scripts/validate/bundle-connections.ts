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
  const reached = reach(first, linksBetween(index));
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

/** An entry, or all that have one fullUrl: many references to as many entries are no more links than the two together. */
type Joint = BundleEntry | readonly BundleEntry[];

function linksBetween(index: BundleIndex): ReadonlyMap<Joint, readonly Joint[]> {
  const links = new Map<Joint, Joint[]>();
  const link = (from: Joint, to: Joint) => {
    const known = links.get(from);
    if (known === undefined) links.set(from, [to]);
    else known.push(to);
  };
  const joints = new Set<Joint>();
  for (const entry of index.entries) {
    const references = new Set<string>();
    collect(entry.resource, references);
    for (const reference of references) {
      const targets = resolveInBundle(index, reference, entry.fullUrl);
      if (targets.length === 0) continue;
      link(entry, targets);
      link(targets, entry);
      if (joints.has(targets)) continue;
      joints.add(targets);
      for (const target of targets) {
        link(target, targets);
        link(targets, target);
      }
    }
  }
  return links;
}

function reach(first: BundleEntry, links: ReadonlyMap<Joint, readonly Joint[]>): Set<Joint> {
  const reached = new Set<Joint>([first]);
  for (const joint of reached) for (const next of links.get(joint) ?? []) reached.add(next);
  return reached;
}

function collect(value: unknown, references: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, references);
  else if (isJsonObject(value)) {
    if (typeof value.reference === 'string' && !value.reference.startsWith('#')) references.add(value.reference);
    for (const key in value) if (typeof value[key] === 'object') collect(value[key], references);
  }
}
