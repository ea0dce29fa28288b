import type { AnswerBasis, ApiAnswer } from '../../model/report.ts';
import { visibleLine } from './visible.ts';

/** How what an answer rests on is told, in one language. */
export interface BasisWords {
  readonly documented: string;
  /** The questions follow. */
  readonly decided: string;
  readonly unknown: string;
  /** Of one issue of the body, counting from 1; what it rests on follows. */
  issue(number: number): string;
}

export const englishBasis: BasisWords = {
  documented: "documented: the API's own document says so",
  decided: 'decided by this guide: ',
  unknown: 'unknown: nothing tells what the API does here',
  issue: (number) => `issue ${number}: `,
};

/** What an answer rests on: how that begins, and the questions that the guide decided. */
export function basisParts(
  { kind, questions }: AnswerBasis,
  words: BasisWords = englishBasis,
): {
  readonly words: string;
  readonly questions: AnswerBasis['questions'];
} {
  return { words: words[kind], questions: kind === 'decided' ? questions : [] };
}

/** What an answer, or one issue of its body, rests on. */
export interface PartBasis {
  readonly issue?: number;
  readonly basis: AnswerBasis;
}

/** What the answer rests on, and each issue of its body that rests on something else, by its place counting from 1. */
export function basesOf({ basis, issueBases = [] }: ApiAnswer, most: number): readonly PartBasis[] {
  const whole = textOf(basis, englishBasis);
  const others = issueBases
    .slice(0, most)
    .flatMap((each, at) => (textOf(each, englishBasis) === whole ? [] : [{ issue: at + 1, basis: each }]));
  return [{ basis }, ...others];
}

/** The same as lines of text. */
export function basisLines(answer: ApiAnswer, most: number, words: BasisWords): string[] {
  return basesOf(answer, most).map(
    ({ issue, basis }) => `${issue === undefined ? '' : words.issue(issue)}${textOf(basis, words)}`,
  );
}

function textOf(basis: AnswerBasis, inWords: BasisWords): string {
  const { words, questions } = basisParts(basis, inWords);
  return visibleLine(`${words}${questions.map(({ code, title }) => `${code} ${title}`).join('; ')}`);
}
