import type { CodeSystem, FhirResource, ValueSet } from '../../scripts/model/fhir.ts';

/**
 * The codes of a value set as `system#code`; of a code system as `code = display`.
 * A system that is included whole stands for its codes where `find` has it, else for itself.
 */
export function codeList(resource: FhirResource, find: (url: string) => FhirResource | undefined): string[] {
  if (resource.resourceType === 'CodeSystem')
    return concepts(resource).map(({ code, display }) => `${code} = ${display}`);
  const { compose } = resource as unknown as ValueSet;
  return (compose?.include ?? []).flatMap(({ system = '', concept, filter, valueSet = [] }) => {
    if (concept !== undefined) return concept.map(({ code }) => `${system}#${code}`);
    if (filter !== undefined) return [`${system} where ${JSON.stringify(filter)}`];
    const whole = find(system);
    const codes = whole === undefined ? [] : concepts(whole);
    return [...valueSet, ...(codes.length > 0 ? codes.map(({ code }) => `${system}#${code}`) : [system])];
  });
}

function concepts(codeSystem: FhirResource): NonNullable<CodeSystem['concept']> {
  return (codeSystem as unknown as CodeSystem).concept ?? [];
}
