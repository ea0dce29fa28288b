import { expect, test } from 'vitest';
import type { Issue, Severity } from '../../scripts/model/issue.ts';
import type { Report } from '../../scripts/model/report.ts';
import { summarise } from '../../scripts/report/finding/summarise.ts';
import { type FailOn, gate, reaches } from '../../scripts/report/gate/gate.ts';
import { notChecked } from './sample.ts';

const issue = (severity: Severity): Issue => ({ severity, code: 'value', rule: 'r', message: 'm' });

const expected: Record<Exclude<FailOn, 'fatal'>, Severity[]> = {
  error: ['fatal', 'error'],
  warning: ['fatal', 'error', 'warning'],
  information: ['fatal', 'error', 'warning', 'information'],
  never: [],
};
for (const [failOn, failing] of Object.entries(expected)) {
  test(`--fail-on ${failOn} fails on ${failing.join(', ') || 'nothing'}`, () => {
    const severities: Severity[] = ['fatal', 'error', 'warning', 'information'];
    expect(severities.filter((severity) => reaches(issue(severity), failOn as FailOn))).toEqual(failing);
  });
}

test('what the project explains does not fail a run', () => {
  expect(reaches({ ...issue('warning'), accepted: 'reason' }, 'warning')).toBe(false);
});

test('a finding about the project fails a run as one about a resource does', () => {
  const result = (issues: Issue[]) => ({ file: 'a.json', profiles: [], valid: issues.length === 0, issues });
  const report = (project: Issue[], resource: Issue[]): Report => ({
    tool: { name: 'ig', version: '0.1.0' },
    packages: [],
    summary: summarise([result(resource)], project, 0),
    issues: project,
    results: [result(resource)],
  });
  expect(gate(report([], []), 'information')).toBe(0);
  expect(gate(report([issue('error')], []), 'error')).toBe(1);
  expect(gate(report([], [issue('error')]), 'error')).toBe(1);
});

test('the summary counts findings of the project too, fatal as error, not checked as information as well', () => {
  const results = [
    { file: 'a.json', profiles: [], valid: false, issues: [issue('fatal'), issue('error'), notChecked('1-8')] },
    { file: 'b.json', profiles: [], valid: true, issues: [issue('warning'), issue('information')] },
  ];
  expect(summarise(results, [issue('error'), issue('warning')], 0.5)).toEqual({
    resources: 2,
    valid: 1,
    invalid: 1,
    errors: 3,
    warnings: 2,
    information: 2,
    notChecked: 1,
    seconds: 0.5,
  });
});
