import type { AnswerBasis, ApiAnswer } from '../../model/report.ts';
import { visibleLine } from './visible.ts';

const WORDS = {
  documented: "documented: the API's own document says so",
  decided: 'decided by this guide: ',
  unknown: 'unknown: nothing tells what the API does here',
} as const;

/** What an answer rests on: how that begins, and the questions that the guide decided. */
export function basisParts({ kind, questions }: AnswerBasis): {
  readonly words: string;
  readonly questions: AnswerBasis['questions'];
} {
  return { words: WORDS[kind], questions: kind === 'decided' ? questions : [] };
}

/** What an answer, or one issue of its body, rests on. */
export interface PartBasis {
  readonly issue?: number;
  readonly basis: AnswerBasis;
}

/** What the answer rests on, and each issue of its body that rests on something else, by its place counting from 1. */
export function basesOf({ basis, issueBases = [] }: ApiAnswer, most: number): readonly PartBasis[] {
  const whole = textOf(basis);
  const others = issueBases
    .slice(0, most)
    .flatMap((each, at) => (textOf(each) === whole ? [] : [{ issue: at + 1, basis: each }]));
  return [{ basis }, ...others];
}

/** The same as lines of text. */
export function basisLines(answer: ApiAnswer, most: number): string[] {
  return basesOf(answer, most).map(({ issue, basis }) =>
    issue === undefined ? textOf(basis) : `issue ${issue}: ${textOf(basis)}`,
  );
}

function textOf(basis: AnswerBasis): string {
  const { words, questions } = basisParts(basis);
  return visibleLine(`${words}${questions.map(({ code, title }) => `${code} ${title}`).join('; ')}`);
}
