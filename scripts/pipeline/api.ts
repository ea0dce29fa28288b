import { describeApi } from '../api/description.ts';
import { factsIn } from '../api/fill-template.ts';
import { Judge } from '../api/judge.ts';
import type { FhirResource } from '../model/fhir.ts';
import { EnvironmentError } from '../model/issue.ts';
import { nearestTo } from '../model/nearest.ts';
import { queryResource } from '../validate/invariant/expression.ts';
import type { Validator } from '../validate/validator.ts';

/** Whether a guide describes an API, in definitions that {@link createJudge} can read. */
export function isJudgeable(resources: readonly FhirResource[]): boolean {
  return (describeApi(resources)?.errors.length ?? 0) > 0;
}

/**
 * Who says what the API that a guide describes would answer.
 * @param resources the guide's own, profiles with their snapshots
 * @throws EnvironmentError when the guide describes no API, or one that never asks for such a fact
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
  const known = new Set(description.errors.flatMap(({ condition = '' }) => factsIn(condition)));
  const [unknown] = Object.keys(facts).filter((name) => !known.has(name));
  if (unknown !== undefined) {
    const nearest = nearestTo(unknown, [...known]);
    const hint = nearest === undefined ? `It asks for ${[...known].join(', ')}.` : `Did you mean "${nearest}"?`;
    throw new EnvironmentError(`The API of the guide asks for no fact "${unknown}" of --context. ${hint}`);
  }
  return new Judge({ description, validator, query: queryResource, facts });
}
