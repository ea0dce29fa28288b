import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aroundLine } from '../../scripts/commands/payload/split-payload.ts';

const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

test('what stands around a line is whole, and numbered as before', () => {
  const lines = fc.array(fc.string({ unit: fc.constantFrom('a', 'é', ' ') }), { minLength: 1 });
  fc.assert(
    fc.property(lines, fc.nat(), fc.integer({ min: 1, max: 100 }), fc.boolean(), (all, seed, first, ends) => {
      const at = seed % all.length;
      const bytes = Buffer.from(all.join('\n') + (ends ? '\n' : ''));
      const { before, after } = aroundLine({ file: 'x.ndjson', bytes, line: first }, first + at);
      expect(text(before?.bytes)).toBe(
        all
          .slice(0, at)
          .map((line) => `${line}\n`)
          .join(''),
      );
      const rest = all.slice(at + 1);
      expect(text(after?.bytes)).toBe(rest.length === 0 ? '' : rest.join('\n') + (ends ? '\n' : ''));
      if (before !== undefined) expect(before).toMatchObject({ file: 'x.ndjson', line: first });
      if (after !== undefined) expect(after).toMatchObject({ file: 'x.ndjson', line: first + at + 1 });
    }),
  );
});
