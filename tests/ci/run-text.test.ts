import { expect, test } from 'vitest';
import { runText } from '../../.ci/github/run-text.ts';
import { timingsTable } from '../../.ci/github/timings.ts';

const summary = { resources: 5, valid: 4, errors: 2, warnings: 1, notChecked: 3 };
const group = (severity: string, rule: string, more: object = {}) => ({ severity, rule, message: `About ${rule}.`, times: 2, ...more }); // biome-ignore format: one line

test('the gravest kinds of findings come first, without what is explained or was not checked', () => {
  const groups = [
    group('information', 'note'),
    group('warning', 'accepted', { accepted: 'a reason' }),
    group('information', 'not-checked'),
    group('error', 'required'),
    group('warning', 'invariant'),
  ];
  const text = runText({ summary, groups }, false, '## What changed');
  expect(text).toMatch(/^## ✖ The gate is not passed\n\n5 resources, 4 valid: 2 errors, 1 warnings, 3 not checked\./);
  const rows = [...text.matchAll(/^\| (error|warning|information) \| 2 \| (.+?) \|/gm)].map(([, , rule]) => rule);
  expect(rows).toEqual(['required', 'invariant', 'note']);
  expect(text).toMatch(/## What changed$/);
});

test('ten kinds are shown, and how many are not', () => {
  const groups = Array.from({ length: 14 }, (_, at) => group('error', `rule${at}`));
  const text = runText({ summary, groups }, false, '');
  expect(text.match(/^\| error/gm)).toHaveLength(10);
  expect(text).toContain('4 other kinds');
});

test('a message is text: it ends no cell and marks nothing up', () => {
  const text = runText({ summary, groups: [group('error', 'a|b', { message: 'x | y\n<b> `c` @d' })] }, false, '');
  expect(text).toContain('| a&#124;b | x &#124; y &#60;b&#62; &#96;c&#96; &#64;d |');
});

test('a build that left no report, and one without a finding, are told as such', () => {
  expect(runText(undefined, false, '')).toContain('left no report');
  expect(runText({ summary, groups: [] }, true, '')).toMatch(
    /^## ✔ The gate is passed\n\n.* Each finding has its reason\.$/,
  );
});

test('the table of times has each step, its exit code where it failed, and the sum', () => {
  expect(timingsTable('gate\t1500\t1\ncompare\t250\t0\n')).toBe(
    '| step | seconds | |\n| --- | ---: | --- |\n| gate | 1.5 | ✖ 1 |\n| compare | 0.3 | ✔ |\n| all | 1.8 | |\n',
  );
  expect(timingsTable('')).toBe('');
});
