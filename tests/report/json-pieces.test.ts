import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeMembers } from '../../scripts/report/json/json-members.ts';
import { jsonPieces, jsonText } from '../../scripts/report/json/json-pieces.ts';

const list = Array.from({ length: 2_500 }, (_, at) => ({ at, deep: { text: 'a\nb', none: undefined } }));

describe('JSON in pieces', () => {
  for (const value of [
    { a: 1, list, none: undefined },
    { a: { b: { issue: list } } },
    list,
    [],
    {},
    'x',
    { list: [] },
  ]) {
    for (const indent of ['', '  ']) {
      test(`is the text that JSON.stringify() gives: ${JSON.stringify(value).slice(0, 30)} by "${indent}"`, () => {
        const pieces = [...jsonPieces(value, indent)];
        expect(pieces.join('')).toBe(JSON.stringify(value, undefined, indent));
        expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(10_000);
      });
    }
  }

  test('says the same of any text, and shows every sign of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const written = jsonText({ [text]: text });
        expect(JSON.parse(written)).toEqual({ [text]: text });
        expect(written).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/u);
      }),
    );
  });
});

describe('members of a list taken out of a text', () => {
  const taken = (pieces: readonly string[]) => {
    const members: unknown[] = [];
    const frame = takeMembers(pieces, (text) => members.push(JSON.parse(text)));
    return { members, frame };
  };

  test('are the same however the text is cut', () => {
    const any = fc.array(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())));
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 9 }), fc.boolean(), (findings, size, spaced) => {
        const text = JSON.stringify({ baselineVersion: 1, findings }, undefined, spaced ? 2 : 0);
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
        const { members, frame = '' } = taken(pieces);
        expect(members).toEqual(JSON.parse(JSON.stringify(findings)));
        expect(JSON.parse(frame)).toEqual({ baselineVersion: 1, findings: findings.map(() => 0) });
      }),
    );
  });

  test('leave what is no JSON as no JSON', () => {
    for (const text of ['', '{', '{"a":[{}', '{"a":[{}}', '{"a":[{},]}', '[[{}]', ']]]', '{"a":[{"b":"]}', '"'])
      expect(() => JSON.parse(taken([text]).frame ?? ''), text).toThrow(SyntaxError);
  });
});
