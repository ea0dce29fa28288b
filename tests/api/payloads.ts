import type { Device, Observation } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { answered, found, judgeWith } from './guide-api.ts';
import { changed, shared } from './sent.ts';

const judge = judgeWith();

const judged = (text: string) => judge.validate(text, { file: 'payload.json' });

/** Status and errors that are answered to a text. */
function answerTo(text: string): [number | undefined, string[]] {
  const result = judged(text);
  return [result.answer?.status, answered(result)];
}

const noBundle = [400, ['required: No bundle provided.']];
const oneObservation = 'invalid: Bundle must contains one observation creation (POST)';

export function testPayloads(): void {
  describe('what is no request', () => {
    for (const [what, text] of [
      ['nothing', ''],
      ['white space', ' \n\t\r\n'],
    ] as const)
      test(what, () => expect(answerTo(text)).toEqual(noBundle));

    for (const [what, text] of [
      ['text', 'POST / HTTP/1.1'],
      ['cut JSON', shared('measure').slice(0, 400)],
      ['XML', '<Bundle xmlns="http://hl7.org/fhir"/>'],
      ['a list', '[]'],
      ['null', 'null'],
      ['JSON that is no resource', '{"poids": 67.6}'],
      ['a resource of no type of R4', '{"resourceType":"Bundel","type":"transaction"}'],
      ['a type that is no text', '{"resourceType":7}'],
    ] as const)
      test(what, () => {
        const [status, errors] = answerTo(text);
        expect(status).toBe(400);
        expect(errors).toEqual([expect.stringMatching(/^structure: ./)]);
        expect(judged(text).valid).toBe(false);
      });

    test('a Bundle that holds nothing', () => {
      expect(answerTo('{"resourceType":"Bundle","type":"transaction"}')).toEqual([422, [oneObservation]]);
      expect(answerTo('{"resourceType":"Bundle","type":"transaction","entry":[]}')).toEqual([422, [oneObservation]]);
    });

    test('a Bundle without a type is taken for a request', () => {
      const [status, errors] = answerTo(changed(({ bundle }) => Reflect.deleteProperty(bundle, 'type')));
      expect([status, errors.length > 0]).toEqual([422, true]);
    });
  });

  describe('shapes that nobody meant', () => {
    for (const [what, text] of [
      ['an entry that is null', '{"resourceType":"Bundle","type":"transaction","entry":[null]}'],
      ['entries that are texts', '{"resourceType":"Bundle","type":"transaction","entry":["a","b"]}'],
      ['entry as an object', '{"resourceType":"Bundle","type":"transaction","entry":{"resource":{}}}'],
      ['a type that is a list', '{"resourceType":"Bundle","type":["transaction"]}'],
      ['a resource that is a list', '{"resourceType":"Bundle","type":"transaction","entry":[{"resource":[]}]}'],
      [
        'a Bundle in a Bundle',
        `{"resourceType":"Bundle","type":"transaction","entry":[{"resource":${shared('measure')}}]}`,
      ],
      [
        'a request that is a text',
        '{"resourceType":"Bundle","type":"transaction","entry":[{"resource":{"resourceType":"Device"},"request":"POST"}]}',
      ],
      ['meta that is a text', changed(({ observation }) => Object.assign(observation, { meta: 'x' }))],
      ['a subject that is a list', changed(({ observation }) => Object.assign(observation, { subject: [1] }))],
    ] as const)
      test(what, () => {
        const [status, errors] = answerTo(text);
        expect(status).toBe(422);
        expect(errors.length).toBeGreaterThan(0);
      });

    test('thousands of entries are judged, and each fault is told', () => {
      const entry = Array.from({ length: 3_000 }, (_, at) => ({
        fullUrl: `urn:uuid:0b6f2d9c-84e1-4a57-9c30-${String(at).padStart(12, '0')}`,
        resource: { resourceType: 'Patient', birthDate: `y${at}` },
        request: { method: 'PUT', url: `Patient/${at}` },
      }));
      const [status, errors] = answerTo(JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }));
      expect(status).toBe(422);
      expect(errors).toEqual([
        'not-supported: Resource of type Patient is not acceptable with method PUT.',
        oneObservation,
      ]);
    });

    test('a text that is too long to be read has an answer too', () => {
      const issue = { severity: 'fatal', code: 'too-costly', rule: 'json-syntax', message: 'Too long.' } as const;
      const result = { file: 'x', profiles: [], valid: false, issues: [issue] };
      expect(judge.answered(result, 'oversized-body').answer).toMatchObject({
        status: 413,
        outcome: { issue: [{ code: 'too-costly', diagnostics: 'Too long.' }] },
      });
    });

    test('depth without end is a text that cannot be read', () => {
      expect(answerTo(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)[0]).toBe(400);
    });
  });

  describe('other versions of FHIR', () => {
    test('an Observation of DSTU2 has what R4 does not know', () => {
      const old = changed(({ observation }) =>
        Object.assign(observation, { comments: 'x', encounter: { reference: 'E/1' } }),
      );
      expect(answerTo(old)[0]).toBe(422);
      expect([...found(judged(old))]).toContain('unknown-property');
    });

    test('one of R5 too', () => {
      const next = changed(({ observation }) =>
        Object.assign(observation, { instantiatesCanonical: 'x', triggeredBy: [] }),
      );
      expect(answerTo(next)[0]).toBe(422);
      expect([...found(judged(next))]).toContain('unknown-property');
    });
  });

  describe('several faults at once', () => {
    const many = changed(({ bundle, observation, device }) => {
      Reflect.deleteProperty(observation, 'subject');
      Reflect.deleteProperty(observation, 'valueQuantity');
      Object.assign(observation, { device: { reference: 'Device/another' } });
      Reflect.deleteProperty(device, 'meta');
      const [, second] = bundle.entry ?? [];
      if (second?.request !== undefined) second.request.ifNoneExist = 'identifier=x';
    });

    test('are all answered, in the order of the guide, and nothing twice', () => {
      expect(answerTo(many)).toEqual([
        422,
        [
          'invalid: Device request must have a valid IfNoneExist attribute : identifier=urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680|02-4A-1C-FF-FE-60-A7-D3',
          'invalid: Observation and device not linked by id (Observation.device.reference <-> Device.id)',
          'value: Observation value quantity not provided.',
          'invalid: Observation.subject.identifier is mandatory.',
          'invalid: Device must provide meta.profile value.',
        ],
      ]);
      expect(judged(many).answer?.message).toBe(
        'Bundle not valid. Observation and Device link not valid. Observation resource not valid. Device resource not valid.',
      );
    });

    test('a documented one and one that is not', () => {
      const text = changed(({ observation }) => {
        Reflect.deleteProperty(observation, 'subject');
        observation.effectiveDateTime = '2026-13-45';
      });
      expect(answerTo(text)).toEqual([
        422,
        [
          'invalid: Observation.subject.identifier is mandatory.',
          expect.stringMatching(/^value: Bundle\.entry\[0\]\.resource\.effective: .*month 13/),
        ],
      ]);
    });

    test('each finding leads to its rules', () => {
      const broken = judged(many).issues.flatMap(({ guideRules = [] }) => guideRules);
      const codes = new Set(broken.map(({ code }) => code));
      for (const code of ['I2', 'C8', 'I5', 'E8', 'I8', 'E6', 'I10', 'E3', 'I15', 'D1'])
        expect([...codes]).toContain(code);
      for (const { code, url } of broken)
        expect(url).toBe(
          `https://interop.esante.gouv.fr/ig/fhir/mesmesures/CodeSystem-mes-regle-api.html#mes-regle-api-${code}`,
        );
    });
  });

  describe('parts of a request', () => {
    const observation: Observation = JSON.parse(shared('measure')).entry[0].resource;

    test('an Observation is judged as an entry, and that is said', () => {
      const result = judged(JSON.stringify(observation));
      expect(result.answer?.status).toBe(200);
      expect([...found(result)]).toContain('api-entry');
    });

    test('with its own faults alone', () => {
      const { subject: _, ...anonymous } = observation;
      const result = judged(JSON.stringify(anonymous));
      expect(answered(result)).toEqual(['invalid: Observation.subject.identifier is mandatory.']);
    });

    test('facts of the session hold for it as well', () => {
      const facts = { idPe: 'somebody-else' };
      const result = judgeWith(facts).validate(JSON.stringify(observation), { file: 'o.json' });
      expect(result.answer?.status).toBe(403);
    });

    test('a Device', () => {
      const device: Device = JSON.parse(shared('device'));
      expect(answerTo(JSON.stringify(device))).toEqual([200, []]);
      expect(answerTo(JSON.stringify({ ...device, meta: undefined }))).toEqual([
        422,
        ['invalid: Device must provide meta.profile value.'],
      ]);
    });

    test('a resource that no request may hold', () => {
      expect(answerTo('{"resourceType":"Patient","active":true}')).toEqual([
        422,
        ['not-supported: Resource of type Patient is not acceptable with method POST.', oneObservation],
      ]);
    });
  });

  describe('what the API sends is no request', () => {
    for (const name of ['response', 'page', 'refusal'])
      test(name, () => {
        const result = judged(shared(name));
        expect(result).toMatchObject({ valid: true });
        expect(result.answer).toBeUndefined();
        expect([...found(result)]).toContain('api-response');
      });
  });
}
