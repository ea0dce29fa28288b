import { isNear } from '../model/hl7-location.ts';
import { type Issue, isAtLeast } from '../model/issue.ts';
import {
  type ComparedIssue,
  type Comparison,
  type ResourceComparison,
  type ResourceResult,
  type SecondEngine,
  secondEngines,
} from '../model/report.ts';
import type { Opinion } from './answer.ts';

export interface Compared {
  readonly comparison: Comparison;
  /** Ours, with a warning where the HL7 validator's verdict is another: so that every format tells of it. */
  readonly results: readonly ResourceResult[];
}

/**
 * Holds our findings against those of the HL7 validator, resource by resource: errors with errors and warnings with
 * warnings, by the element that they are about or its parent. One fault gives the HL7 validator several errors, so
 * several findings may answer one; counts say nothing. Notes, and what it says for want of a terminology server, stay out.
 * @param opinions in the order of the results; undefined where it was not asked
 * @param engine which program has the HL7 validator in it
 */
export function compare(
  results: readonly ResourceResult[],
  opinions: readonly (Opinion | undefined)[],
  version: string,
  engine: SecondEngine = 'hl7',
): Compared {
  const pairs = results.map((result, index) => {
    const opinion = opinions[index];
    return { result, comparison: opinion === undefined ? undefined : compareResource(result, opinion) };
  });
  const compared = pairs.flatMap(({ comparison }) => comparison ?? []);
  const total = (number: (each: ResourceComparison) => number) => compared.reduce((sum, each) => sum + number(each), 0);
  return {
    comparison: {
      engine: { name: engine, version },
      resources: compared.length,
      sameVerdict: compared.filter(({ ig, hl7 }) => ig === hl7).length,
      both: total(({ both }) => both.length),
      onlyIg: total(({ onlyIg }) => onlyIg.length),
      onlyHl7: total(({ onlyHl7 }) => onlyHl7.length),
      artefacts: total(({ artefacts }) => artefacts),
      results: compared,
    },
    results: pairs.map(({ result, comparison }) =>
      comparison === undefined || comparison.ig === comparison.hl7
        ? result
        : { ...result, issues: [...result.issues, differingVerdict(comparison, secondEngines[engine].title)] },
    ),
  };
}

/** Of a run in which our findings rest on a terminology server too: the HL7 validator runs offline. */
export function askedWithoutServer(server: string): Issue {
  const message = `The HL7 validator was not given the terminology server ${server}: what only ig finds may rest on the server's answers.`;
  return { severity: 'information', code: 'informational', rule: 'second-opinion', message };
}

function compareResource(result: ResourceResult, opinion: Opinion): ResourceComparison {
  const ours = result.issues.filter(counts);
  const theirs = opinion.issues.filter(counts);
  const matches = (issue: Issue, others: readonly Issue[]) => others.some((other) => isSameFinding(issue, other));
  const answered = (issue: Issue) => theirs.find((other) => isSameFinding(issue, other));
  return {
    file: result.file,
    ...(result.resource === undefined ? {} : { resource: result.resource }),
    ig: result.valid,
    ...(opinion.valid === undefined ? {} : { hl7: opinion.valid }),
    both: ours.flatMap((issue) => {
      const other = answered(issue);
      return other === undefined ? [] : [{ ...shown(issue), hl7: other.rule }];
    }),
    onlyIg: ours.filter((issue) => !matches(issue, theirs)).map(shown),
    onlyHl7: theirs.filter((issue) => !matches(issue, ours)).map(shown),
    artefacts: opinion.artefacts,
  };
}

function counts({ severity }: Issue): boolean {
  return isAtLeast(severity, 'warning');
}

/** Whether two findings, of one program each, are about the same: an error or not, at one element. */
export function isSameFinding(a: Issue, b: Issue): boolean {
  return isAtLeast(a.severity, 'error') === isAtLeast(b.severity, 'error') && isNear(a.expression, b.expression);
}

function shown({ severity, rule, message, expression, path }: Issue): ComparedIssue {
  return {
    severity,
    rule,
    message,
    ...(expression === undefined ? {} : { expression }),
    ...(path === undefined ? {} : { path }),
  };
}

function differingVerdict({ ig, hl7, onlyIg, onlyHl7 }: ResourceComparison, engine: string): Issue {
  const issue = { severity: 'warning', code: 'conflict', rule: 'second-opinion' } as const;
  if (hl7 === undefined) return { ...issue, message: `The ${engine} failed on this resource: it has no verdict.` };
  const [decisive] = (ig ? onlyHl7 : onlyIg).filter(({ severity }) => isAtLeast(severity, 'error'));
  const verdict = ig
    ? `The ${engine} finds this resource not valid, and ig finds it valid`
    : `The ${engine} finds this resource valid, and ig does not`;
  if (decisive === undefined) return { ...issue, message: `${verdict}.` };
  const { rule, message, expression, path } = decisive;
  return {
    ...issue,
    message: `${verdict}, because of ${rule}: ${message}`,
    ...(expression === undefined ? {} : { expression }),
    ...(path === undefined ? {} : { path }),
  };
}
