import { absoluteReference, isAbsolute } from './bundle-index.ts';
import { entriesFor } from './reference-target.ts';
import type { Scope } from './scope.ts';

const responses = new Set(['batch-response', 'transaction-response']);

/**
 * Whether a reference inside a Bundle can be followed by the Bundle's rules.
 * @see https://hl7.org/fhir/R4/bundle.html#references
 */
export function checkReferenceInBundle(reference: string, path: string, scope: Scope): void {
  const { bundles, fullUrl, findings } = scope;
  const [bundle] = bundles;
  if (bundle === undefined || bundle.type === undefined || !path.includes('.entry[')) return;
  if (fullUrl === undefined && !isAbsolute(reference)) {
    if (responses.has(bundle.type)) return;
    const message =
      'The reference is relative, and its entry has no fullUrl that it could be relative to; give the entry one.';
    findings.error('required', 'bundle-full-url', message, path);
    findings.error('required', 'bundle-full-url', message, scope.path.replace(/\.resource$/, ''));
    return;
  }
  const entries = entriesFor(reference, scope);
  const unversioned = !reference.includes('/_history/');
  if (entries.length > 1 && unversioned && bundle.type !== 'history') {
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
  if (bundle.type === 'document' || bundle.type === 'message')
    findings.error('not-found', 'bundle-reference', `${path}: ${message}`, bundle.path);
}
