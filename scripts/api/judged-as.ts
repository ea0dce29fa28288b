import type { FhirResource } from '../model/fhir.ts';
import type { Issue } from '../model/issue.ts';
import type { ApiDescription } from './description.ts';
import type { ApiRule } from './rules.ts';

/** What a payload is to an API, and the profile to hold it against. */
export type JudgedAs =
  /** The body of a request. */
  | { readonly kind: 'request'; readonly profile: string | undefined }
  /** A resource that the API takes only in such a body: `whole` is one that holds it. */
  | { readonly kind: 'entry'; readonly profile: string | undefined; readonly whole: FhirResource; readonly note: Issue }
  /** What the API sends, not what it gets. */
  | { readonly kind: 'answer'; readonly profile: string | undefined; readonly note: Issue };

/** Bundles of these types are what a server answers: https://hl7.org/fhir/R4/valueset-bundle-type.html */
const answerTypes = new Set(['transaction-response', 'batch-response', 'searchset', 'history']);

export function judgedAs(resource: FhirResource, description: ApiDescription): JudgedAs {
  const { bundles, entries, others, system = '' } = description;
  const { resourceType, type } = resource;
  if (resourceType === 'Bundle') {
    const kind = typeof type === 'string' ? type : '';
    if (!answerTypes.has(kind)) return { kind: 'request', profile: bundles.get(system) };
    const profile = bundles.get(kind);
    return { kind: 'answer', profile, note: ofAnAnswer(profile) };
  }
  const profile = entries.get(resourceType);
  const answer = profile === undefined ? others.get(resourceType) : undefined;
  if (answer !== undefined) return { kind: 'answer', profile: answer, note: ofAnAnswer(answer) };
  return { kind: 'entry', profile, whole: asEntry(resource, system), note: ofAnEntry(resourceType, system) };
}

/** The least request that sends the resource: its own faults are all that is found in it. */
function asEntry(resource: FhirResource, system: string): FhirResource {
  const request = { method: 'POST', url: resource.resourceType };
  const fullUrl = 'urn:uuid:00000000-0000-4000-8000-000000000000';
  return { resourceType: 'Bundle', type: system, entry: [{ fullUrl, resource, request }] };
}

type ApiIssue = Issue & { readonly rule: ApiRule };

function ofAnEntry(type: string, system: string): ApiIssue {
  return {
    severity: 'information',
    code: 'informational',
    rule: 'api-entry',
    message: `The API takes resources of type ${type} only in a Bundle of type ${system}; this one was judged as an entry of such a Bundle. Judge the whole Bundle before it is sent.`,
    expression: type,
  };
}

function ofAnAnswer(profile: string | undefined): ApiIssue {
  const held = profile === undefined ? 'The guide has no profile for it' : `It was held against ${profile}`;
  return {
    severity: 'information',
    code: 'informational',
    rule: 'api-response',
    message: `This is what an API answers, and no request. ${held}.`,
  };
}
