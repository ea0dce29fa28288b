import type { CodeSystem } from '../model/fhir.ts';

/** A concept of a guide's code system, with the properties that say what a program needs of it. */
export type Concept = NonNullable<CodeSystem['concept']>[number];

/** All texts that a concept has as one of its properties, in their order. */
export function texts(concept: Concept, code: string): string[] {
  return (concept.property ?? []).flatMap((property) => {
    const value = property.valueString ?? property.valueCode;
    return property.code === code && value !== undefined ? [value] : [];
  });
}

export function text(concept: Concept, code: string): string | undefined {
  return texts(concept, code)[0];
}

export function integer(concept: Concept, code: string): number | undefined {
  return concept.property?.find((property) => property.code === code)?.valueInteger;
}

export function boolean(concept: Concept, code: string): boolean | undefined {
  return concept.property?.find((property) => property.code === code)?.valueBoolean;
}

/** Whether a code system declares properties of these codes: by them a guide says what its code system is for. */
export function declares({ property = [] }: CodeSystem, ...codes: readonly string[]): boolean {
  return codes.every((code) => property.some((declared) => declared.code === code));
}

/** The concepts of a code system with those below them, in the order of the resource. */
export function concepts({ concept = [] }: Pick<CodeSystem, 'concept'>): Concept[] {
  return concept.flatMap((each) => [each, ...concepts(each)]);
}
