import { absoluteReference, isAbsolute } from './bundle-index.ts';
import { entriesFor } from './reference-target.ts';
import type { Scope } from './scope.ts';
import { shown } from './wording.ts';

const responses = new Set(['batch-response', 'transaction-response']);

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
    if (type !== undefined && responses.has(type)) return;
    const message =
      'The reference is relative, and its entry has no fullUrl that it could be relative to; give the entry one.';
    findings.error('required', 'bundle-full-url', message, path);
    if (type !== undefined)
      findings.error('required', 'bundle-full-url', message, scope.path.replace(/\.resource$/, ''));
    return;
  }
  if (type === undefined) return;
  if (!isAbsolute(reference) && !isTypeAndId(reference, type)) {
    const message = `A relative reference is a resource type and an id, with /_history/ and a version or without; "${shown(reference)}" is not.`;
    findings.error('value', 'reference-format', message, path);
    return;
  }
  const entries = entriesFor(reference, scope);
  const unversioned = !reference.includes('/_history/');
  if (entries.length > 1 && unversioned && type !== 'history') {
    findings.error(
      'multiple-matches',
      'bundle-reference',
      `Several entries have the fullUrl that ${reference} means; it must be one.`,
      path,
    );
    return;
  }
  if (entries.length > 0) return;
  if (reference.startsWith('urn:')) {
    findings.warning('not-found', 'bundle-reference', `No entry has the fullUrl ${reference}.`, path);
    return;
  }
  const [near] = bundle.byTypeAndId.get(reference.replace(/^.*\/([A-Z][A-Za-z]+\/[^/]+)$/, '$1')) ?? [];
  if (near === undefined) return;
  const wanted = absoluteReference(reference, fullUrl) ?? reference;
  const message = `${near.path} has this type and id, but its fullUrl is ${near.fullUrl ?? 'missing'}, and the reference means ${wanted}. Make them agree.`;
  findings.warning('not-found', 'bundle-reference', message, path);
  if (type === 'document' || type === 'message')
    findings.error('not-found', 'bundle-reference', `${path}: ${message}`, bundle.path);
}

/** In a transaction or batch also a search, which the server carries out to find the target. */
function isTypeAndId(reference: string, type: string): boolean {
  const [path = '', query] = reference.split('?', 2);
  if (query !== undefined) return (type === 'transaction' || type === 'batch') && /^[A-Z][A-Za-z]+$/.test(path);
  const slashes = path.split('/').length - 1;
  return slashes === 1 || slashes === 3;
}
