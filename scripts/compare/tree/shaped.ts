import { wellFormedDefinition } from '../../model/definition/definition-shape.ts';
import type { FhirResource, StructureDefinition } from '../../model/fhir.ts';

const known = new WeakMap<FhirResource, StructureDefinition>();

/** A definition with the shape that its type says, whatever a package has in it: made once of each. */
export function shaped(resource: FhirResource): StructureDefinition {
  const before = known.get(resource);
  if (before !== undefined) return before;
  const definition = wellFormedDefinition(resource) as FhirResource as unknown as StructureDefinition;
  known.set(resource, definition);
  return definition;
}
