import { expect, test } from 'vitest';
import type { ElementDefinition } from '../../../scripts/model/fhir.ts';
import { besideGenerator } from './comparison.ts';
import type { Answer } from './generator.ts';

function element(id: string, more: Partial<ElementDefinition> = {}): ElementDefinition {
  return { id, path: id.replace(/:[^.]+/g, ''), min: 0, max: '1', ...more } as ElementDefinition;
}

function answer(canonical: string, ...elements: readonly ElementDefinition[]): Answer {
  return { canonical, definition: { snapshot: { element: elements } } as unknown as NonNullable<Answer['definition']> };
}

const ours = (canonical: string, ...elements: readonly ElementDefinition[]) => ({ canonical, elements, refusal: '' });

test('a snapshot is the same when nothing of what decides differs, and each difference names its definition', () => {
  const found = besideGenerator(
    [
      ours('urn:same|1', element('A', { short: 'ours' }), element('A.b')),
      ours('urn:other|1', element('A', { min: 1 }), element('A.extra')),
    ],
    [
      answer('urn:same|1', element('A', { short: 'theirs' }), element('A.b')),
      answer('urn:other|1', element('A'), element('A.missing')),
    ],
  );
  expect(found).toEqual({
    profiles: 2,
    same: 1,
    elements: 4,
    equal: 2,
    refusedByHl7: 0,
    refusedByUs: 0,
    differences: ['urn:other|1 A.min: 0 <> 1', 'urn:other|1 A.missing: missing', 'urn:other|1 A.extra: extra'],
  });
});

test('ids are the same where HL7 writes a dash for what the path has', () => {
  const found = besideGenerator(
    [ours('urn:model', element('M.end_date', { min: 1 }), element('M.end_time'))],
    [answer('urn:model', element('M.end-date'), element('M.end-time'))],
  );
  expect(found).toMatchObject({ elements: 2, equal: 1, differences: ['urn:model M.end-date.min: 0 <> 1'] });
});

test('what one side makes no snapshot of is a difference, and what neither makes is none', () => {
  const found = besideGenerator(
    [
      { canonical: 'urn:a', elements: undefined, refusal: 'No base.' },
      { canonical: 'urn:b', elements: undefined, refusal: 'No base.' },
      ours('urn:c', element('C')),
      ours('urn:d', element('D')),
    ],
    [answer('urn:a', element('A')), { canonical: 'urn:b', refusal: 'x' }, { canonical: 'urn:c', refusal: 'too deep' }],
  );
  expect(found).toMatchObject({ profiles: 4, same: 0, refusedByHl7: 3, refusedByUs: 2 });
  expect(found.differences).toEqual([
    'urn:a: refused by ours alone: No base.',
    "urn:c: refused by HL7's generator alone: too deep",
    "urn:d: refused by HL7's generator alone: no answer",
  ]);
});
