import { describe, expect, test } from 'vitest';
import type { Issue } from '../../../scripts/model/issue.ts';
import type { ResourceResult } from '../../../scripts/model/report.ts';
import { withoutSiteNarrative } from '../../../scripts/pipeline/site-narrative.ts';
import { ig, reportOf, temporaryFolder } from '../../cli/run-ig.ts';

const config = `id: test.guide\ncanonical: https://test.example\nname: G\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\n`;
const fsh = `Profile: P
Parent: Patient
Id: p

Instance: a
InstanceOf: P
* active = true
* contained = org

Instance: org
InstanceOf: Organization
Usage: #inline
* name = "Org"

Instance: b
InstanceOf: Bundle
* type = #collection
* entry.fullUrl = "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"
* entry.resource = a
`;

/**
 * hl7 (6.8.2): dom-6 is a warning on each resource that has no narrative, entries of a Bundle among them. The IG
 * Publisher 2.1.2 writes what is missing before it validates, so that its QA has none of the guide's own resources.
 */
test('a build of a guide says once that the Publisher writes the narrative, and keeps dom-6 for what is in a Bundle', async () => {
  const project = temporaryFolder({
    'sushi-config.yaml': config,
    'input/fsh/a.fsh': fsh,
    'ig.ini': '[IG]\nig = fsh-generated/resources/ImplementationGuide-test.guide.json\ntemplate = hl7.fhir.template\n',
  });
  const report = reportOf(await ig(['build', project, '--offline', '--format', 'json']));
  const narrative = report.results.flatMap(({ resource, issues }) =>
    issues.filter(({ constraint }) => constraint === 'dom-6').map(({ expression }) => [resource, expression]),
  );
  expect(narrative).toEqual([['Bundle/b', 'Bundle.entry[0].resource']]);
  expect(report.issues.filter(({ message }) => message.includes('narrative'))).toEqual([
    expect.objectContaining({
      rule: 'not-checked',
      severity: 'information',
      message: expect.stringContaining('2 resources have no narrative: the IG Publisher writes it'),
    }),
  ]);
});

describe('dom-6 is told', () => {
  const dom6: Issue = {
    severity: 'warning',
    code: 'invariant',
    rule: 'invariant',
    constraint: 'dom-6',
    message: 'dom-6: A resource should have narrative for robust management',
    expression: 'Patient',
  };
  const result = (resource: string, issue: Issue = dom6): ResourceResult => ({
    file: 'a.fsh',
    resource,
    profiles: [],
    valid: true,
    issues: [issue],
  });
  const iniFile = { 'ig.ini': '[IG]\nig = x\n' };
  const facts = { canonical: 'https://test.example', fhirVersions: ['4.0.1'], dependencies: [], fshOnly: false };
  const told = (
    results: ResourceResult[],
    parameters: { code: string; value: string }[] = [],
    files: Record<string, string> = iniFile,
    more = {},
  ) => {
    const guide = { ...facts, parameters, ...more };
    const kept = withoutSiteNarrative(temporaryFolder(files), { compiled: { guide } } as never, results);
    return [kept.results.filter(({ issues }) => issues.length > 0).map(({ resource }) => resource), kept.issues.length];
  };
  const three = [result('Patient/a'), result('Patient/b'), result('Device/a', { ...dom6, expression: 'Device' })];

  test.each([
    ['of none where nothing says otherwise', [], [[], 1]],
    ['of one that no-narrative names', ['Patient/a'], [['Patient/a'], 1]],
    ['of a type', ['Patient/*'], [['Patient/a', 'Patient/b'], 1]],
    ['of an id', ['*/a'], [['Patient/a', 'Device/a'], 1]],
    ['of all', ['*/*'], [['Patient/a', 'Patient/b', 'Device/a'], 0]],
  ])('%s', (_, values, expected) => {
    const parameters = values.map((value) => ({ code: 'no-narrative', value }));
    expect(told(three, parameters)).toEqual(expected);
    const template = { ...iniFile, 'template/parameters.json': JSON.stringify(parameters) };
    expect(told(three, [], template)).toEqual(expected);
  });

  test('where no site is made: without ig.ini, or with FSHOnly', () => {
    expect(told(three, [], { 'a.fsh': '' })[0]).toHaveLength(3);
    expect(told(three, [], iniFile, { fshOnly: true })[0]).toHaveLength(3);
  });

  test('where a profile makes it an error', () => {
    expect(told([result('Patient/a', { ...dom6, severity: 'error' })])[0]).toEqual(['Patient/a']);
  });
});
