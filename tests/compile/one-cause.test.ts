import { expect, test } from 'vitest';
import { ruleFor } from '../../scripts/compile/messages/message-rules.ts';
import { Causes } from '../../scripts/compile/messages/one-cause.ts';
import type { Issue } from '../../scripts/model/issue.ts';

function told(...messages: string[]): string[] {
  const causes = new Causes({ rootOf: (name) => (name === 'Weight' || name === 'Child' ? 'Weight' : undefined) });
  for (const [at, message] of messages.entries()) {
    const issue: Issue = { severity: 'error', code: 'processing', rule: ruleFor(message).rule.rule, message };
    const place = { startLine: at, startColumn: 1, endLine: at, endColumn: 1 };
    causes.add(issue, ruleFor(message), { level: 'error', message, file: 'a.fsh', location: place });
  }
  return causes.issues().map(({ message }) => message);
}

const fault = 'Parent Observaton not found for Weight';
const followers = ['Parent Weight not found for Child', 'No definition for the type "Child" could be found.'];

test('what follows from a definition that failed is counted with it, in whatever order they come', () => {
  const wanted = [`${fault} 2 more errors follow from this and are not listed.`];
  expect(told(fault, ...followers)).toEqual(wanted);
  expect(told(...followers, fault)).toEqual(wanted);
});

test('where nobody tells of the cause, what follows is told: no error is lost', () => {
  expect(told(...followers)).toEqual([`${followers[0]} 1 more error follows from this and is not listed.`]);
});
