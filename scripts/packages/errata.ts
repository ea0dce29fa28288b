import type { ElementDefinition, FhirResource } from '../model/fhir.ts';
import type { PackageRef } from '../model/package.ts';

const VITAL_UNITS = 'http://hl7.org/fhir/ValueSet/ucum-vitals-common';

/**
 * Takes back what HL7 has taken back of R4's definitions without publishing them again: the vital signs bind the unit of
 * every component to a list of common units that was not meant to be the only one. HL7's tools all read them so, and
 * later releases say extensible.
 * @see https://hl7.org/fhir/R4/observation-vitalsigns.html
 */
export function withErrata<Resource extends FhirResource>(resource: Resource, { id, version }: PackageRef): Resource {
  if (id !== 'hl7.fhir.r4.core' || version !== '4.0.1') return resource;
  const { resourceType, type, derivation, snapshot, differential } = resource as FhirResource & Parts;
  if (resourceType !== 'StructureDefinition' || type !== 'Observation' || derivation !== 'constraint') return resource;
  return { ...resource, ...relaxed({ snapshot, differential }) };
}

interface Parts {
  readonly type?: unknown;
  readonly derivation?: unknown;
  readonly snapshot?: ElementList | undefined;
  readonly differential?: ElementList | undefined;
}

interface ElementList {
  readonly element: readonly ElementDefinition[];
}

function relaxed(parts: Pick<Parts, 'snapshot' | 'differential'>): object {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([name, part]) =>
      part !== undefined && Array.isArray(part.element)
        ? [[name, { ...part, element: part.element.map(relaxedElement) }]]
        : [],
    ),
  );
}

function relaxedElement(element: ElementDefinition): ElementDefinition {
  const { path, binding } = element;
  const isMeant = path === 'Observation.component.value[x]' && binding?.valueSet?.split('|')[0] === VITAL_UNITS;
  return isMeant ? { ...element, binding: { ...binding, strength: 'extensible' } } : element;
}
