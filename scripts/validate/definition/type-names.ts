import type { ElementDefinition } from '../../model/fhir.ts';

const fhirType = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';

/** The FHIR types of an element; the `System.String` of ids and Extension.url is translated. */
export function typeNames(element: ElementDefinition): string[] {
  return (element.type ?? []).map(({ code, extension }) => {
    if (!code.startsWith('http://hl7.org/fhirpath/')) return code;
    const named = extension?.find(({ url }) => url === fhirType);
    if (element.path === 'Extension.url') return 'uri';
    // Resource.id is published as a string; the specification's text says id.
    if (element.base?.path === 'Resource.id') return 'id';
    return named?.valueUrl ?? named?.valueUri ?? 'string';
  });
}
