import type { FhirResource } from '../model/fhir.ts';
import type { GuideRule } from '../model/issue.ts';
import { concepts, declares, texts } from './concept-properties.ts';
import { rowOf } from './guide-rules.ts';
import { codeSystemOf } from './shapes.ts';

/** A question that the document of an API leaves open, and what of an answer rests on the guide's decision. */
export interface GuideQuestion extends GuideRule {
  /** Keys of constraints, or names of our checks. */
  readonly findings: readonly string[];
  /** Codes of errors. */
  readonly errors: readonly string[];
  /** FHIRPath on a request that is accepted: true when that rests on the decision. */
  readonly requests: readonly string[];
}

/**
 * Reads the questions out of the code systems of a guide that declare the properties `decided-finding` and `decided-error`.
 * @param resources of the guide
 */
export function readGuideQuestions(resources: readonly FhirResource[]): GuideQuestion[] {
  return resources.flatMap((resource) => {
    const system = codeSystemOf(resource);
    if (system === undefined || !declares(system, 'decided-finding', 'decided-error')) return [];
    return concepts(system).map((concept) => ({
      code: concept.code,
      title: concept.display ?? concept.code,
      url: rowOf(system, concept.code),
      findings: texts(concept, 'decided-finding'),
      errors: texts(concept, 'decided-error'),
      requests: texts(concept, 'decided-request'),
    }));
  });
}
