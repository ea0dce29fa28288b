import type { ElementDefinition, StructureDefinition } from '../../scripts/model/fhir.ts';
import type { PublishedPackage } from './published-packages.ts';

/**
 * The reference packages of ans.fhir.fr.mesures say the same as the published ones, in a shorter form in one respect:
 * they constrain a choice element of one type directly, where the published differentials constrain a type slice of it.
 * Here are the places, as the published differentials are known to have them.
 */
const typeSlices: Readonly<Record<string, string>> = {
  'mesures-observation-glucose': 'Quantity',
  'mesures-observation-head-circumference': 'Quantity',
  'mesures-observation-pain-severity': 'Quantity',
  'mesures-observation-steps-by-day': 'Quantity',
  'mesures-observation-waist-circumference': 'Quantity',
  'mesures-moment-of-measurement': 'CodeableConcept',
};

/** The reference package with those choice elements sliced by type, as published. */
export function asPublished(reference: PublishedPackage): PublishedPackage {
  const mended = new Map(
    reference.all().map((definition) => {
      const type = typeSlices[definition.id ?? ''];
      return [definition.url, type === undefined ? definition : slicedByType(definition, type)];
    }),
  );
  return { ...reference, find: (url) => mended.get(url), all: () => [...mended.values()] };
}

function slicedByType(definition: StructureDefinition, type: string): StructureDefinition {
  const path = `${definition.type}.value[x]`;
  const sliceName = `value${type}`;
  const id = `${path}:${sliceName}`;
  const element = (definition.differential?.element ?? []).flatMap((stated): ElementDefinition[] => {
    if (stated.path.startsWith(`${path}.`)) return [{ ...stated, id: stated.id?.replace(path, id) ?? id }];
    if (stated.path !== path) return [stated];
    const { type: types, binding, slicing: _slicing, ...ofSlice } = stated;
    const slicing = { discriminator: [{ type: 'type' as const, path: '$this' }], rules: 'open' as const };
    return [
      { id: path, path, slicing, ...(types && { type: types }), ...(binding && { binding }) },
      { ...ofSlice, id, sliceName, min: 0, max: '1', type: [{ code: type }] },
    ];
  });
  return { ...definition, differential: { element } };
}
