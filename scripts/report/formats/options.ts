import type { SourcePosition } from '../../model/issue.ts';
import type { Phase } from '../../model/report.ts';
import type { RuleText } from '../../model/rule.ts';
import type { FailOn } from '../gate/gate.ts';
import type { Words } from './words.ts';

/** The line that a finding is about. */
export interface CodeFrame {
  readonly line: number;
  /** As much of it as there is room for, fit for a terminal. */
  readonly text: string;
  /** Where the finding is in it, in columns of a terminal; absent where only the line is known. */
  readonly mark?: { readonly from: number; readonly length: number };
}

/** What is around the text of a report: the files that it speaks of, and the terminal that shows it. */
export interface Surroundings {
  /** @param folder that the file is relative to; the current one when absent */
  readonly frame?: (place: SourcePosition, folder?: string) => CodeFrame | undefined;
  /** Where the terminal has links. */
  readonly links?: { readonly placeUrl: (place: SourcePosition, folder?: string) => string | undefined };
}

/** What a format may use beside the report itself; a format ignores what it has no place for. */
export interface FormatOptions {
  /** Text only: whether ANSI colours are wanted. */
  readonly color: boolean;
  /** Text only: every package, every resource and every unchecked value on a line of its own. */
  readonly verbose?: boolean;
  readonly surroundings?: Surroundings;
  /** Text only: the words of another language than English. */
  readonly words?: Words;
  /** Text only: how many findings are shown, of which a kind of many counts as one; the limits of the format when absent. */
  readonly maxFindings?: number | undefined;
  /** The least grave finding that fails the run; `error` when absent. */
  readonly failOn?: FailOn;
}

/** The same, of what is known only when the run has ended. */
export interface RunDetails {
  /** Text only: what a run that passed comes to, where that is not about resources. */
  readonly verdict?: string;
  /** Text only: what is to be known of a verdict that says less than it seems to, put behind it. */
  readonly caution?: string;
  /** Text only: the folder that the places of findings are relative to; the current one when absent. */
  readonly folder?: string;
  /** Name of what was checked, as its authors call it. */
  readonly title?: string;
  readonly rules?: { readonly [rule: string]: RuleText };
  readonly phases?: readonly Phase[];
}
