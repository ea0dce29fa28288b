import { expect, test } from 'vitest';
import type { Issue, Severity } from '../../scripts/model/issue.ts';
import { accept, parseAcceptances } from '../../scripts/report/acceptance.ts';

const issue = (message: string, severity: Severity = 'warning'): Issue => ({
  severity,
  code: 'value',
  rule: 'r',
  message,
});
const read = (text: string) => parseAcceptances(text, 'input/ignoreWarnings.txt');

test('a message takes the reason from the comment lines above it, and so do the messages that follow', () => {
  const text =
    '== Suppressed Messages ==\r\n\r\n# First reason,\r\n# on two lines.\r\nmessage a\r\nmessage b\r\n\r\n# Other reason.\r\nmessage c\r\n';
  expect(read(text)).toEqual({
    value: [
      { pattern: 'message a', reason: 'First reason, on two lines.' },
      { pattern: 'message b', reason: 'First reason, on two lines.' },
      { pattern: 'message c', reason: 'Other reason.' },
    ],
    issues: [],
  });
});

test('a message without a reason accepts nothing and is a warning with its line', () => {
  const { value, issues } = read('== Suppressed Messages ==\nmessage a\n');
  expect(value).toEqual([]);
  expect(issues).toMatchObject([
    { severity: 'warning', rule: 'suppression-without-reason', source: { file: 'input/ignoreWarnings.txt', line: 2 } },
  ]);
});

const patterns: [pattern: string, message: string, accepted: boolean][] = [
  ['whole message', 'whole message', true],
  ['Whole Message', 'whole message', true],
  ['whole message', 'whole message!', false],
  ['starts so%', 'starts so and so', true],
  ['starts so%', 'it starts so', false],
  ['%ends so', 'it ends so', true],
  ['%middle%', 'in the middle of it', true],
  ['50% of it', '50% of it', true],
];
for (const [pattern, message, accepted] of patterns) {
  test(`'${pattern}' ${accepted ? 'accepts' : 'does not accept'} '${message}'`, () => {
    const [found] = accept([issue(message)], [{ pattern, reason: 'why' }]);
    expect(found?.accepted).toBe(accepted ? 'why' : undefined);
  });
}

test('an error is never accepted, and no finding is left out', () => {
  const issues = [issue('m', 'error'), issue('m', 'fatal'), issue('m'), issue('m', 'information')];
  const reasons = accept(issues, [{ pattern: 'm', reason: 'why' }]).map(({ accepted }) => accepted);
  expect(reasons).toEqual([undefined, undefined, 'why', 'why']);
});
