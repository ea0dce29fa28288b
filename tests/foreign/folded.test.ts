import { expect, test } from 'vitest';
import { AlikeFolds } from '../../scripts/report/finding/fold.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { canonicalOf, caseDefinitions, guide } from '../validate/case-definitions.ts';
import { parseCase } from '../validate/case-file.ts';
import { npmPackages } from '../validate/npm-packages.ts';
import { judge, narrative } from './judge.ts';

const path = 'Observation.category';
const packages = await npmPackages();

test('slices that are not checked, and what is only by name another finding, are told as one kind', () => {
  const slices = ['first', 'second', 'third'].map((sliceName) => ({ id: `${path}:${sliceName}`, path, sliceName }));
  const profile = { name: 'p', type: 'Observation', elements: [{ path, slicing: { rules: 'open' } }, ...slices] };
  const parsed = parseCase(JSON.stringify({ rule: 'x', spec: 'x', definitions: [profile], issues: [] }));
  const definitions = caseDefinitions(packages, parsed);
  const validator = createValidator({ definitions, terminology: createTerminology(definitions), package: guide });
  const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x' }, category: [{ text: 'x' }] };
  const request = { file: 'o.json', profiles: [canonicalOf('p')] };
  const { issues } = validator.validate(JSON.stringify(observation), request);
  const folds = new AlikeFolds(5);
  for (const issue of issues) if (issue.rule === 'not-checked') folds.add({ issue });
  const [only, ...others] = folds.end(10).folds;
  expect(others).toEqual([]);
  expect(only?.message).toMatch(/^The slice … of Observation\.category was not checked: /);
  expect(only?.values).toEqual(['first', 'second', 'third']);
});

const observation = {
  resourceType: 'Observation',
  id: 'o',
  text: narrative,
  status: 'final',
  code: { text: 'x' },
  subject: { reference: 'Patient/p' },
  performer: [{ reference: 'Practitioner/p' }, { reference: 'Practitioner/q' }],
  effectiveDateTime: '2020',
};

/**
 * HL7, 6.8.2: error Bundle.entry[0] and one more at each of the three references (Bundle_BUNDLE_FullUrl_Missing). What is
 * missing is one thing, in one place.
 */
test('a fullUrl that is missing is told once for its entry', () => {
  const collection = { resourceType: 'Bundle', id: 'b', type: 'collection', entry: [{ resource: observation }] };
  expect(judge(collection)).toEqual(['error bundle-full-url Bundle.entry[0]']);
  const request = { method: 'POST', url: 'Observation' };
  const entry = [
    { resource: observation, request },
    { resource: observation, request },
  ];
  expect(judge({ resourceType: 'Bundle', id: 'b', type: 'transaction', entry })).toEqual([
    'error bundle-full-url Bundle.entry[0]',
    'error bundle-full-url Bundle.entry[1]',
  ]);
  expect(judge({ resourceType: 'Bundle', id: 'b', entry: [{ resource: observation }] })).toContain(
    'error bundle-full-url Bundle.entry[0]',
  );
});
