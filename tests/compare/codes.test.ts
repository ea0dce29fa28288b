import { expect, test } from 'vitest';
import { profile } from '../snapshot/profile.ts';
import { changesBetween } from './sides.ts';

const system = 'http://example.org/CodeSystem/methods';
const url = 'http://example.org/ValueSet/methods';
const codeSystem = (codes: readonly string[]) => ({
  resourceType: 'CodeSystem',
  url: system,
  status: 'active',
  content: 'complete',
  concept: codes.map((code) => ({ code, display: code })),
});
const listed = (codes: readonly string[]) => ({
  resourceType: 'ValueSet',
  url,
  status: 'active',
  compose: { include: [{ system, concept: codes.map((code) => ({ code })) }] },
});
const whole = { resourceType: 'ValueSet', url, status: 'active', compose: { include: [{ system }] } };
const bound = (strength: 'required' | 'extensible' | 'example') =>
  profile([{ id: 'Observation.method', path: 'Observation.method', binding: { strength, valueSet: url } }]).resource;

function classes(old: readonly object[], now: readonly object[]): string[] {
  return changesBetween(old, now).map(({ rule, class: { producer, consumer } }) => `${rule} ${producer} ${consumer}`);
}

test('codes lost and gained, by how they are bound', () => {
  const [less, more] = [listed(['a']), listed(['a', 'b'])];
  expect(classes([bound('required'), more], [bound('required'), less])).toEqual([
    'value-set-codes-removed breaking compatible',
  ]);
  expect(classes([bound('required'), less], [bound('required'), more])).toEqual([
    'value-set-codes-added compatible breaking',
  ]);
  expect(classes([bound('extensible'), less], [bound('extensible'), more])).toEqual([
    'value-set-codes-added may-break may-break',
  ]);
  expect(classes([bound('extensible'), more], [bound('extensible'), less])).toEqual([
    'value-set-codes-removed compatible may-break',
  ]);
  expect(classes([bound('example'), more], [bound('example'), less])).toEqual([
    'value-set-codes-removed editorial editorial',
  ]);
  expect(classes([more], [less])).toEqual(['value-set-codes-removed may-break may-break']);
});

test('the same codes in other words are no change of codes', () => {
  const codes = codeSystem(['a', 'b']);
  expect(classes([bound('required'), codes, listed(['a', 'b'])], [bound('required'), codes, whole])).toEqual([
    'value-set-rewritten editorial editorial',
  ]);
});

test('what cannot be listed is never compatible', () => {
  const filtered = {
    ...whole,
    compose: {
      include: [{ system: 'http://snomed.info/sct', filter: [{ property: 'concept', op: 'is-a', value: '1' }] }],
    },
  };
  expect(classes([bound('required'), filtered], [bound('required'), listed(['a'])])).toEqual([
    'value-set-undecided may-break may-break',
  ]);
});

test('a whole code system and some of its codes are compared where it is not loaded', () => {
  expect(classes([bound('required'), whole], [bound('required'), listed(['a'])])).toEqual([
    'value-set-codes-removed breaking compatible',
  ]);
});

test('codes of a code system: lost, gained, in other words', () => {
  const found = changesBetween(
    [codeSystem(['a', 'b'])],
    [{ ...codeSystem(['a', 'c']), concept: [{ code: 'a', display: 'A' }, { code: 'c' }] }],
  );
  expect(found.map(({ rule, before = '', after = '' }) => `${rule} ${before}${after}`)).toEqual([
    'code-added c',
    'code-removed b',
    'code-display-changed a',
  ]);
});

test('another value set with the same codes, and with others', () => {
  const other = { ...listed(['a', 'b']), url: `${url}-2` };
  const moved = { ...bound('required') };
  const now = profile([
    { id: 'Observation.method', path: 'Observation.method', binding: { strength: 'required', valueSet: other.url } },
  ]).resource;
  expect(classes([moved, listed(['a', 'b']), other], [now, listed(['a', 'b']), other])).toEqual([
    'binding-set-replaced editorial editorial',
  ]);
  const more = { ...listed(['a', 'b', 'c']), url: other.url };
  expect(classes([moved, listed(['a', 'b']), more], [now, listed(['a', 'b']), more])).toEqual([
    'binding-codes-added compatible breaking',
  ]);
});
