type Json = Readonly<Record<string, unknown>>;

/** The files of a package for `--package pkg`, each resource in a file named by its type and id, or a text as it is. */
export function packageFiles(
  resources: readonly Json[],
  texts: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const manifest = { name: 'hostile.test', version: '1.0.0', fhirVersions: ['4.0.1'] };
  return {
    'pkg/package.json': JSON.stringify(manifest),
    ...Object.fromEntries(
      resources.map((each) => [`pkg/${String(each.resourceType)}-${String(each.id)}.json`, JSON.stringify(each)]),
    ),
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [`pkg/${name}`, text])),
  };
}

const BASE = 'https://hostile.test/';
export const canonical = (type: string, id: string): string => `${BASE}${type}/${id}`;
const CORE = 'http://hl7.org/fhir/StructureDefinition/';

/** A profile as its author wrote it, without snapshot. */
export function profile(id: string, element: unknown, more: Json = {}): Json {
  const { type = 'Patient', url = canonical('StructureDefinition', id) } = more;
  return {
    resourceType: 'StructureDefinition',
    id,
    url,
    name: 'Hostile',
    status: 'draft',
    fhirVersion: '4.0.1',
    kind: 'resource',
    abstract: false,
    type,
    baseDefinition: `${CORE}${String(type)}`,
    derivation: 'constraint',
    differential: { element },
    ...more,
  };
}

/** A profile with the snapshot that is given, and no differential. */
export function withSnapshot(id: string, snapshot: unknown, more: Json = {}): Json {
  const { differential: _, ...rest } = profile(id, [], more);
  return { ...rest, snapshot };
}

/** A profile on Patient whose names must meet an invariant. */
export function invariantOf(id: string, expression: string): Json {
  const constraint = [{ key: 'h-1', severity: 'error', human: 'It must hold.', expression }];
  return profile(id, [{ id: 'Patient', path: 'Patient', constraint }]);
}

export function valueSet(id: string, compose: unknown, more: Json = {}): Json {
  return { resourceType: 'ValueSet', id, url: canonical('ValueSet', id), status: 'draft', compose, ...more };
}

export function codeSystem(id: string, concept: unknown, more: Json = {}): Json {
  const url = canonical('CodeSystem', id);
  return { resourceType: 'CodeSystem', id, url, status: 'draft', content: 'complete', concept, ...more };
}

/** A profile on Patient that requires its language to be from a value set. */
export function bound(valueSetId: string): Json {
  const binding = { strength: 'required', valueSet: canonical('ValueSet', valueSetId) };
  return profile('p', [{ id: 'Patient.maritalStatus', path: 'Patient.maritalStatus', binding }]);
}

export const patient = (more: Json = {}): string =>
  JSON.stringify({ resourceType: 'Patient', text: narrative, ...more });
const narrative = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">x</div>' };

/** A Patient whose marital status is coded. */
export const coded = (code: string, system: string = canonical('CodeSystem', 'c')): string =>
  patient({ maritalStatus: { coding: [{ system, code }] } });
