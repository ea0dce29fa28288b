import type { FhirResource } from '../model/fhir.ts';
import type { ResourceResult } from '../model/report.ts';
import { createTerminology } from '../terminology/terminology.ts';
import { createValidator, type Validator } from '../validate/validator.ts';
import { atSource, type Guide } from './guide.ts';

/** A validator that knows the guide's own profiles and value sets beside those of its packages. */
export function guideValidator(
  { definitions, package: owner }: Pick<Guide, 'definitions' | 'package'>,
  { allowExampleUrls = false } = {},
): Validator {
  return createValidator({
    definitions,
    terminology: createTerminology(definitions),
    package: owner,
    allowExampleUrls,
  });
}

/**
 * Validates every resource of the guide: the examples against the profiles they claim, and the definitions against
 * the base specification, as their authors wrote them: without the snapshots. Findings carry the FSH line.
 */
export function checkGuide(guide: Guide, validator: Validator): ResourceResult[] {
  return guide.resources.map(({ resource: { snapshot: _, ...resource }, file, origin }) => {
    if (isForPublisher(resource, file)) return forPublisher(resource, file);
    const result = validator.validateResource(resource, { file });
    return { ...result, issues: result.issues.map((issue) => atSource(issue, origin)) };
  });
}

/** The ImplementationGuide that SUSHI writes out of its configuration, in the IG Publisher's own dialect. */
function isForPublisher({ resourceType }: FhirResource, file: string): boolean {
  return resourceType === 'ImplementationGuide' && file.startsWith('fsh-generated/');
}

function forPublisher({ id }: FhirResource, file: string): ResourceResult {
  const message =
    'The guide’s own ImplementationGuide is input of the IG Publisher: its parameters and aliases go beyond what R4 defines, so it is not held against R4.';
  return {
    file,
    resource: `ImplementationGuide/${id}`,
    profiles: [],
    valid: true,
    issues: [{ severity: 'information', code: 'informational', rule: 'not-checked', message }],
  };
}
