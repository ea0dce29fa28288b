/** What a rule asks for, for whoever reads a finding of it. */
export interface RuleText {
  /** A sentence that says what to do. */
  readonly summary: string;
  /** URL of the section that sets the rule; where the rule is our own, a page of this program, relative to its folder. */
  readonly spec: string;
}

export type RuleTable = Readonly<Record<string, RuleText>>;

/** A rule that a page of the FHIR R4 specification sets. */
export function r4Rule(summary: string, page: string): RuleText {
  return { summary, spec: `https://hl7.org/fhir/R4/${page}` };
}

/** A rule of our own, explained under a heading of a page in docs/. */
export function ownRule(summary: string, page: `${string}.md#${string}`): RuleText {
  return { summary, spec: `docs/${page}` };
}
