import type { IssueCode, Severity } from '../../model/issue.ts';
import type { CompileRule } from '../rules/rules.ts';
import type { Hints } from './hints.ts';

/** Gives a message of SUSHI a stable name, and says what to do where the message does not. */
export interface MessageRule {
  /** Found at the message's start, unless the expression says otherwise. */
  readonly pattern: RegExp;
  readonly rule: CompileRule;
  readonly code: IssueCode;
  /** When SUSHI's own does not fit what it means here. */
  readonly severity?: Severity;
  /** Our wording of the finding, where SUSHI's is that of its parser. */
  readonly text?: (match: RegExpExecArray) => string;
  readonly remedy?: string | ((match: RegExpExecArray, hints: Hints) => string);
  /** The setting in sushi-config.yaml that the message is about. */
  readonly setting?: (match: RegExpExecArray) => readonly string[];
  /** The keyword of the entity at hand on whose line the fault is, where SUSHI gives the entity's first line. */
  readonly keyword?: 'Parent' | 'InstanceOf';
  /** The FSH name of the entity that has the keyword, where SUSHI may give the line of one that needs it. */
  readonly owner?: (match: RegExpExecArray) => string;
  /** A word on the line at fault, where SUSHI gives the entity's first line. */
  readonly word?: (match: RegExpExecArray) => string;
  /** SUSHI gives it as progress, and it is worth knowing all the same. */
  readonly informs?: true;
  /** The FSH name of the entity that the message is about, for messages without a position. */
  readonly entity?: (match: RegExpExecArray) => string;
}

/** The part of a message that its rule's pattern found in the parentheses numbered `group`. */
export function part(match: RegExpExecArray, group = 1): string {
  return match[group] ?? '';
}
