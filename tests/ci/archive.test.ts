import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textInArchive } from '../../.ci/github/archive.ts';
import { scratchFolder } from './scratch.ts';
import { zipped } from './zip.ts';

test('an entry is read, packed or not, whatever its neighbours are called', () => {
  const archive = zipped({ '../../etc/passwd': 'no', number: '17\n', 'comment.md': 'é'.repeat(9000) });
  expect(textInArchive(archive, 'number', 32)).toBe('17\n');
  expect(textInArchive(archive, 'comment.md', 100_000)).toBe('é'.repeat(9000));
  expect(textInArchive(archive, 'other', 32)).toBeUndefined();
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) process.stderr.write('Skipped: an archive that another program wrote (no python3).\n');

/** Python writes archives as the standard says: somebody else's reading of it. */
test.skipIf(!hasPython)('an archive that another program wrote is read', () => {
  const file = join(scratchFolder(), 'a.zip');
  const program = `import sys, zipfile
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("number", "7")
    z.writestr("comment.md", "x" * 5000)`;
  execFileSync('python3', ['-c', program, file]);
  expect(textInArchive(readFileSync(file), 'number', 32)).toBe('7');
  expect(textInArchive(readFileSync(file), 'comment.md', 5000)).toBe('x'.repeat(5000));
});

test('what unpacks to more than the bound is not unpacked', () => {
  const bomb = zipped({ number: '0'.repeat(5_000_000) });
  expect(bomb.length).toBeLessThan(10_000);
  expect(() => textInArchive(bomb, 'number', 32)).toThrow('number has 5000000 bytes, and 32 are the most');
  const liar = zipped({ number: '0'.repeat(5_000_000) }, { size: 20 });
  // Unpacking itself stops there.
  expect(() => textInArchive(liar, 'number', 32)).toThrow('larger than 32 bytes');
});

test('an archive with a name twice, or none at all, is refused', () => {
  expect(() => textInArchive(zipped([['number', '1'], ['number', '2']]), 'number', 32)).toThrow('it has number 2 times'); // biome-ignore format: one line
  expect(() => textInArchive(Buffer.from('<html>'), 'number', 32)).toThrow('it is no ZIP archive');
  expect(() => textInArchive(Buffer.alloc(0), 'number', 32)).toThrow('it is no ZIP archive');
});

test('a damaged archive is an error of one sentence, or still has a bounded text', () => {
  const archive = zipped({ number: '17', 'comment.md': 'some text, some text' });
  fc.assert(
    fc.property(fc.nat(archive.length - 1), fc.nat(255), fc.nat(archive.length), (at, value, end) => {
      const damaged = Buffer.from(archive);
      damaged[at] = value;
      try {
        expect(textInArchive(damaged.subarray(0, Math.max(end, at)), 'comment.md', 64)?.length ?? 0).toBeLessThan(65);
      } catch (error) {
        expect(error instanceof Error && error.message).toMatch(/^The artifact is not taken: /);
      }
    }),
    { numRuns: 1000 },
  );
});
