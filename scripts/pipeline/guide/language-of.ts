import type { FhirResource } from '../../model/fhir.ts';

/** Where a guide says in which language it is written: as a whole, else of the API that it describes. */
const SAYING = ['ImplementationGuide', 'CapabilityStatement'];

/** The language of a guide, such as `fr-FR`, by its own resources; undefined where it says none. */
export function languageOf(resources: readonly FhirResource[]): string | undefined {
  return SAYING.flatMap((type) => resources.filter(({ resourceType }) => resourceType === type))
    .map(({ language }) => language)
    .find((language) => typeof language === 'string');
}
