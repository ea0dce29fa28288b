import { describe, expect, test } from 'vitest';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Report, ResourceResult } from '../../scripts/model/report.ts';
import { summarise } from '../../scripts/report/finding/summarise.ts';
import { Baseline, BaselineRecord } from '../../scripts/report/gate/baseline.ts';
import { type FailOn, gate } from '../../scripts/report/gate/gate.ts';
import { formats } from './rendered.ts';

const issue = (message: string, more: Partial<Issue> = {}): Issue => ({
  severity: 'error',
  code: 'value',
  rule: 'r',
  message,
  expression: 'Patient.name',
  source: { file: 'a.fsh', line: 3 },
  ...more,
});
const of = (resource: string, ...issues: Issue[]): ResourceResult => ({
  file: `${resource}.json`,
  resource,
  profiles: [],
  valid: false,
  issues,
});
function baselineText({ issues, results }: Pick<Report, 'issues' | 'results'>, failOn: FailOn): string {
  const record = new BaselineRecord(failOn);
  record.markIssues(issues);
  for (const result of results) record.mark(result);
  return [...record.text()].join('');
}
function baselineOf(...results: ResourceResult[]): Baseline {
  const baseline = Baseline.read([baselineText({ issues: [], results }, 'warning')]);
  if ('fault' in baseline) throw new Error(baseline.fault);
  return baseline;
}
const known = ({ issues }: ResourceResult) => issues.map((each) => each.known === true);

test('what was there when it was written is known, whatever line it has moved to; what is new is not', () => {
  const baseline = baselineOf(of('Patient/a', issue('m'), issue('n')));
  const moved = of('Patient/a', issue('m', { source: { file: 'b.fsh', line: 90 } }), issue('new'));
  expect(known(baseline.mark(moved))).toEqual([true, false]);
});

const changes: readonly [what: string, change: Partial<Issue>][] = [
  ['graver', { severity: 'fatal' }],
  ['of another rule', { rule: 's' }],
  ['at another element', { expression: 'Patient.id' }],
  ['in other words', { message: 'other' }],
];
for (const [what, change] of changes) {
  test(`the same finding, but ${what}, is new`, () => {
    expect(known(baselineOf(of('Patient/a', issue('m'))).mark(of('Patient/a', issue('m', change))))).toEqual([false]);
  });
}

test('in another resource it is new', () => {
  expect(known(baselineOf(of('Patient/a', issue('m'))).mark(of('Patient/b', issue('m'))))).toEqual([false]);
});

test('each stands for as many as there were', () => {
  const baseline = baselineOf(of('Patient/a', issue('m'), issue('m')));
  expect(known(baseline.mark(of('Patient/a', issue('m'), issue('m'), issue('m'))))).toEqual([true, true, false]);
  expect(baseline.outdated('b.json')).toEqual([]);
});

test('what is not met any more is told', () => {
  const baseline = baselineOf(of('Patient/a', issue('m'), issue('n'), issue('n')));
  baseline.mark(of('Patient/a', issue('n')));
  expect(baseline.outdated('b.json')).toMatchObject([
    {
      severity: 'information',
      rule: 'baseline-outdated',
      message: expect.stringContaining('2 findings of the baseline'),
    },
  ]);
});

test('it has what fails the run, and nothing else: sorted, so that the same findings give the same bytes', () => {
  const accepted = issue('accepted', { severity: 'warning', accepted: 'why' });
  const results = [of('Patient/b', issue('m')), of('Patient/a', issue('w', { severity: 'warning' }), accepted)];
  const text = (failOn: 'error' | 'warning') => baselineText({ issues: [], results }, failOn);
  const { baselineVersion, findings } = JSON.parse(text('warning'));
  expect(baselineVersion).toBe(1);
  expect(findings).toEqual([
    { severity: 'warning', rule: 'r', place: 'Patient/a', expression: 'Patient.name', message: 'w' },
    { severity: 'error', rule: 'r', place: 'Patient/b', expression: 'Patient.name', message: 'm' },
  ]);
  expect(JSON.parse(text('error')).findings).toHaveLength(1);
  expect(baselineText({ issues: [], results: results.toReversed() }, 'warning')).toBe(text('warning'));
});

test('a baseline that is none says why', () => {
  for (const text of ['', '[]', '{"baselineVersion":2,"findings":[]}', '{"baselineVersion":1,"findings":[{}]}'])
    expect(Baseline.read([text])).toHaveProperty('fault');
});

describe('a known finding', () => {
  const results = [baselineOf(of('Patient/a', issue('m'))).mark(of('Patient/a', issue('m')))];
  const report = { tool: { name: 'ig', version: '1' }, packages: [], issues: [], results } as const;
  const whole = { ...report, summary: summarise(results, [], 0) };

  test('does not fail a run, and is as grave as it is', () => {
    expect(gate(whole, 'information')).toBe(0);
    expect(whole.summary.errors).toBe(1);
  });

  test('is named in every format', () => {
    const show = (format: keyof typeof formats) => formats[format](whole, { color: false });
    expect(show('text')).toMatch(/error {2}.*\n.*\n {4}in the baseline\n/);
    expect(show('text')).toMatch(/✔ 1 of 1 resource not valid, 1 error, 0 warnings, nothing new, 1 known \(/);
    expect(JSON.parse(show('json')).results[0].issues[0].known).toBe(true);
    expect(show('ndjson')).toContain('"known":true');
    expect(show('html')).toContain('In the baseline');
    expect(show('junit')).toMatch(/failures="0"[\s\S]*in the baseline/);
    expect(JSON.parse(show('sarif')).runs[0].results[0].baselineState).toBe('unchanged');
    expect(show('github')).toMatch(/^::notice .*in the baseline/m);
    expect(JSON.parse(show('operation-outcome')).issue[0].diagnostics).toContain('in the baseline');
  });

  test('stands beside the number of what is new, where something is', () => {
    const both = [...results, of('Patient/b', issue('n'))];
    const some = { ...report, results: both, summary: summarise(both, [], 0) };
    const last = (options: object) =>
      formats
        .text(some, { color: false, ...options })
        .trim()
        .split('\n')
        .at(-1);
    expect(last({})).toMatch(/^✖ 2 of 2 resources not valid, 2 errors, 0 warnings, 1 new, 1 known \(/);
    expect(last({ failOn: 'never' })).toMatch(/2 errors, 0 warnings, 1 known \(/);
  });
});
