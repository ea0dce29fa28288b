import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import { type BundleIndex, entriesWithUrn, resolveInBundle } from '../scope/bundle-entries.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * A document has in it what its Composition refers to directly: nobody who reads it later can fetch the rest.
 * @see https://hl7.org/fhir/R4/documents.html#content
 */
export function checkDocumentReferences(index: BundleIndex, { findings }: Scope): void {
  const [first] = index.entries;
  const composition = first?.resource;
  if (first === undefined || composition?.resourceType !== 'Composition') return;
  for (const [reference, at] of referencesOf(composition, `${first.path}.resource`)) {
    const target = isJsonObject(reference) ? textOf(reference.reference) : undefined;
    if (target === undefined || target.startsWith('#') || target.includes('?')) continue;
    if (resolveInBundle(index, target, first.fullUrl).length > 0) continue;
    if (entriesWithUrn(index, target, first.fullUrl).length > 0) continue; // what is wrong with it is said already
    const message = `No entry of the document answers "${shown(target)}"; add the resource that the Composition refers to.`;
    findings.error('not-found', 'bundle-reference', message, at);
  }
}

/** Those that a document has to carry the targets of. */
function* referencesOf(composition: JsonObject, path: string): Iterable<readonly [unknown, string]> {
  for (const single of ['subject', 'encounter', 'custodian']) yield [composition[single], `${path}.${single}`];
  yield* listed(composition.author, `${path}.author`);
  for (const [attester, at] of listed(composition.attester, `${path}.attester`)) yield [attester.party, `${at}.party`];
  for (const [event, at] of listed(composition.event, `${path}.event`)) yield* listed(event.detail, `${at}.detail`);
  const rest: [unknown, string][] = [[composition.section, `${path}.section`]];
  for (let next = rest.pop(); next !== undefined; next = rest.pop())
    for (const [section, at] of listed(...next)) {
      yield* listed(section.entry, `${at}.entry`);
      if (section.section !== undefined) rest.push([section.section, `${at}.section`]);
    }
}
