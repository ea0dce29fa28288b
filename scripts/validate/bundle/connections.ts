import { isJsonObject } from '../../model/fhir.ts';
import type { Findings } from '../finding/findings.ts';
import { type BundleEntry, type BundleIndex, resolveInBundle } from '../scope/bundle-entries.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * Whether every entry of a document or message hangs together with the first one.
 * @see https://hl7.org/fhir/R4/documents.html#content
 */
export function checkBundleLinks(index: BundleIndex, { findings }: Scope): void {
  const [first] = index.entries;
  if (first === undefined) return;
  const { links, forward } = linksBetween(index);
  const reached = reach([first], links);
  if (index.type === 'document') reportReverse(first, reached, forward, index, findings);
  for (const entry of index.entries) {
    if (reached.has(entry) || entry.resource === undefined) continue;
    const root = index.type === 'document' ? 'Composition' : 'MessageHeader';
    const message = `No chain of references joins this entry to the ${root}; refer to it, or leave it out.`;
    findings.add({
      severity: index.type === 'document' ? 'error' : 'warning',
      code: 'informational',
      rule: 'bundle-orphan',
      message,
      expression: entry.path,
    });
  }
}

/** An entry, or all that have one fullUrl: many references to as many entries are no more links than the two together. */
type Joint = BundleEntry | readonly BundleEntry[];

type Links = ReadonlyMap<Joint, readonly Joint[]>;

/** All links there and back, and those in the direction of the references alone. */
function linksBetween(index: BundleIndex): { readonly links: Links; readonly forward: Links } {
  const links = new Map<Joint, Joint[]>();
  const forward = new Map<Joint, Joint[]>();
  const put = (into: Map<Joint, Joint[]>, from: Joint, to: Joint) => {
    const known = into.get(from);
    if (known === undefined) into.set(from, [to]);
    else known.push(to);
  };
  const link = (from: Joint, to: Joint) => put(links, from, to);
  const joints = new Set<Joint>();
  for (const entry of index.entries) {
    const references = new Set<string>();
    collect(entry.resource, references);
    for (const reference of references) {
      const targets = resolveInBundle(index, reference, entry.fullUrl);
      if (targets.length === 0) continue;
      link(entry, targets);
      link(targets, entry);
      put(forward, entry, targets);
      if (joints.has(targets)) continue;
      joints.add(targets);
      for (const target of targets) {
        link(target, targets);
        link(targets, target);
        put(forward, targets, target);
      }
    }
  }
  return { links, forward };
}

/**
 * A document has what its Composition leads to; of what only leads to the Composition, it may have Provenances.
 * @see https://hl7.org/fhir/R4/documents.html#content
 */
function reportReverse(
  first: BundleEntry,
  reached: ReadonlySet<Joint>,
  forward: Links,
  index: BundleIndex,
  findings: Findings,
): void {
  const provenances = index.entries.filter(({ resource }) => resource?.resourceType === 'Provenance');
  const led = reach([first, ...provenances], forward);
  for (const entry of index.entries) {
    if (!reached.has(entry) || led.has(entry) || entry.resource === undefined) continue;
    const message =
      'This entry refers to the document, and the Composition does not lead to it; refer to it from a section, or leave it out.';
    findings.warning({ code: 'informational', rule: 'bundle-orphan', message, expression: entry.path });
  }
}

function reach(from: readonly BundleEntry[], links: Links): Set<Joint> {
  const reached = new Set<Joint>(from);
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
