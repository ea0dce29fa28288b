import type { ElementDefinition, StructureDefinition } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { elementChanges } from '../../scripts/pages/element-changes.ts';

const base = { min: 0, max: '1', path: 'x' };
const element = (id: string, rest: Partial<ElementDefinition> = {}): ElementDefinition => ({
  id,
  path: id,
  min: 0,
  max: '1',
  base,
  ...rest,
});

function profile(...elements: ElementDefinition[]): StructureDefinition {
  return { resourceType: 'StructureDefinition', snapshot: { element: elements } } as unknown as StructureDefinition;
}

const changed = (before: ElementDefinition[], after: ElementDefinition[]) =>
  elementChanges(profile(...before), profile(...after)).map((each) => [each.id, each.aspect, each.before, each.after]);

test('equal elements are no change', () => {
  expect(changed([element('O.code')], [element('O.code')])).toEqual([]);
});

test('cardinality, must support, values and bindings are told one by one', () => {
  const before = element('O.code', { binding: { strength: 'required', valueSet: 'http://x.org/vs' } });
  const after = element('O.code', {
    min: 1,
    mustSupport: true,
    patternCode: 'a',
    binding: { strength: 'extensible', valueSet: 'http://x.org/vs' },
  });
  expect(changed([before], [after])).toEqual([
    ['O.code', 'cardinality', '0..1', '1..1'],
    ['O.code', 'mustSupport', '', 'true'],
    ['O.code', 'value', '', 'a'],
    ['O.code', 'binding', 'required http://x.org/vs', 'extensible http://x.org/vs'],
  ]);
});

test('a fixed value of false is a value', () => {
  expect(changed([element('O.a')], [element('O.a', { fixedBoolean: false })])).toEqual([['O.a', 'value', '', 'false']]);
});

test('of types, the targets count, in whatever order', () => {
  const to = (...targetProfile: string[]) => element('O.s', { type: [{ code: 'Reference', targetProfile }] });
  expect(changed([to('http://x.org/a', 'http://x.org/b')], [to('http://x.org/b', 'http://x.org/a')])).toEqual([]);
  expect(changed([to('http://x.org/a')], [to('http://x.org/b')])).toEqual([
    ['O.s', 'type', 'Reference(a)', 'Reference(b)'],
  ]);
});

test('a new slice and one that is gone are told without their children', () => {
  const slice = [element('O.c:s'), element('O.c:s.id'), element('O.c:s.code', { min: 1 })];
  expect(changed([], slice)).toEqual([['O.c:s', 'element', '', '0..1']]);
  expect(changed(slice, [])).toEqual([['O.c:s', 'element', '0..1', '']]);
});

test('that only one snapshot unfolds an element is no change; what it asks there is', () => {
  expect(changed([element('O.m')], [element('O.m'), element('O.m.id'), element('O.m.text')])).toEqual([]);
  expect(changed([element('O.m')], [element('O.m'), element('O.m.text', { min: 1 })])).toEqual([
    ['O.m.text', 'cardinality', '0..1', '1..1'],
  ]);
});
