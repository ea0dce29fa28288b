import { expect, test } from 'vitest';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Report } from '../../scripts/model/report.ts';
import { summarise } from '../../scripts/report/finding/summarise.ts';
import { renderText } from './rendered.ts';

const narrative: Issue = {
  severity: 'warning',
  code: 'invariant',
  rule: 'invariant',
  message: 'dom-6: A resource should have narrative for robust management',
  expression: 'Observation',
};
const unknownProfile = (n: number): Issue => ({
  severity: 'warning',
  code: 'not-found',
  rule: 'profile-unknown',
  message: `The code "c${n}" is not in the value set http://example.org/vs.`,
});
const missing: Issue = { severity: 'error', code: 'required', rule: 'cardinality', message: 'status is missing.' };

function textOf(resources: number, issuesOf: (n: number) => readonly Issue[], options = {}): string {
  const results = Array.from({ length: resources }, (_, n) => ({
    file: `r${n}.json`,
    resource: `Observation/r${n}`,
    profiles: [],
    valid: true,
    issues: issuesOf(n),
  }));
  const summary = summarise(results, [], 1);
  const report: Report = { tool: { name: 'ig', version: '0.1.0' }, packages: [], summary, issues: [], results };
  return renderText(report, options);
}

const times = (text: string, part: string) => text.split(part).length - 1;

test('the same warning of many resources is told once, with the first places and the number', () => {
  const text = textOf(40, () => [narrative]);
  expect(times(text, 'dom-6')).toBe(1);
  expect(text).toContain('⚠ warning  40 ×, in 40 resources');
  expect(text).toContain('r0.json  Observation/r0  Observation');
  expect(text).toContain('and 37 more places');
  expect(text).toContain('40 warnings');
});

test('warnings that differ in a value alone are told once, with the values', () => {
  const text = textOf(20, (n) => [unknownProfile(n)]);
  expect(times(text, 'is not in the value set')).toBe(1);
  expect(text).toContain('c0, c1, c2');
});

test('a few are told each at its place, and so is every error', () => {
  expect(
    times(
      textOf(5, () => [narrative]),
      'dom-6',
    ),
  ).toBe(5);
  expect(
    times(
      textOf(40, (n) => [{ ...missing, message: `status of ${n} is missing.` }]),
      'is missing',
    ),
  ).toBe(40);
});

test('with --verbose each is told where it is', () => {
  expect(
    times(
      textOf(40, () => [narrative], { verbose: true }),
      'dom-6',
    ),
  ).toBe(40);
});
