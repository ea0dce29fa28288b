import { expect, test } from 'vitest';
import { constraintsNamed } from '../../scripts/pipeline/explain-constraint.ts';

const stating = (url: string, id: string, constraint: object, form: 'snapshot' | 'differential' = 'snapshot') => ({
  resourceType: 'StructureDefinition',
  url,
  [form]: { element: [{ id, path: id, constraint: [constraint] }, { id: `${id}.x`, constraint: 'none' }, null] },
});
const parent = 'https://example.test/StructureDefinition/parent';

test('an invariant is told once, as the definition that brings it states it', () => {
  const rule = { key: 'a-1', severity: 'error', human: 'Has one', expression: 'one.exists()', source: parent };
  const child = stating('https://example.test/StructureDefinition/child', 'Observation.component', rule);
  const found = constraintsNamed('a-1', [child, stating(parent, 'Observation', rule)], []);
  expect(found).toEqual([
    {
      key: 'a-1',
      severity: 'error',
      human: 'Has one',
      expression: 'one.exists()',
      element: 'Observation',
      definition: parent,
      stated: 2,
    },
  ]);
});

test('one key of two definitions is two invariants', () => {
  const rule = { key: 'a-1', severity: 'warning', human: 'Has one' };
  const other = stating('https://example.test/StructureDefinition/other', 'Patient', rule, 'differential');
  const found = constraintsNamed('a-1', [stating(parent, 'Observation', rule), other], []);
  expect(found.map(({ definition, element }) => [definition, element])).toEqual([
    [parent, 'Observation'],
    ['https://example.test/StructureDefinition/other', 'Patient'],
  ]);
  expect(constraintsNamed('a-2', [other], [])).toEqual([]);
});
