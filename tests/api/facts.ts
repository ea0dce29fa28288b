import { describe, expect, test } from 'vitest';
import { readApiErrors } from '../../scripts/api/api-errors.ts';
import { factsIn } from '../../scripts/api/fill-template.ts';
import { run } from './case-file.ts';
import { answered, judgeWith, resources } from './guide-api.ts';

const measure = ['--as-api', 'tests/api/cases/shared/measure-with-source.json'];
const user = '7d5f0c1e-3b92-4a68-9d07-51c2e8f4ab36';
const context = (facts: Readonly<Record<string, string>>) =>
  Object.entries(facts).flatMap(([name, value]) => ['--context', `${name}=${value}`]);
const known = {
  accessToken: 'valide',
  idToken: 'valide',
  consentement: 'oui',
  oid: '2.999.250.2.17',
  oidReference: '2.999.250.2.17',
  idPe: user,
};

export function testFacts(): void {
  describe('facts of the session', () => {
    test('those that nobody gave are told, each with its option', () => {
      const notes = run(measure).issues.filter(
        ({ rule, message }) => rule === 'not-checked' && message.includes('--context'),
      );
      expect(notes.map(({ message }) => /HTTP \d+/.exec(message)?.[0])).toEqual([
        'HTTP 401',
        'HTTP 400',
        'HTTP 409',
        'HTTP 403',
        'HTTP 403',
        'HTTP 422',
      ]);
      expect(notes.map(({ message }) => message).join('\n')).toContain(
        '--context oid=<value> --context oidReference=<value>',
      );
    });

    test('with all of them nothing is left open', () => {
      const { issues, answer } = run([...measure, ...context(known)]);
      expect(issues.filter(({ message }) => message.includes('--context'))).toEqual([]);
      expect(answer?.status).toBe(200);
    });

    test('the tests know all that the guide asks for', () => {
      const asked = readApiErrors(resources).flatMap(({ condition = '' }) => factsIn(condition));
      expect([...new Set(asked)].sort()).toEqual(Object.keys(known).sort());
    });

    test('of several errors the first decides the status, in the order of the guide', () => {
      const status = (facts: object) => run([...measure, ...context({ ...known, ...facts })]).answer?.status;
      expect(status({ accessToken: 'x', idToken: 'x', oid: '2.999.1', consentement: 'non', idPe: 'x' })).toBe(401);
      expect(status({ idToken: 'x', oid: '2.999.1', consentement: 'non', idPe: 'x' })).toBe(400);
      expect(status({ oid: '2.999.1', consentement: 'non', idPe: 'x' })).toBe(409);
      const both = run([...measure, ...context({ ...known, consentement: 'non', idPe: 'x' })]);
      expect(answered(both)).toEqual([
        'forbidden: Consent not given, access refused.',
        'forbidden: idPe requested do not match authorized idPe.',
      ]);
    });

    for (const [source, oid, isOwn] of [
      ['urn:oid:2.999.250.2.17', '2.999.250.2.17', true],
      ['urn:oid:2.999.250.2.17.3', '2.999.250.2.17', true],
      ['2.999.250.2.17.3', '2.999.250.2.17', true],
      ['urn:oid:2.999.250.2.171', '2.999.250.2.17', false],
      ['urn:oid:2.999.250.2', '2.999.250.2.17', false],
      ['https://solution.example', '2.999.250.2.17', false],
    ] as const)
      test(`meta.source ${source} ${isOwn ? 'belongs' : 'does not belong'} to ${oid}`, () => {
        const observation = JSON.parse(JSON.stringify(resources.find(({ id }) => id === 'douleur-minimal')));
        observation.meta.source = source;
        const result = judgeWith({ ...known, oid, oidReference: oid }).validateResource(observation, { file: 'o' });
        const refused = `value: Solution oid contains in Observation.meta.source don't belong to root editor oid (${oid}).`;
        expect(answered(result)).toEqual(isOwn ? [] : [refused]);
      });

    test('without the OID of the solution the text says where it would stand', () => {
      const observation = JSON.parse(JSON.stringify(resources.find(({ id }) => id === 'douleur-minimal')));
      observation.meta.source = 'https://solution.example';
      const result = judgeWith().validateResource(observation, { file: 'o' });
      expect(answered(result)).toEqual([
        "value: Solution oid contains in Observation.meta.source don't belong to root editor oid (<OID>).",
      ]);
    });
  });
}
