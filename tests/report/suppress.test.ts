import { describe, expect, test } from 'vitest';
import type { Issue, Severity } from '../../scripts/model/issue.ts';
import type { ResourceResult } from '../../scripts/model/report.ts';
import { gate } from '../../scripts/report/gate/gate.ts';
import { suppress } from '../../scripts/report/gate/suppress.ts';
import type { Finder, Suppression } from '../../scripts/report/gate/suppression.ts';

const issue = (message: string, severity: Severity = 'warning', rule = 'r'): Issue => ({
  severity,
  code: 'value',
  rule,
  message,
});
const suppression = (more: Partial<Suppression>): Suppression => ({
  messages: [],
  rules: [],
  reason: 'why',
  owner: 'Ada',
  finders: ['ig', 'publisher'],
  source: { file: 'suppressions.yaml', line: 3 },
  ...more,
});
function judge(issues: readonly Issue[], suppressions: readonly Suppression[], complete: readonly Finder[] = []) {
  const result = { file: 'a.json', profiles: [], valid: true, issues };
  const findings: { issues: Issue[]; results: ResourceResult[] } = { issues: [], results: [result] };
  return suppress(findings, suppressions, { today: '2026-11-25', complete });
}
const reasons = (found: ReturnType<typeof judge>) => found.results[0]?.issues.map(({ accepted }) => accepted);
const told = ({ issues }: ReturnType<typeof judge>) => issues.map(({ severity, rule }) => `${severity} ${rule}`);

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
    const found = judge([issue(message)], [suppression({ messages: [pattern] })]);
    expect(reasons(found)).toEqual([accepted ? 'why' : undefined]);
  });
}

test('a rule by its name accepts all that is found by it', () => {
  const found = judge([issue('a', 'warning', 'narrative'), issue('b')], [suppression({ rules: ['narrative'] })]);
  expect(reasons(found)).toEqual(['why', undefined]);
});

test('what is for one finder leaves the findings of the others alone', () => {
  const issues = [issue('m'), issue('m', 'warning', 'publisher:SOME_ID'), issue('m', 'warning', 'publisher-link')];
  const by = (finder: Finder) => reasons(judge(issues, [suppression({ messages: ['m'], finders: [finder] })]));
  expect(by('ig')).toEqual(['why', undefined, undefined]);
  expect(by('publisher')).toEqual([undefined, 'why', 'why']);
  expect(by('sushi')).toEqual([undefined, undefined, undefined]);
});

test('an error is never accepted: that is told, and no finding is left out', () => {
  const issues = [issue('m', 'error'), issue('m', 'fatal'), issue('m'), issue('m', 'information')];
  const found = judge(issues, [suppression({ messages: ['m'] })]);
  expect(reasons(found)).toEqual([undefined, undefined, 'why', 'why']);
  expect(found.issues).toMatchObject([{ severity: 'warning', rule: 'suppression-of-error', source: { line: 3 } }]);
  expect(found.issues[0]?.message).toContain("'m' is meant for 2 errors too");
  expect(gate(found, 'error')).toBe(1);
});

describe('the last day', () => {
  const on = (expires: string) => judge([issue('m')], [suppression({ messages: ['m'], expires })], ['ig', 'publisher']);

  test('is one on which it still holds', () => {
    const found = on('2026-11-25');
    expect({ reasons: reasons(found), told: told(found) }).toEqual({ reasons: ['why'], told: [] });
  });

  test('is over: the finding is back, and whom to ask is told', () => {
    const found = on('2026-11-24');
    expect({ reasons: reasons(found), told: told(found) }).toEqual({
      reasons: [undefined],
      told: ['warning suppression-expired'],
    });
    expect(found.issues[0]?.message).toMatch(/'m' ended on 2026-11-24 and is not applied \(ask Ada\)/);
    expect(gate(found, 'warning')).toBe(1);
  });
});

describe('nothing is found for it', () => {
  const unmet = suppression({ messages: ['m', 'n'] });

  test('is told when all have looked that it is for', () => {
    const found = judge([], [unmet], ['ig', 'publisher']);
    expect(told(found)).toEqual(['warning suppression-unused']);
    expect(found.issues[0]?.message).toContain("'m' and 1 other");
  });

  test('is not known when one of them has not', () => {
    expect(told(judge([], [unmet], ['ig']))).toEqual([]);
    expect(told(judge([], [suppression({ messages: ['m'], finders: ['ig'] })], ['ig']))).toHaveLength(1);
  });

  test('of a file of the IG Publisher’s form is a note', () => {
    const { owner: _, ...byHand } = unmet;
    expect(told(judge([], [byHand], ['ig', 'publisher']))).toEqual(['information suppression-unused']);
  });
});

test('what SUSHI was told to ignore takes the reason, and counts as use', () => {
  const forSushi = suppression({ messages: ['m'], finders: ['sushi'], expires: '2027-01-31' });
  const ignored = { ...issue('in our words'), accepted: 'why (Ada, until 2027-01-31)' };
  const found = judge([ignored], [forSushi], ['ig', 'sushi']);
  expect({ reasons: reasons(found), told: told(found) }).toEqual({ reasons: ['why'], told: [] });
});

test('done again with the findings of a second program, it tells of suppressions anew', () => {
  const suppressions = [suppression({ messages: ['m'] }), suppression({ messages: ['n'], expires: '2020-01-01' })];
  const first = judge([issue('m')], suppressions, ['ig', 'publisher']);
  const again = suppress(first, suppressions, { today: '2026-11-25', complete: ['ig', 'publisher'] });
  expect(again).toEqual(first);
});

test('what is accepted says whom to ask and until when, as the entry does', () => {
  const accepted = (more: Partial<Suppression>) => {
    const [found] = judge([issue('m')], [suppression({ messages: ['m'], ...more })]).results;
    const { accepted: why, acceptedBy, acceptedUntil } = found?.issues[0] ?? issue('none');
    return { why, acceptedBy, acceptedUntil };
  };
  expect(accepted({ expires: '2027-06-30' })).toEqual({ why: 'why', acceptedBy: 'Ada', acceptedUntil: '2027-06-30' });
  expect(accepted({})).toEqual({ why: 'why', acceptedBy: 'Ada', acceptedUntil: undefined });
});
