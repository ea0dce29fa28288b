import { expect, test } from 'vitest';
import { shown, shownApart } from '../../scripts/validate/finding/wording.ts';

const url = 'https://fhir.monespacesante.fr/ref/mesure/StructureDefinition/mes-observation-bodyweight';

test('of two long values that begin alike what differs is shown', () => {
  expect(shown(url)).toBe(shown(`${url}|0.1.0`)); // cut, both are the same
  const [one, other] = shownApart(`${url}|0.1.0`, url);
  expect(one).toMatch(/^\.\.\..*bodyweight\|0\.1\.0$/);
  expect(other).toMatch(/^\.\.\..*bodyweight$/);
});

test('values that differ where both are shown are left as they are', () => {
  expect(shownApart('min-1', '/min')).toEqual(['min-1', '/min']);
  expect(shownApart({ unit: 'lb' }, { unit: 'kg' })).toEqual(['{"unit":"lb"}', '{"unit":"kg"}']);
});

test('what is shown is never long, and on one line', () => {
  const [one, other] = shownApart(`${'a'.repeat(1e6)}\n${'b'.repeat(1e6)}`, 'a'.repeat(1e6));
  expect([one.length, other.length].every((length) => length < 100)).toBe(true);
  expect(one).toContain('\\n');
});
