export const severities = ['fatal', 'error', 'warning', 'information'] as const;
export type Severity = (typeof severities)[number];

/** Codes of http://hl7.org/fhir/ValueSet/issue-type that our checks, and the tools that we read, use. */
const issueCodes = [
  'invalid',
  'structure',
  'required',
  'value',
  'invariant',
  'code-invalid',
  'extension',
  'not-found',
  'not-supported',
  'incomplete',
  'duplicate',
  'multiple-matches',
  'business-rule',
  'conflict',
  'processing',
  'exception',
  'too-costly',
  'informational',
] as const;
export type IssueCode = (typeof issueCodes)[number];

/** The code by that name, of a tool whose codes may be others. */
export function toIssueCode(name: string | undefined): IssueCode {
  const wanted = (name ?? '').toLowerCase();
  return issueCodes.find((code) => code === wanted) ?? 'processing';
}

/** A place in a text; line and column count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** A rule that the guide itself numbers, in a code system of rules. */
export interface GuideRule {
  /** As the guide numbers it: `E3`. */
  readonly code: string;
  readonly title: string;
  /** Of its row in the guide's pages. */
  readonly url: string;
}

/** One finding, in the terms of OperationOutcome.issue: https://hl7.org/fhir/R4/operationoutcome.html */
export interface Issue {
  readonly severity: Severity;
  readonly code: IssueCode;
  /** Our stable name of the check, for suppressions, tests and the documentation. */
  readonly rule: string;
  /** The value found, the value wanted, and what to do. One sentence or two, no trailing line break. */
  readonly message: string;
  /** FHIRPath of the element as the HL7 validator locates issues: `Patient.name[0].family`. */
  readonly expression?: string;
  /**
   * The same element as the JSON of the resource names it, where that is another text:
   * `Observation.valueQuantity.code` for `Observation.value.code`, `Patient._birthDate.extension[0]`.
   */
  readonly path?: string;
  /** Canonical, with version where known, of the profile or base definition that sets the rule. */
  readonly profile?: string;
  /** Key of the constraint that is not met, of a finding of rule `invariant`. */
  readonly constraint?: string;
  /** FHIRPath of the element that there is too little or too much of, where that is below `expression`. */
  readonly element?: string;
  /** The guide's own rules that the finding breaks, where the guide numbers them. */
  readonly guideRules?: readonly GuideRule[];
  /** Where to mend it: the FSH line for what comes from FSH, the JSON text otherwise. */
  readonly source?: SourcePosition;
  /** For a finding inside a RuleSet: where the RuleSet was inserted. */
  readonly insertedAt?: SourcePosition;
  /** Why the project lives with this finding, in its own words; such a finding is shown and never fails a run. */
  readonly accepted?: string;
  /** Whom to ask about that, and the last day on which it holds, as `2027-06-30`; absent when it holds for good. */
  readonly acceptedBy?: string;
  readonly acceptedUntil?: string;
  /** Whether the baseline of the run has it; such a finding is shown as grave as it is, and never fails a run. */
  readonly known?: true;
}

/** The element of a finding as a person finds it in the JSON. */
export function elementPath({ path, expression }: Pick<Issue, 'path' | 'expression'>): string | undefined {
  return path ?? expression;
}

/** What a stage hands on: its result, and what it found on the way. */
export interface Outcome<T> {
  readonly value: T;
  readonly issues: readonly Issue[];
}

/** The run cannot go on (no network, unwritable folder). Caught once, in ig.ts; the message says what to do. */
export class EnvironmentError extends Error {
  override name = 'EnvironmentError';
}

/** Whether `severity` is as grave as `threshold`, or graver. */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}

export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some(({ severity }) => isAtLeast(severity, 'error'));
}
