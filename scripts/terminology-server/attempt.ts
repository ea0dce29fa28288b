import { type Operation, toOperation } from './parameters.ts';
import type { Question } from './question.ts';
import type { Reading } from './read-answer.ts';
import type { LoadedValueSet } from './sent-value-set.ts';

/** A question with the definition of the value set that it is about, where that is loaded. */
export interface Asked {
  readonly question: Question;
  readonly valueSet?: LoadedValueSet | undefined;
}

/** One form of a question. */
export interface Attempt {
  /** By which the response is read. */
  readonly question: Question;
  readonly operation: Operation;
}

interface SecondAttempt extends Attempt {
  /** What the second reading says of the question as it was meant. */
  conclude(reading: Reading): Reading;
}

/** With the definition that is loaded, so that the server's copy of another day does not decide. */
export function firstAttempt({ question, valueSet }: Asked): Attempt {
  const system = question.kind === 'member' ? question.system : undefined;
  return { question, operation: toOperation(question, valueSet?.sent(system)) };
}

/** Another form, where the first was refused or can be understood in two ways. */
export function secondAttempt({ question, valueSet }: Asked, { outcome }: Reading): SecondAttempt | undefined {
  if (outcome === 'refused' && valueSet !== undefined)
    return { question, operation: toOperation(question, undefined), conclude: (reading) => reading };
  if (outcome !== 'ambiguous' || question.kind !== 'code') return undefined;
  const { display: _, language: __, ...plain } = question;
  return {
    question: plain,
    operation: toOperation(plain, undefined),
    conclude: (reading) => (reading.outcome === 'known' ? { outcome: 'wrong-display', displays: [] } : reading),
  };
}
