import { hasErrors, type Issue } from '../../model/issue.ts';
import type { ResourceResult } from '../../model/report.ts';

/** The types of R5 that SUSHI and HL7's programs take in a guide for R4; they read them as R5. */
const ofR5: ReadonlySet<string> = new Set(['ActorDefinition', 'Requirements', 'SubscriptionTopic', 'TestPlan']);

export function isOfR5(resourceType: string): boolean {
  return ofR5.has(resourceType);
}

export function notCheckedOfR5(resourceType: string): string {
  return `${resourceType} is a type of FHIR R5, which a guide for R4 may have: SUSHI and the IG Publisher take it as it is, and nothing of it was checked.`;
}

/** Those whose date and status the IG Publisher fills in: the definitions that guides publish. */
const filled: ReadonlySet<string> = new Set(
  (
    'CapabilityStatement CodeSystem CompartmentDefinition ConceptMap GraphDefinition ImplementationGuide Library ' +
    'MessageDefinition NamingSystem OperationDefinition SearchParameter StructureDefinition StructureMap ' +
    'TerminologyCapabilities TestScript ValueSet'
  ).split(' '),
);

/**
 * The result for what the IG Publisher makes of a resource: it gives definitions without a date the day of the
 * publication, and those without a status `draft`, before it validates them.
 */
export function asPublished(result: ResourceResult, resourceType: string): ResourceResult {
  if (!filled.has(resourceType)) return result;
  const isFilled = ({ rule, code, element }: Issue) =>
    rule === 'cardinality' &&
    code === 'required' &&
    (element === `${resourceType}.date` || element === `${resourceType}.status`);
  if (!result.issues.some(isFilled)) return result;
  const issues = result.issues.filter((issue) => !isFilled(issue));
  return { ...result, valid: !hasErrors(issues), issues };
}
