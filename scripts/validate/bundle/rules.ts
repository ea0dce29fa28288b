import { type FhirResource, isFhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { type BundleEntry, type BundleIndex, isAbsolute } from '../scope/bundle-entries.ts';
import type { Scope } from '../scope/scope.ts';
import { checkBundleLinks } from './connections.ts';

const withoutFullUrl = new Set(['transaction', 'batch', 'transaction-response', 'batch-response']);
const searchRelations = new Set(['first', 'previous', 'prev', 'next', 'last']);

/**
 * The rules of Bundles that no constraint states.
 * @see https://hl7.org/fhir/R4/bundle.html
 */
export function checkBundle(bundle: FhirResource, index: BundleIndex, scope: Scope): void {
  for (const entry of index.entries) checkFullUrl(entry, index, scope);
  checkFirst(index, scope);
  checkRelations(bundle, index, scope);
  if (index.type === 'searchset') checkSearchEntries(bundle, index, scope);
  checkRequests(bundle, index, scope);
  if (index.type === 'document' || index.type === 'message') checkBundleLinks(index, scope);
}

function checkFullUrl(
  { fullUrl, resource, path }: BundleEntry,
  { type }: BundleIndex,
  { findings, engine }: Scope,
): void {
  if (fullUrl === undefined) {
    if (type !== undefined && !withoutFullUrl.has(type))
      findings.error({
        code: 'required',
        rule: 'bundle-full-url',
        message: `Each entry of a ${type} must have a fullUrl, the identity of its resource.`,
        expression: path,
      });
    return;
  }
  if (!isAbsolute(fullUrl)) {
    findings.error({
      code: 'value',
      rule: 'bundle-full-url',
      message: `The fullUrl "${fullUrl}" must be absolute: urn:uuid: and a UUID, or a server's address.`,
      expression: path,
    });
    return;
  }
  const restful = /^https?:\/\/.+\/([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/.exec(fullUrl);
  const named = restful?.[1];
  if (resource === undefined || named === undefined || !engine.types.isResourceType(named)) return;
  if (resource.id === undefined) {
    findings.error({
      code: 'required',
      rule: 'bundle-full-url',
      message: `The fullUrl ${fullUrl} is an address on a server, so the resource must have the id that it ends with.`,
      expression: path,
    });
    return;
  }
  if (named !== resource.resourceType || restful?.[2] !== resource.id)
    findings.error({
      code: 'conflict',
      rule: 'bundle-full-url',
      message: `The fullUrl ${fullUrl} is an address on a server, so it must end with /${resource.resourceType}/${resource.id}.`,
      expression: path,
    });
}

function checkFirst({ type, entries }: BundleIndex, { findings }: Scope): void {
  const wanted = type === 'document' ? 'Composition' : type === 'message' ? 'MessageHeader' : undefined;
  const [first] = entries;
  if (wanted === undefined || first === undefined || first.resource?.resourceType === wanted) return;
  findings.error({
    code: 'structure',
    rule: 'bundle-first-entry',
    message: `The first entry of a ${type} must be a ${wanted}, not ${first.resource?.resourceType ?? 'without a resource'}.`,
    expression: first.path,
  });
}

function checkRelations(bundle: FhirResource, { type, path }: BundleIndex, { findings }: Scope): void {
  if (type === undefined || !Array.isArray(bundle.link)) return;
  const paged = type === 'searchset' || type === 'history';
  const seen = new Set<string>();
  for (const [i, link] of bundle.link.entries()) {
    if (!isJsonObject(link) || typeof link.relation !== 'string') continue;
    const { relation } = link;
    const at = `${path}.link[${i}]`;
    if (!paged && searchRelations.has(relation))
      findings.error({
        code: 'structure',
        rule: 'bundle-link',
        message: `The link "${relation}" belongs to pages of a search or history, not to a ${type}.`,
        expression: `${at}.relation`,
      });
    const single = relation === 'self' || (paged && searchRelations.has(relation));
    if (single && seen.has(relation))
      findings.error({
        code: 'structure',
        rule: 'bundle-link',
        message: `There is a second link "${relation}"; one is allowed.`,
        expression: paged ? at : `${at}.relation`,
      });
    seen.add(relation);
  }
}

function entryObjects(bundle: FhirResource): readonly unknown[] {
  return Array.isArray(bundle.entry) ? bundle.entry : [];
}

function checkSearchEntries(bundle: FhirResource, { path }: BundleIndex, { findings, engine }: Scope): void {
  const searched = searchedTypes(bundle, (type) => engine.types.isResourceType(type));
  if (entryObjects(bundle).length > 0 && selfLink(bundle) === undefined)
    findings.warning({
      code: 'incomplete',
      rule: 'bundle-search',
      message: 'A searchset should have a link "self" with the search that the server has carried out.',
      expression: path,
    });
  for (const [i, entry] of entryObjects(bundle).entries()) {
    if (!isJsonObject(entry)) continue;
    const at = `${path}.entry[${i}]`;
    const { resource, search } = entry;
    const mode = isJsonObject(search) ? search.mode : undefined;
    if (resource === undefined)
      findings.error({
        code: 'required',
        rule: 'bundle-search',
        message: 'An entry of a searchset must have a resource.',
        expression: at,
      });
    if (mode === undefined)
      findings.warning({
        code: 'incomplete',
        rule: 'bundle-search',
        message: 'An entry of a searchset should say by search.mode why it is there: match, include or outcome.',
        expression: at,
      });
    else if (isFhirResource(resource)) {
      const fault = searchFault(String(mode), resource, searched);
      if (fault !== undefined)
        findings.error({ code: 'conflict', rule: 'bundle-search', message: fault, expression: `${at}.resource` });
    }
  }
}

function searchFault(
  mode: string,
  { resourceType, id }: FhirResource,
  searched: readonly string[],
): string | undefined {
  if (mode !== 'match' && mode !== 'include')
    return resourceType === 'OperationOutcome'
      ? undefined
      : `The outcome of a search is an OperationOutcome, not a ${resourceType}.`;
  if (id === undefined) return 'What a search finds is on a server, so it must have an id.';
  if (mode === 'include' || searched.length === 0 || searched.includes(resourceType)) return undefined;
  return `The link to itself says that the search was for ${searched.join(' or ')}; a ${resourceType} is no match of it.`;
}

/** The types that the Bundle's link to itself searches: `Patient?name=x`, or `?_type=Patient,Device`. */
function searchedTypes(bundle: FhirResource, isType: (name: string) => boolean): string[] {
  const self = selfLink(bundle)?.url;
  if (typeof self !== 'string') return [];
  const [address = '', query = ''] = self.split('?', 2);
  const last = address.split('/').at(-1) ?? '';
  if (isType(last)) return [last];
  return query.split('&').flatMap((part) => (part.startsWith('_type=') ? part.slice('_type='.length).split(',') : []));
}

function selfLink({ link }: FhirResource): JsonObject | undefined {
  const links: readonly unknown[] = Array.isArray(link) ? link : [];
  return links.filter(isJsonObject).find(({ relation }) => relation === 'self');
}

/** A request names the type that it creates or updates. */
function checkRequests(bundle: FhirResource, { path, type }: BundleIndex, { findings }: Scope): void {
  if (type !== 'transaction' && type !== 'batch') return;
  for (const [i, entry] of entryObjects(bundle).entries()) {
    if (!isJsonObject(entry) || !isJsonObject(entry.request) || !isJsonObject(entry.resource)) continue;
    const { method, url } = entry.request;
    if ((method !== 'POST' && method !== 'PUT') || typeof url !== 'string') continue;
    const named = /^([A-Z][A-Za-z]+)(?:[/?]|$)/.exec(url)?.[1];
    const { resourceType } = entry.resource;
    if (named === undefined || named === resourceType || url.includes('$') || named === 'Bundle') continue;
    if (typeof resourceType !== 'string' || resourceType === '') continue; // a finding of its own
    findings.warning({
      code: 'conflict',
      rule: 'bundle-request',
      message: `The request goes to ${named}, and the resource is of type ${resourceType}; a server will refuse it.`,
      expression: `${path}.entry[${i}].request`,
    });
  }
}
