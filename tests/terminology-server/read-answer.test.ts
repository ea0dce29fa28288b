import { describe, expect, test } from 'vitest';
import type { Question } from '../../scripts/terminology-server/question.ts';
import { readAnswer } from '../../scripts/terminology-server/read-answer.ts';

const code: Question = { kind: 'code', system: 'http://s', code: 'a' };
const shown: Question = { ...code, display: 'A' };
const member: Question = { kind: 'member', valueSet: 'http://v', system: 'http://s', code: 'a' };

const parameters = (...parameter: object[]) => ({ resourceType: 'Parameters', parameter });
const yes = { name: 'result', valueBoolean: true };
const no = { name: 'result', valueBoolean: false };
const text = (name: string, valueString: string) => ({ name, valueString });
const issues = (...types: (readonly [string, string, string?])[]) => ({
  name: 'issues',
  resource: {
    resourceType: 'OperationOutcome',
    issue: types.map(([severity, type, said = 'said']) => ({
      severity,
      details: { text: said, coding: [{ system: 'http://hl7.org/fhir/tools/CodeSystem/tx-issue-type', code: type }] },
    })),
  },
});
const refusal = (issueCode: string, said: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: issueCode, diagnostics: said }],
});
const read = (question: Question, body: unknown, status = 200, isListed: boolean | undefined = true) =>
  readAnswer(question, { status, body }, () => isListed);

describe('a code', () => {
  const cases: readonly (readonly [string, Question, object, object])[] = [
    ['is known', code, parameters(yes, text('display', 'A')), { outcome: 'known' }],
    ['is deprecated', code, parameters(yes, text('status', 'deprecated')), { outcome: 'known', status: 'deprecated' }],
    [
      'is inactive',
      code,
      parameters(yes, { name: 'inactive', valueBoolean: true }),
      { outcome: 'known', status: 'inactive' },
    ],
    ['is in good standing', code, parameters(yes, text('status', 'active')), { outcome: 'known' }],
    ['is unknown', code, parameters(no, text('message', 'Unknown')), { outcome: 'unknown-code' }],
    [
      'is unknown, precisely, whatever is said of its display',
      shown,
      parameters(no, issues(['error', 'invalid-code'], ['error', 'invalid-display'])),
      { outcome: 'unknown-code' },
    ],
    [
      'has another display, precisely',
      shown,
      parameters(no, text('display', 'Aa'), issues(['error', 'invalid-display'])),
      { outcome: 'wrong-display', displays: ['Aa'] },
    ],
    [
      'has another display, which the server forgives',
      shown,
      parameters(yes, text('display', 'Aa'), issues(['warning', 'invalid-display'])),
      { outcome: 'wrong-display', displays: ['Aa'], isMinor: true },
    ],
    [
      'has another display, by the one that the server tells',
      shown,
      parameters(no, text('display', 'Aa'), text('message', 'wrong')),
      { outcome: 'wrong-display', displays: ['Aa'] },
    ],
    ['or its display is wrong', shown, parameters(no, text('message', 'wrong')), { outcome: 'ambiguous' }],
    [
      'is of a system that the server does not know',
      shown,
      parameters(no, text('x-caused-by-unknown-system', 'http://s'), text('message', 'no such\n system')),
      { outcome: 'undecided', reason: 'no such system' },
    ],
    [
      'is of a system that the server does not know, precisely',
      code,
      parameters(no, issues(['error', 'not-found', 'no such system'])),
      { outcome: 'undecided', reason: 'no such system' },
    ],
  ];
  for (const [what, question, body, answer] of cases) test(what, () => expect(read(question, body)).toEqual(answer));

  test('is not called unknown by a server that does not list its system', () => {
    expect(read(code, parameters(no), 200, false)).toEqual({
      outcome: 'undecided',
      reason: 'it does not list the code system http://s',
    });
    expect(read(code, parameters(no), 200, undefined)).toEqual({ outcome: 'unknown-code' });
    expect(read(code, parameters(yes), 200, false)).toEqual({ outcome: 'known' });
  });
});

describe('membership', () => {
  const cases: readonly (readonly [string, object, object])[] = [
    ['yes', parameters(yes), { outcome: 'member' }],
    ['no', parameters(no), { outcome: 'not-member' }],
    [
      'no, precisely',
      parameters(no, issues(['error', 'not-in-vs'], ['error', 'invalid-code'])),
      { outcome: 'not-member' },
    ],
    [
      'of a value set that cannot be evaluated',
      parameters(no, issues(['error', 'vs-invalid', 'bad filter'])),
      { outcome: 'undecided', reason: 'bad filter' },
    ],
    [
      'of a code of a system that the server does not know',
      parameters(no, issues(['error', 'not-in-vs', 'not in'], ['error', 'not-found', 'no such system'])),
      { outcome: 'undecided', reason: 'no such system' },
    ],
  ];
  for (const [what, body, answer] of cases) test(what, () => expect(read(member, body)).toEqual(answer));
});

describe('no answer', () => {
  const cases: readonly (readonly [string, number, unknown, object])[] = [
    ['a value set that is not there', 404, refusal('not-found', 'gone'), { outcome: 'undecided', reason: 'gone' }],
    ['a refusal', 400, refusal('not-supported', 'not so'), { outcome: 'refused', reason: 'not so' }],
    [
      'a fault of the server',
      500,
      refusal('exception', 'null'),
      { outcome: 'failed', reason: 'it answers with HTTP 500: null' },
    ],
    ['a login', 401, refusal('login', 'who?'), { outcome: 'failed', reason: 'it answers with HTTP 401: who?' }],
    ['a page', 200, undefined, { outcome: 'failed', reason: 'it answers with something that is not FHIR in JSON' }],
    ['a page that is not there', 404, undefined, { outcome: 'failed', reason: 'it answers with HTTP 404' }],
    [
      'another resource',
      200,
      { resourceType: 'Patient' },
      { outcome: 'failed', reason: 'it answers with a resource of the type Patient instead of Parameters' },
    ],
    ['no result', 200, parameters(), { outcome: 'failed', reason: 'its Parameters have no result' }],
    ['a list', 200, [1], { outcome: 'failed', reason: 'it answers with something that is not FHIR in JSON' }],
  ];
  for (const [what, status, body, answer] of cases)
    test(what, () => expect(read(member, body, status)).toEqual(answer));

  test('a long reason is cut, and told on one line', () => {
    const reading = read(code, refusal('not-found', `a\n${'b'.repeat(1000)}`), 404);
    expect(reading).toEqual({ outcome: 'undecided', reason: `a ${'b'.repeat(295)}...` });
  });
});
