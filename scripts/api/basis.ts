import type { Issue } from '../model/issue.ts';
import { isAtLeast } from '../model/issue.ts';
import type { AnswerBasis } from '../model/report.ts';
import type { Fault } from './faults.ts';
import type { Query, Request } from './fill-template.ts';
import type { GuideQuestion } from './guide-questions.ts';
import { named } from './guide-rules.ts';
import type { ApiRule } from './rules.ts';

/** What no document of an API tells: what it does with a parameter, or with a URL, that it does not have. */
const undocumented: ReadonlySet<string> = new Set<ApiRule>(['api-search', 'api-search-unknown']);

const documented: AnswerBasis = { kind: 'documented', questions: [] };
const unknown: AnswerBasis = { kind: 'unknown', questions: [] };

/** Tells what answers rest on: the API's own document, a decision of the guide, or nothing. */
export class Bases {
  readonly #questions: readonly GuideQuestion[];

  constructor(questions: readonly GuideQuestion[]) {
    this.#questions = questions;
  }

  /** What the refusal for one fault rests on. */
  ofFault({ error, issue }: Fault): AnswerBasis {
    if (undocumented.has(issue.rule)) return unknown;
    const key = keyOf(issue);
    const ofFinding = this.#questions.filter(({ findings }) => findings.includes(key));
    const ofError = this.#questions.filter(({ errors }) => errors.includes(error.code));
    const questions = [...new Set([...ofFinding, ...ofError])]; // what is more exact first
    if (questions.length > 0) return decidedBy(questions);
    return error.isDocumented ? documented : unknown;
  }

  /** What an acceptance rests on: each thing that might have been refused by another reading counts. */
  ofAcceptance(issues: readonly Issue[], { resource, facts }: Request, query: Query): AnswerBasis {
    const told = issues.filter(({ severity }) => isAtLeast(severity, 'warning'));
    if (told.some(({ rule }) => undocumented.has(rule))) return unknown;
    const keys = new Set(told.map(keyOf));
    const questions = this.#questions.filter(
      ({ findings, requests }) =>
        findings.some((key) => keys.has(key)) ||
        requests.some((expression) => isTrue(() => query(expression, resource, facts))),
    );
    return questions.length === 0 ? documented : decidedBy(questions);
  }
}

function decidedBy(questions: readonly GuideQuestion[]): AnswerBasis {
  return { kind: 'decided', questions: questions.map(named) };
}

function keyOf({ constraint, rule }: Issue): string {
  return constraint ?? rule;
}

function isTrue(ask: () => readonly unknown[]): boolean {
  try {
    return ask()[0] === true;
  } catch {
    return false; // on a resource of another shape than the expression is made for
  }
}
