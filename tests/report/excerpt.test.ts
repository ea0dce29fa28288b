import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Issue, type Severity, severities } from '../../scripts/model/issue.ts';
import { Excerpt, type ExcerptOptions } from '../../scripts/report/finding/excerpt.ts';

const issue = (severity: Severity, rule: string, message = '', more: Partial<Issue> = {}): Issue => ({
  severity,
  code: 'value',
  rule,
  message,
  ...more,
});
function chosen(options: ExcerptOptions, issues: readonly Issue[]) {
  const excerpt = new Excerpt(options);
  for (const each of issues) excerpt.add({ issue: each });
  return excerpt.end();
}
const rules = (told: readonly { readonly finding: { readonly issue: Issue } }[]) =>
  told.reduce<Record<string, number>>((counts, { finding }) => {
    counts[finding.issue.rule] = (counts[finding.issue.rule] ?? 0) + 1;
    return counts;
  }, {});
const times = (number: number, make: (index: number) => Issue) => Array.from({ length: number }, (_, at) => make(at));

describe('what is told of too many findings', () => {
  test('is all of them in the order met, where they are few enough', () => {
    const issues = [issue('warning', 'b'), issue('error', 'a'), issue('information', 'c')];
    const { told, leftOut } = chosen({ most: 3 }, issues);
    expect(told.map(({ finding }) => finding.issue)).toEqual(issues);
    expect(leftOut).toEqual([0, 0, 0, 0, 0]);
  });

  test('is graver first, and of each rule some', () => {
    const issues = [...times(500, () => issue('warning', 'mild')), ...times(500, () => issue('error', 'grave'))];
    const { told, leftOut } = chosen({ most: 100 }, issues);
    expect(rules(told)).toEqual({ mild: 10, grave: 90 });
    expect(leftOut).toEqual([0, 410, 490, 0, 0]);
  });

  test('gives a rare rule all it has, though it comes last', () => {
    const issues = [...times(10_000, () => issue('error', 'often')), ...times(30, () => issue('error', 'seldom'))];
    expect(rules(chosen({ most: 100 }, issues).told)).toEqual({ often: 70, seldom: 30 });
  });

  test('puts what the baseline has and what is explained behind what is new', () => {
    const issues = [
      ...times(1_000, () => issue('error', 'old', '', { known: true })),
      ...times(1_000, () => issue('warning', 'lived', '', { accepted: 'why' })),
      issue('warning', 'old'),
      ...times(200, () => issue('information', 'new')),
    ];
    const { told } = chosen({ most: 100 }, issues);
    expect(rules(told)).toEqual({ old: 11, lived: 10, new: 79 });
    expect(told.filter(({ finding: { issue: each } }) => each.rule === 'old' && each.known !== true)).toHaveLength(1);
  });

  test('counts the same finding once, with the resources that have it', () => {
    const excerpt = new Excerpt({ most: 10, folds: true });
    for (let at = 0; at < 1_000; at++)
      excerpt.add({
        issue: issue('error', 'a', 'm', { source: { file: 'x' } }),
        result: { file: 'x', resource: `P/${at}` },
      });
    const { told, leftOut } = excerpt.end();
    expect(told).toMatchObject([{ times: 1_000, resources: ['P/0', 'P/1', 'P/2', 'P/3'] }]);
    expect(leftOut).toEqual([0, 0, 0, 0, 0]);
  });

  test('is the same whatever was let go of on the way, and never more than asked for', () => {
    const any = fc.record({ severity: fc.constantFrom(...severities), rule: fc.constantFrom('a', 'b', 'c', 'd') });
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 400 }),
        fc.integer({ min: 8, max: 60 }),
        fc.boolean(),
        (list, most, each) => {
          const issues = list.map(({ severity, rule }, at) => issue(severity, rule, `${at}`));
          const { told, leftOut } = chosen({ most, each, folds: true }, issues);
          expect(told.length).toBeLessThanOrEqual(each ? most * 10 : most);
          expect(told.length + leftOut.reduce((a, b) => a + b)).toBe(issues.length);
          const orders = told.map(({ order }) => order);
          expect(orders).toEqual(orders.toSorted((a, b) => a - b));
          if (issues.length <= most) expect(told).toHaveLength(issues.length);
          // The gravest finding of all is told.
          const gravest = issues
            .map(({ severity }) => severities.indexOf(severity))
            .reduce((a, b) => Math.min(a, b), 9);
          if (issues.length > 0)
            expect(told.some(({ finding }) => severities.indexOf(finding.issue.severity) === gravest)).toBe(true);
        },
      ),
    );
  });
});
