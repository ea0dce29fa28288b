import type { AnswerBasis } from '../model/report.ts';

const STRENGTH = ['unknown', 'decided', 'documented'] as const;

/** Several reasons for one refusal: the best is enough for it. */
export function bestBasis(bases: readonly AnswerBasis[]): AnswerBasis {
  const kind = STRENGTH.findLast((each) => bases.some((basis) => basis.kind === each)) ?? 'unknown';
  const questions = bases.flatMap((basis) => (basis.kind === kind ? basis.questions : []));
  return { kind, questions: [...new Map(questions.map((each) => [each.code, each])).values()] };
}
