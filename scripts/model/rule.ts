/** What a rule asks for, for whoever reads a finding of it. */
export interface RuleText {
  /** A sentence that says what to do. */
  readonly summary: string;
  /** URL of the section of the specification that sets the rule. */
  readonly spec: string;
}

/** A rule that a page of the FHIR R4 specification sets. */
export function r4Rule(summary: string, page: string): RuleText {
  return { summary, spec: `https://hl7.org/fhir/R4/${page}` };
}
