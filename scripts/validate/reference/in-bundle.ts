import { shown } from '../finding/wording.ts';
import { jsonLocation } from '../json/path.ts';
import { absoluteReference, type BundleEntry, isAbsolute } from '../scope/bundle-entries.ts';
import type { Scope } from '../scope/scope.ts';
import { entriesFor, entryMeant } from '../target/reference.ts';

/**
 * Whether a reference inside a Bundle can be followed by the Bundle's rules.
 * @see https://hl7.org/fhir/R4/bundle.html#references
 */
export function checkReferenceInBundle(reference: string, path: string, scope: Scope): void {
  const { bundles, fullUrl, findings } = scope;
  const [bundle] = bundles;
  if (bundle === undefined || !path.includes('.entry[')) return;
  const { type } = bundle;
  if (fullUrl === undefined && !isAbsolute(reference)) {
    // Where every entry has to have one, the entry says so; elsewhere once for all the references in it.
    if (type !== 'transaction' && type !== 'batch' && type !== undefined) return;
    const message = 'The entry has relative references, and no fullUrl that they could be relative to; give it one.';
    findings.error({
      code: 'required',
      rule: 'bundle-full-url',
      message,
      expression: scope.path.replace(/\.resource$/, ''),
    });
    return;
  }
  if (type === undefined) return;
  if (!isAbsolute(reference) && !isTypeAndId(reference, type)) {
    const message = `A relative reference is a resource type and an id, with /_history/ and a version or without; "${shown(reference)}" is not.`;
    findings.error({ code: 'value', rule: 'reference-format', message, expression: path });
    return;
  }
  const entries = entriesFor(reference, scope);
  const unversioned = !reference.includes('/_history/');
  if (entries.length > 1 && unversioned && type !== 'history') {
    findings.error({
      code: 'multiple-matches',
      rule: 'bundle-reference',
      message: `Several entries have the fullUrl that ${reference} means; it must be one.`,
      expression: path,
    });
    return;
  }
  if (entries.length > 0) return;
  if (reference.startsWith('urn:')) {
    if (reportOwed(reference, path, scope)) return;
    findings.warning({
      code: 'not-found',
      rule: 'bundle-reference',
      message: `No entry has the fullUrl ${reference}.`,
      expression: path,
    });
    return;
  }
  reportNearMiss(reference, path, scope);
}

/** A reference that leads nowhere, where an entry is nearly what it means. */
function reportNearMiss(reference: string, path: string, scope: Scope): void {
  const { findings, fullUrl, run } = scope;
  const [bundle] = scope.bundles;
  // That the entry's own fullUrl is no address is said there; what the reference means is not known before it is one.
  if (bundle === undefined || (fullUrl !== undefined && !isAbsolute(fullUrl))) return;
  const typeAndId = /(?:^|\/)([A-Z][A-Za-z]+\/[^/]+)$/.exec(reference.replace(/\/_history\/[^/]+$/, ''))?.[1];
  const [same] = bundle.byTypeAndId.get(typeAndId ?? '') ?? [];
  const near = same ?? entryMeant(reference, scope);
  if (near === undefined) {
    reportOwed(reference, path, scope);
    return;
  }
  const message = nearMiss(reference, near, fullUrl);
  if (isOfOtherType(reference, near)) {
    findings.error({ code: 'structure', rule: 'reference-target', message, expression: path });
    return;
  }
  // In what is sent to a server, type and id may be those that the resource has there: the HL7 validator is silent too.
  if (same !== undefined && (bundle.type === 'transaction' || bundle.type === 'batch')) return;
  if (bundle.type !== 'document' && bundle.type !== 'message') {
    findings.warning({ code: 'not-found', rule: 'bundle-reference', message, expression: path });
    return;
  }
  // A document or message has to hold together by itself. Of what the first entry refers to, the HL7 validator speaks
  // there; of the rest, at the Bundle.
  const first = path.startsWith(`${bundle.path}.entry[0].`);
  if (first) findings.error({ code: 'not-found', rule: 'bundle-reference', message, expression: path });
  else
    findings.error({
      code: 'not-found',
      rule: 'bundle-reference',
      message: `${jsonLocation(run.root, path)}: ${message}`,
      expression: bundle.path,
      at: path,
    });
}

/** What a document or message has to bring with it, by its place in the first resource. */
const owed: ReadonlyMap<string | undefined, readonly [type: string, place: RegExp]> = new Map([
  [
    'document',
    [
      'Composition',
      /^(?:subject|encounter|custodian|author\[\d+\]|attester\[\d+\]\.party|event\[\d+\]\.detail\[\d+\]|(?:section\[\d+\]\.)+(?:focus|author\[\d+\]|entry\[\d+\]))$/,
    ],
  ],
  ['message', ['MessageHeader', /^focus\[\d+\]$/]],
]);

/**
 * A document has what its Composition refers to, a message what its focus is; definitions may be elsewhere.
 * @see https://hl7.org/fhir/R4/documents.html#content and https://hl7.org/fhir/R4/messaging.html
 */
function reportOwed(reference: string, path: string, { resource, findings, engine, bundles, from }: Scope): boolean {
  const [bundle] = bundles;
  const [type, place] = owed.get(bundle?.type) ?? [];
  const first = `${bundle?.path}.entry[0].resource.`;
  if (resource.resourceType !== type || !path.startsWith(first) || place?.test(path.slice(first.length)) !== true)
    return false;
  const named = /(?:^|\/)([A-Z][A-Za-z]+)\/[^/]+$/.exec(reference.replace(/\/_history\/[^/]+$/, ''))?.[1];
  if (isAbsolute(reference)) {
    if (engine.definition(reference, from) !== undefined) return false;
    if (named !== undefined && engine.types.of(named)?.elements.has('experimental') === true) return false;
  } else if (named === undefined || !engine.types.isResourceType(named)) return false;
  const message = `No entry has what "${shown(reference)}" means, and this ${bundle?.type} has to bring it; add the entry.`;
  findings.error({ code: 'not-found', rule: 'bundle-reference', message, expression: path });
  return true;
}

function isOfOtherType(reference: string, { resource }: BundleEntry): boolean {
  return !isAbsolute(reference) && resource !== undefined && !reference.startsWith(`${resource.resourceType}/`);
}

function nearMiss(reference: string, { path, fullUrl, resource }: BundleEntry, own: string | undefined): string {
  const wanted = absoluteReference(reference, own);
  if (wanted !== undefined)
    return `${path} has this type and id, but its fullUrl is ${fullUrl ?? 'missing'}, and the reference means ${wanted}. Make them agree.`;
  const [type] = reference.split('/', 1);
  const likeness =
    resource?.resourceType === type
      ? 'is evidently meant'
      : `has this id in its fullUrl, but is of type ${resource?.resourceType ?? '(none)'}`;
  const advice = fullUrl === undefined ? 'give it a fullUrl, and refer to that' : `refer to it as "${shown(fullUrl)}"`;
  return `"${shown(reference)}" is relative, and nothing is relative to "${shown(own)}", the fullUrl of its entry, so it resolves to nothing. ${path} ${likeness}; ${advice}.`;
}

/** In a transaction or batch also a search, which the server carries out to find the target. */
function isTypeAndId(reference: string, type: string): boolean {
  const [path = '', query] = reference.split('?', 2);
  if (query !== undefined) return (type === 'transaction' || type === 'batch') && /^[A-Z][A-Za-z]+$/.test(path);
  const slashes = path.split('/').length - 1;
  return slashes === 1 || slashes === 3;
}
