import { describe, expect, test } from 'vitest';
import {
  copyAllDigits,
  copyDigits,
  jsonOf,
  keptJson,
  mayHaveOddNumbers,
  parseKept,
  parseWritten,
  writtenDigits,
} from '../../scripts/model/written-digits.ts';

type Numbers = { [key: string]: number };

describe('JSON keeps its numbers as they are written', () => {
  const written = [
    '{"a":1.50}',
    '{"a":{"b":[{"c":-0.0}]},"d":"1.50"}',
    '[1.50,2,3e2]',
    '{"a":-0}',
    '{"a":0.0000001}',
    '{"a":1E5,"b":9007199254740993,"c":0.1000000000000000000001}',
    '{"a":1e400}',
    '{"a":"\\"1.50,","b":2.0}',
    '1.0',
    '{"__proto__":{"a":1.0}}',
  ];
  for (const text of written)
    test(text, () => {
      const value = parseWritten(text);
      if (text === '1.0')
        expect(value).toBe(1); // no object has it
      else expect(jsonOf(value)).toBe(text);
      expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)));
      expect(jsonOf(parseKept(keptJson(value)))).toBe(jsonOf(value));
    });

  test('most texts have no such number, and are read the quick way', () => {
    for (const text of ['{"a":1.5,"b":0,"c":[10,-10,0.05],"d":"1.50"}', '[]', '{"a":"x: 1.5"}', '{"a":100}'])
      expect(mayHaveOddNumbers(text), text).toBe(false);
    for (const text of written.slice(0, -2)) expect(mayHaveOddNumbers(text), text).toBe(true);
  });

  test('what is no JSON is refused', () => {
    for (const text of ['{1.50:2}', '{"a":1.50x}', '{"a":01.50}', '{"a":1.50', '{"a":+1.50}'])
      expect(() => parseWritten(text), text).toThrow(SyntaxError);
  });

  test('digits travel with copies, one by one, and none stay behind', () => {
    const from = parseWritten('{"a":1.50,"b":2.0}') as Numbers;
    expect(writtenDigits({ ...from }, 'a')).toBe('1.50');
    const to: Numbers = { a: 1.5, b: 2 };
    copyDigits(from, 'a', to);
    expect(jsonOf(to)).toBe('{"a":1.50,"b":2}');
    const all: Numbers = { b: 2, a: 1.5 };
    copyAllDigits(from, all);
    expect(jsonOf(all)).toBe('{"b":2.0,"a":1.50}');
    copyDigits({ a: 1.5 }, 'a', all);
    expect(jsonOf(all)).toBe('{"b":2.0,"a":1.5}');
    expect(jsonOf(from)).toBe('{"a":1.50,"b":2.0}');
  });

  test('a text of megabytes is read in the time of parsing it', () => {
    const text = `{"a":"${'\\"x'.repeat(1_000_000)}","b":[${'1.50,'.repeat(20_000)}0]}`;
    expect(jsonOf(parseWritten(text)) === text).toBe(true);
  });
});
