import { describe, expect, test } from 'vitest';
import { describeApi } from '../../scripts/api/description.ts';
import { readGuideRules, withGuideRules } from '../../scripts/api/guide-rules.ts';
import { Judge } from '../../scripts/api/judge.ts';
import type { FhirResource } from '../../scripts/model/fhir.ts';

/** Another guide than this project's: it takes batches, has a search without a profile, and no rules. */
const capability: FhirResource = {
  resourceType: 'CapabilityStatement',
  rest: [
    { mode: 'client' },
    {
      mode: 'server',
      interaction: [{ code: 'batch' }],
      resource: [
        { type: 'Bundle', supportedProfile: ['https://example.org/batch', 'https://example.org/answer'] },
        {
          type: 'Patient',
          extension: [
            {
              url: 'http://hl7.org/fhir/StructureDefinition/capabilitystatement-search-parameter-combination',
              extension: [
                { url: 'required', valueString: 'family' },
                { url: 'required', valueString: 'birthdate' },
              ],
            },
          ],
          interaction: [{ code: 'search-type' }],
          searchParam: [
            { name: 'family', type: 'string' },
            { name: 'birthdate', type: 'date' },
          ],
        },
      ],
    },
  ],
};
const profile = (url: string, type: string): FhirResource => ({
  resourceType: 'StructureDefinition',
  url,
  snapshot: {
    element: [
      { id: 'Bundle.type', path: 'Bundle.type', fixedCode: type },
      {
        id: 'Bundle.entry:person.resource',
        path: 'Bundle.entry.resource',
        type: [{ code: 'Patient', profile: ['https://example.org/person'] }],
      },
    ],
  },
});
const string = (code: string, valueString: string) => ({ code, valueString });
const errors: FhirResource = {
  resourceType: 'CodeSystem',
  property: [{ code: 'http-status' }, { code: 'issue-type' }],
  concept: [
    {
      code: 'heading',
      concept: [
        {
          code: 'teapot',
          display: 'Teapot',
          property: [
            status(418),
            string('constraint', 'tea-1'),
            string('diagnostics', 'No {{name.family}} in {{%pot}}, {{nothing}}.'),
          ],
        },
      ],
    },
    {
      code: 'rest',
      property: [status(400), string('trigger', 'not-conformant'), string('interaction', 'search-type')],
    },
  ],
};
function status(valueInteger: number) {
  return { code: 'http-status', valueInteger };
}
const resources = [
  capability,
  profile('https://example.org/batch', 'batch'),
  profile('https://example.org/answer', 'batch-response'),
  errors,
];

describe('the API of any guide', () => {
  const api = describeApi(resources);
  if (api === undefined) throw new Error('No API was described.');

  test('is read from its own resources', () => {
    expect(api.system).toBe('batch');
    expect([...api.bundles]).toEqual([
      ['batch', 'https://example.org/batch'],
      ['batch-response', 'https://example.org/answer'],
    ]);
    expect([...api.entries]).toEqual([['Patient', 'https://example.org/person']]);
    expect(api.errors.map(({ code, status: http }) => [code, http])).toEqual([
      ['teapot', 418],
      ['rest', 400],
    ]);
  });

  const valid = { file: 'x', profiles: [], valid: true, issues: [] };
  const refused = {
    ...valid,
    issues: [
      {
        severity: 'error',
        code: 'invariant',
        rule: 'invariant',
        message: 'm',
        expression: 'Patient',
        constraint: 'tea-1',
      },
    ] as const,
  };
  const judge = (facts: Record<string, string>) =>
    new Judge({
      description: api,
      validator: { validate: () => refused, validateResource: () => valid },
      query: (expression, _, known) =>
        expression === 'name.family' ? ['Earl', 'Grey'] : expression === '%pot' ? [known.pot] : [],
      facts,
    });

  test('answers with its own status and texts', () => {
    const text = '{"resourceType":"Patient"}';
    expect(judge({ pot: 'the pot' }).validate(text, { file: 'x' }).answer?.outcome?.issue).toEqual([
      { severity: 'error', code: 'invariant', diagnostics: 'No Earl, Grey in the pot, <>.' },
    ]);
    expect(judge({}).validate(text, { file: 'x' }).answer).toMatchObject({
      status: 418,
      outcome: { issue: [{ diagnostics: 'No Earl, Grey in <POT>, <>.' }] },
    });
  });

  test('holds a search against the combinations, where no profile does', () => {
    expect(judge({}).search('Patient?family=x&birthdate=2000').answer?.status).toBe(200);
    const { answer, issues } = judge({}).search('Patient?family=x');
    expect(answer?.status).toBe(400);
    expect(issues).toContainEqual(expect.objectContaining({ rule: 'api-search', severity: 'error' }));
  });
});

test('a guide without a server has no API', () => {
  expect(describeApi([errors, { resourceType: 'CapabilityStatement', rest: [{ mode: 'client' }] }])).toBeUndefined();
  expect(describeApi([{ resourceType: 'CapabilityStatement' }])).toBeUndefined();
});

test('definitions of no shape at all are passed over', () => {
  for (const rest of ['x', { mode: 'server' }, [null], [{ mode: 'server', resource: 'x', interaction: 7 }]])
    expect(() => describeApi([{ resourceType: 'CapabilityStatement', rest }])).not.toThrow();
  for (const part of [7, 'x', [null], [{ code: 'x', property: 'x' }]])
    expect(() =>
      describeApi([capability, { ...errors, concept: part }, { resourceType: 'CodeSystem', property: part }]),
    ).not.toThrow();
});

test('a rule is known by the constraint that it names, and a finding gets its rules once', () => {
  const rules = readGuideRules([
    {
      resourceType: 'CodeSystem',
      id: 'rules',
      url: 'https://example.org/ig/CodeSystem/rules',
      property: [{ code: 'enforcement' }, { code: 'constraint' }],
      concept: [{ code: 'R 1', display: 'First', property: [string('constraint', 'a-1'), string('enforcement', 'x')] }],
    },
  ]);
  const issue = { severity: 'error', code: 'invariant', rule: 'invariant', message: 'm', constraint: 'a-1' } as const;
  const named = withGuideRules(issue, rules);
  expect(named.guideRules).toEqual([
    { code: 'R 1', title: 'First', url: 'https://example.org/ig/CodeSystem-rules.html#rules-R%201' },
  ]);
  expect(withGuideRules(named, rules)).toBe(named);
  expect(withGuideRules({ ...issue, constraint: 'b-1' }, rules)).not.toHaveProperty('guideRules');
});
