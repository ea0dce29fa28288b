import { describeApi } from '../api/description.ts';
import { Judge } from '../api/judge.ts';
import type { FhirResource } from '../model/fhir.ts';
import { EnvironmentError } from '../model/issue.ts';
import { queryResource } from '../validate/invariant-expression.ts';
import type { Validator } from '../validate/validator.ts';

/**
 * Who says what the API that a guide describes would answer.
 * @param resources the guide's own, profiles with their snapshots
 * @throws EnvironmentError when the guide describes no API
 */
export function createJudge(
  validator: Validator,
  resources: readonly FhirResource[],
  facts: { readonly [name: string]: string },
): Judge {
  const description = describeApi(resources);
  if (description === undefined || description.errors.length === 0) {
    const missing =
      description === undefined
        ? 'no CapabilityStatement of a server'
        : 'no CodeSystem of errors (with the properties http-status and issue-type)';
    throw new EnvironmentError(`The guide describes no API: it has ${missing}. docs/api.md says what one needs.`);
  }
  return new Judge({ description, validator, query: queryResource, facts });
}
