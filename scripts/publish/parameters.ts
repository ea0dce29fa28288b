import { z } from 'zod';
import type { FhirResource, ImplementationGuide } from '../model/fhir.ts';

const Parameters = z.array(z.strictObject({ code: z.string(), value: z.string() }));

/** A parameter of the ImplementationGuide: https://hl7.org/fhir/R4/implementationguide-definitions.html#ImplementationGuide.definition.parameter */
type Parameter = z.infer<typeof Parameters>[number];

/** Reads the parameters that a template needs, where no program of its own adds them. @throws {z.ZodError} */
export function parseParameters(data: unknown): Parameter[] {
  return Parameters.parse(data);
}

/**
 * The guide with the parameters that its template needs. What the guide sets itself stays, but for paths: of these,
 * each is one more.
 */
export function withParameters(guide: FhirResource, parameters: readonly Parameter[]): FhirResource {
  const { definition, url } = guide as FhirResource & Partial<ImplementationGuide>;
  const present = parametersOf(guide);
  const canonical = (url ?? '').replace(/\/ImplementationGuide\/[^/]*$/, '');
  const added = parameters
    .map(({ code, value }) => ({ code, value: value.replaceAll('{canonical}', canonical) }))
    .filter(({ code, value }) =>
      present.every((each) => each.code !== code || (isRepeated(code) && each.value !== value)),
    );
  return { ...guide, definition: { ...definition, parameter: [...present, ...added] } };
}

export function parametersOf(guide: FhirResource): readonly Parameter[] {
  const { definition } = guide as FhirResource & Partial<ImplementationGuide>;
  return definition?.parameter ?? [];
}

function isRepeated(code: string): boolean {
  return code === 'path-resource' || code === 'path-pages' || code === 'path-suppressed-warnings';
}
