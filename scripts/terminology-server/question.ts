import type { PackageRef } from '../model/package.ts';

/** Whether a code system has a code, and under this display. */
export interface CodeQuestion {
  readonly kind: 'code';
  readonly system: string;
  readonly version?: string;
  readonly code: string;
  readonly display?: string;
  /** That the display is in. */
  readonly language?: string;
}

/** Whether a code is in a value set. */
export interface MemberQuestion {
  readonly kind: 'member';
  /** `url|version` of the definition that is loaded; as the binding has it where none is. */
  readonly valueSet: string;
  /** The package whose definition is meant; absent where none is loaded. */
  readonly package?: PackageRef;
  /** Absent for a `code` element, which has no system of its own. */
  readonly system?: string;
  readonly version?: string;
  readonly code: string;
}

/** What the loaded packages cannot decide. Plain data: it is sent between threads. */
export type Question = CodeQuestion | MemberQuestion;

/** Tells questions apart, the same in every run. */
export function questionKey(question: Question): string {
  return `${subjectKey(question)} ${detailKey(question)}`;
}

/** The code system or value set that is asked about. */
export function subjectKey(question: Question): string {
  return question.kind === 'code' ? `code ${question.system}` : `member ${question.valueSet}`;
}

/** What is asked about it. */
export function detailKey(question: Question): string {
  const { code, version = '' } = question;
  return question.kind === 'code'
    ? JSON.stringify([code, version, question.display ?? null, question.language ?? null])
    : JSON.stringify([code, version, question.system ?? null]);
}
