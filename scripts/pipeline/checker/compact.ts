import { compactDefinition } from '../../model/definition/compact-definition.ts';
import { shapeFaults } from '../../model/definition/definition-shape.ts';
import { type FhirResource, isJsonObject } from '../../model/fhir.ts';

/** What is for people, and what no check asks for. */
const words: ReadonlySet<string> = new Set([
  'contact',
  'copyright',
  'date',
  'description',
  'experimental',
  'identifier',
  'jurisdiction',
  'meta',
  'publisher',
  'purpose',
  'text',
  'title',
  'useContext',
]);
const hl7 = /^http:\/\/(?:hl7\.org\/fhir|terminology\.hl7\.org)\//;

/** A definition as a checker takes it along. One that is misshapen stays as it is: what is wrong with it is a finding. */
export function compact(resource: FhirResource): FhirResource {
  const { resourceType } = resource;
  const isChecked =
    resourceType === 'StructureDefinition' || resourceType === 'CodeSystem' || resourceType === 'ValueSet';
  if (isChecked && shapeFaults(resource).length > 0) return resource;
  if (resourceType === 'StructureDefinition') return compactDefinition(resource);
  if (resourceType === 'CodeSystem')
    return {
      ...without(resource),
      ...(resource.concept === undefined ? {} : { concept: conceptsOf(resource.concept) }),
    };
  if (resourceType === 'ValueSet') return without(resource);
  return { resourceType, ...(resource.id === undefined ? {} : { id: resource.id }), ...asked(resource) };
}

/** Of a guide's own: its rules and errors are texts for people too. */
export function compactOwn(resource: FhirResource): FhirResource {
  return resource.resourceType === 'StructureDefinition' ? compact(resource) : without(resource, new Set(['text']));
}

/** What checks ask of other definitions: the URLs of HL7's own that a NamingSystem names, the profiles of a whole guide. */
function asked({ resourceType, url, uniqueId, global }: FhirResource): object {
  if (resourceType === 'NamingSystem' && Array.isArray(uniqueId)) {
    const ours = uniqueId.filter((each) => isJsonObject(each) && hl7.test(String(each.value)));
    return { uniqueId: ours.map(({ value }) => ({ value })) };
  }
  return { url, ...(resourceType === 'ImplementationGuide' && global !== undefined ? { global } : {}) };
}

function without(resource: FhirResource, names = words): FhirResource {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !names.has(name))) as FhirResource;
}

/** HL7 V3 numbers its concepts under this name; no value set asks for it. */
const NUMBER = 'internalId';

/** Codes with their displays and properties, without their explanations. */
function conceptsOf(concepts: unknown): unknown {
  if (!Array.isArray(concepts)) return concepts;
  return concepts.map((concept) => {
    const { definition: _, designation, property, concept: below, ...rest } = concept;
    return {
      ...rest,
      ...(Array.isArray(property) ? { property: property.filter(({ code }) => code !== NUMBER) } : {}),
      ...(Array.isArray(designation) ? { designation: designation.map(({ value }) => ({ value })) } : {}),
      ...(below === undefined ? {} : { concept: conceptsOf(below) }),
    };
  });
}
