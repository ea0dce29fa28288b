import type { FailOn } from './gate.ts';

/** What a rule checks, for the reader of a report. */
export interface RuleText {
  readonly summary: string;
  /** URL of the section of the specification that sets the rule. */
  readonly spec: string;
}

/** How long one part of the run took. */
export interface Phase {
  readonly name: string;
  readonly seconds: number;
}

/** What a format may use beside the report itself; a format ignores what it has no place for. */
export interface FormatOptions {
  /** Text only: whether ANSI colours are wanted. */
  readonly color: boolean;
  /** Text only: every package, every resource and every unchecked value on a line of its own. */
  readonly verbose?: boolean;
  /** The least grave finding that fails the run; `error` when absent. */
  readonly failOn?: FailOn;
  /** Name of what was checked, as its authors call it. */
  readonly title?: string;
  readonly rules?: { readonly [rule: string]: RuleText };
  readonly phases?: readonly Phase[];
}
