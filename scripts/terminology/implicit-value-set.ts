import type { ValueSet } from '../model/fhir.ts';

type Include = NonNullable<ValueSet['compose']>['include'][number];

const SNOMED = 'http://snomed.info/sct';
const LOINC = 'http://loinc.org';

/**
 * The definition of a value set that has a URL and no resource, because its code system gives it one.
 * Reference sets and expressions of SNOMED CT's own language keep to SNOMED CT; what is in them nobody can tell here.
 * @see https://hl7.org/fhir/R4/snomedct.html#implicit
 * @see https://hl7.org/fhir/R4/loinc.html#implicit
 */
export function implicitValueSet(url: string): ValueSet | undefined {
  const include = snomedInclude(url) ?? loincInclude(url);
  return include && { resourceType: 'ValueSet', url, status: 'active', compose: { include: [include] } };
}

/** An edition or a version of it may stand between the code system's URI and the question mark. */
const snomedUrl = /^http:\/\/snomed\.info\/sct(\/\d+(?:\/version\/\d{8})?)?\?fhir_vs(?:=(.*))?$/;

function snomedInclude(url: string): Include | undefined {
  const [matched, edition, which] = snomedUrl.exec(url) ?? [];
  if (matched === undefined) return undefined;
  const version = edition === undefined ? {} : { version: SNOMED + edition };
  if (which === undefined) return { system: SNOMED, ...version };
  const [kind = '', ...rest] = which.split('/');
  const value = rest.join('/');
  switch (kind) {
    case 'isa':
      return { system: SNOMED, ...version, filter: [{ property: 'concept', op: 'is-a', value }] };
    case 'refset':
      return { system: SNOMED, ...version, filter: [{ property: 'concept', op: 'in', value }] };
    case 'ecl':
      return { system: SNOMED, ...version, filter: [{ property: 'constraint', op: '=', value: decoded(value) }] };
    default:
      return undefined;
  }
}

function loincInclude(url: string): Include | undefined {
  const [matched, which] = /^http:\/\/loinc\.org\/vs(?:\/(.+))?$/.exec(url) ?? [];
  if (matched === undefined) return undefined;
  if (which === undefined) return { system: LOINC };
  const property = which.startsWith('LL') ? 'LIST' : 'ancestor'; // an answer list, or a part with all below it
  return { system: LOINC, filter: [{ property, op: '=', value: which }] };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
