import type { StructureDefinition } from '../../model/fhir.ts';
import { CORE } from './context.ts';

/** The canonical of the type that all others specialize; logical models may derive from it. */
export const BASE = `${CORE}Base`;

/**
 * R4 has the type but no definition of it, which later releases and their tools have.
 * @see https://hl7.org/fhir/R5/types.html#Base
 */
export const baseType: StructureDefinition = {
  resourceType: 'StructureDefinition',
  id: 'Base',
  url: BASE,
  name: 'Base',
  status: 'active',
  kind: 'complex-type',
  abstract: true,
  type: 'Base',
  snapshot: {
    element: [
      {
        id: 'Base',
        path: 'Base',
        short: 'Base for all types',
        definition: 'What all types have in common: nothing that a value could show.',
        min: 0,
        max: '*',
        base: { path: 'Base', min: 0, max: '*' },
      },
    ],
  },
};
