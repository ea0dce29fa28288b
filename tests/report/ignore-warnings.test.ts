import { expect, test } from 'vitest';
import { parseIgnoreWarnings } from '../../scripts/report/gate/ignore-warnings.ts';

const read = (text: string) => parseIgnoreWarnings(text);

test('a message takes the reason from the comment lines above it, and so do the messages that follow', () => {
  const text =
    '== Suppressed Messages ==\r\n\r\n# First reason,\r\n# on two lines.\r\nmessage a\r\nmessage b\r\n\r\n# Other reason.\r\nmessage c\r\n';
  const { value, issues } = read(text);
  expect(issues).toEqual([]);
  expect(value.map(({ messages, reason, source }) => [messages, reason, source.line])).toEqual([
    [['message a'], 'First reason, on two lines.', 5],
    [['message b'], 'First reason, on two lines.', 6],
    [['message c'], 'Other reason.', 9],
  ]);
});

test('a message without a reason accepts nothing and is a warning with its line', () => {
  const { value, issues } = read('== Suppressed Messages ==\nmessage a\n');
  expect(value).toEqual([]);
  expect(issues).toMatchObject([
    { severity: 'warning', rule: 'suppression-without-reason', source: { file: 'input/ignoreWarnings.txt', line: 2 } },
  ]);
});
