import { describe, expect, test } from 'vitest';
import { ig, reportOf, temporaryFolder } from '../../cli/run-ig.ts';

const config =
  'id: test.guide\ncanonical: https://test.guide.example\nname: G\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\n';

/**
 * hl7: the Publisher reads these four types as R5 in a guide for R4, and SUSHI compiles them; ActorDefinition and
 * Requirements are in IPS and IPA.
 */
test('types of R5 that guides for R4 may have are no errors of ig build, and one note says that they were not checked', async () => {
  const predefined = Object.fromEntries(
    ['Requirements', 'SubscriptionTopic', 'TestPlan'].map((resourceType) => [
      `input/resources/${resourceType}-a.json`,
      JSON.stringify({
        resourceType,
        id: 'a',
        url: `https://test.guide.example/${resourceType}/a`,
        name: 'A',
        status: 'draft',
      }),
    ]),
  );
  const folder = temporaryFolder({
    ...predefined,
    'sushi-config.yaml': config,
    'input/fsh/a.fsh':
      'Instance: actor\nInstanceOf: ActorDefinition\nUsage: #definition\n* name = "Actor"\n* status = #draft\n* type = #system\n',
    'input/resources/Unknown-a.json': '{"resourceType":"Unknown","id":"a"}',
  });
  const { results } = reportOf(await ig(['build', '--offline', '--format', 'json'], { cwd: folder }));
  const told = results.map(({ resource, valid, issues }) => ({
    resource,
    valid,
    rules: issues.map(({ rule }) => rule),
  }));
  for (const resource of ['ActorDefinition/actor', 'Requirements/a', 'SubscriptionTopic/a', 'TestPlan/a'])
    expect(told).toContainEqual({ resource, valid: true, rules: ['not-checked'] });
  expect(told.filter(({ valid }) => !valid)).toEqual([
    expect.objectContaining({ rules: expect.arrayContaining(['resource-type']) }),
  ]);
  // As a payload such a resource is none of R4.
  const payload = await ig(
    ['validate', '--fhir-only', '--offline', '--format', 'json', 'input/resources/Requirements-a.json'],
    { cwd: folder },
  );
  expect(payload.code).toBe(1);
});

/** hl7: the Publisher gives a definition without a date the day of the publication before it validates it. */
describe('a CapabilityStatement is checked as the Publisher leaves it', () => {
  const capabilities = {
    resourceType: 'CapabilityStatement',
    id: 'a',
    url: 'https://test.guide.example/CapabilityStatement/a',
    status: 'draft',
    kind: 'requirements',
    description: 'd',
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [{ mode: 'server' }],
  };
  const { kind: _, ...kindless } = capabilities;
  const composition = {
    resourceType: 'Composition',
    id: 'c',
    status: 'final',
    type: { text: 't' },
    author: [{ display: 'a' }],
    title: 't',
  };
  const folder = temporaryFolder({
    'sushi-config.yaml': config,
    'input/fsh/a.fsh': 'Instance: p\nInstanceOf: Patient\n',
    'input/resources/CapabilityStatement-a.json': JSON.stringify(capabilities),
    'input/resources/CapabilityStatement-b.json': JSON.stringify({ ...kindless, id: 'b' }),
    'input/resources/Composition-c.json': JSON.stringify(composition),
  });
  test('its date may be missing, and nothing else; nor the date of what is no definition', async () => {
    const { results } = reportOf(await ig(['build', '--offline', '--format', 'json'], { cwd: folder }));
    const missing = results.flatMap(({ resource, valid, issues }) => [
      `${resource} ${valid}`,
      ...issues.filter(({ rule }) => rule === 'cardinality').map(({ element }) => `  ${element}`),
    ]);
    expect(missing.filter((line) => !line.startsWith('Patient'))).toEqual([
      'CapabilityStatement/a true',
      'CapabilityStatement/b false',
      '  CapabilityStatement.kind',
      'Composition/c false',
      '  Composition.date',
    ]);
  });

  test('ig validate tells of the file itself', async () => {
    const args = [
      'validate',
      '--fhir-only',
      '--offline',
      '--format',
      'json',
      'input/resources/CapabilityStatement-a.json',
    ];
    expect((await ig(args, { cwd: folder })).code).toBe(1);
  });
});
