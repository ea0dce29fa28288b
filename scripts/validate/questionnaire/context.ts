import type { CodingValue, Membership } from '../../model/definition/terminology.ts';
import type { JsonObject } from '../../model/fhir.ts';
import type { Scope } from '../scope/scope.ts';

/** What the checks of answers need to know beside the question and the answer. */
export interface QuestionContext {
  readonly scope: Scope;
  /** The response is finished: what it lacks is an error, and no warning. */
  readonly isComplete: boolean;
  /** A value set as the Questionnaire means it: contained in it, or loaded. */
  isMember(coding: CodingValue, valueSet: string): Membership;
  /** A number as it was written. */
  written(holder: JsonObject, key: string, value: number): string;
}
