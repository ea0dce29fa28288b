import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asWritten, readJson } from '../../scripts/validate/json/reader.ts';

test('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(readJson(text).value).toEqual(JSON.parse(text));
      expect(readJson(text).fault).toBeUndefined();
    }),
  );
});

test('refuses what JSON.parse refuses', () => {
  const damaged = fc.tuple(
    fc.json(),
    fc.nat(),
    fc.constantFrom('', ',', '"', '{', ']', '\\', '0', 'e', '\n', '\u0000'),
  );
  fc.assert(
    fc.property(damaged, ([text, at, inserted]) => {
      const cut = at % (text.length + 1);
      const candidate = text.slice(0, cut) + inserted + text.slice(cut + 1);
      let valid = true;
      try {
        JSON.parse(candidate);
      } catch {
        valid = false;
      }
      expect(readJson(candidate).fault === undefined, candidate).toBe(valid);
    }),
  );
});

test('keeps numbers as they were written', () => {
  const { value, numerals } = readJson('{"a":1.0,"b":[12345678901234567890,1e3,2]}');
  const { b } = value as { a: number; b: number[] };
  expect(asWritten(numerals, value as object, 'a', 1)).toBe('1.0');
  expect(b.map((item, i) => asWritten(numerals, b, i, item))).toEqual(['12345678901234567890', '1e3', '2']);
});

test('tells which properties are given twice, and keeps the first', () => {
  const { value, duplicates } = readJson('{"a":[{"b":1,"b":2}]}');
  expect(duplicates.map(({ path, key }) => [...path, key])).toEqual([['a', 0, 'b']]);
  expect(value).toEqual({ a: [{ b: 1 }] });
});

test('a property called __proto__ is a property', () => {
  const { value } = readJson('{"__proto__":{"polluted":true}}');
  expect(Object.keys(value as object)).toEqual(['__proto__']);
  expect((value as { polluted?: boolean }).polluted).toBeUndefined();
});

test('a hundred thousand levels are refused, not overflowed', () => {
  expect(readJson('['.repeat(100_000)).fault?.kind).toBe('limit');
  expect(readJson('{"a":'.repeat(100_000)).fault?.kind).toBe('limit');
});
