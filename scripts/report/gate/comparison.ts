import { isAtLeast, type Severity } from '../../model/issue.ts';
import { type ComparedIssue, type Comparison, secondEngines } from '../../model/report.ts';
import { count, formatNumber } from '../finding/count.ts';

/** One finding that one validator has and the other one has not. */
export interface Difference {
  /** The resource, or its file. */
  readonly resource: string;
  readonly file: string;
  /** `ig`, or the other program in short. */
  readonly finder: string;
  readonly issue: ComparedIssue;
}

/** What came of asking the HL7 validator too: the verdicts first. */
export function comparisonSentences(comparison: Comparison): string[] {
  const { own } = secondEngines[comparison.engine.name];
  const { resources, sameVerdict, both, onlyIg, onlyHl7, artefacts } = comparison;
  const found = `${count(both, 'finding')} in both, ${formatNumber(onlyIg)} only in ig, ${formatNumber(onlyHl7)} only in ${own}.`;
  return [
    `The same verdict on ${formatNumber(sameVerdict)} of ${count(resources, 'resource')}.`,
    `Errors and warnings, by element: ${found}`,
    ...(artefacts > 0
      ? [`Left out: ${formatNumber(artefacts)} that ${own} has only for want of a terminology server.`]
      : []),
  ];
}

/** Findings of one validator alone that are at least as grave as `threshold`, resource by resource. */
export function differences({ results, engine }: Comparison, threshold: Severity): Difference[] {
  const { short } = secondEngines[engine.name];
  return results.flatMap(({ file, resource = file, onlyIg, onlyHl7 }) =>
    [
      ...onlyIg.map((issue): Difference => ({ resource, file, finder: 'ig', issue })),
      ...onlyHl7.map((issue): Difference => ({ resource, file, finder: short, issue })),
    ].filter(({ issue }) => isAtLeast(issue.severity, threshold)),
  );
}
