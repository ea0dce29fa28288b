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
 * the base specification. Findings carry the FSH line.
 */
export function checkGuide(guide: Guide, validator: Validator): ResourceResult[] {
  return guide.resources.map(({ resource, file, origin }) => {
    const result = validator.validateResource(resource, { file });
    return { ...result, issues: result.issues.map((issue) => atSource(issue, origin)) };
  });
}
