import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Lines, wholeLines } from '../../scripts/commands/payload/whole-lines.ts';

async function cut(chunks: readonly string[], longest?: number): Promise<Lines[]> {
  const stream = (async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk);
  })();
  const all: Lines[] = [];
  for await (const lines of wholeLines(stream, longest)) all.push(lines);
  return all;
}

const text = ({ bytes }: Lines) => Buffer.from(bytes).toString();

describe('a stream of lines', () => {
  test('comes out whole and numbered, wherever its chunks end', async () => {
    const chunk = fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r') });
    await fc.assert(
      fc.asyncProperty(fc.array(chunk), async (chunks) => {
        const all = await cut(chunks);
        expect(all.map(text).join('')).toBe(chunks.join(''));
        let line = 1;
        for (const [index, lines] of all.entries()) {
          expect(lines.line).toBe(line);
          if (index < all.length - 1) expect(text(lines)).toMatch(/\n$/);
          line += text(lines).split('\n').length - 1;
        }
      }),
    );
  });

  test('is not held beyond a chunk and the line that it begins', async () => {
    expect((await cut(['a\nb\nc', 'c\nd', '\n', 'e'])).map(text)).toEqual(['a\nb\n', 'cc\n', 'd\n', 'e']);
  });

  test('a line longer than what is held is left out under its number, and the next ones go on', async () => {
    const all = await cut(['a\nbb', 'bb', 'bbbbb', 'b\nc\n', 'd\n'], 5);
    expect(all.map((lines) => [lines.line, lines.isTooLong ?? false, text(lines)])).toEqual([
      [1, false, 'a\n'],
      [2, true, ''],
      [3, false, 'c\n'],
      [4, false, 'd\n'],
    ]);
    const last = await cut(['a\n', 'bbbb', 'bbbb', 'bb'], 5);
    expect(last.map(({ line, isTooLong }) => [line, isTooLong])).toEqual([
      [1, undefined],
      [2, true],
    ]);
  });
});
