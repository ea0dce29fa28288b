import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, test } from 'vitest';
import { callers } from '../../vitest.config.ts';

/** What is done for one file when it is loaded: in a worker that has loaded it before it is not done for the next. */
const SETS_UP = /^(?:afterAll|afterEach|beforeAll|beforeEach|vi\.)/m;
const FOR_ALL = /\bvi\.(?:mock|stubEnv|stubGlobal|useFakeTimers)\(|process\.(?:chdir\(|env\.\w+ = )/;

function* reached(file: string, seen = new Set<string>()): Generator<string> {
  if (seen.has(file) || !existsSync(file)) return;
  seen.add(file);
  yield file;
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/\b(?:from|import\() ?'(\.[^']+)'/g)) {
    const next = join(dirname(file), path);
    if (next.startsWith('tests/')) yield* reached(next, seen);
  }
}

test('what files in one worker share sets nothing up by being imported, and changes nothing for the next', () => {
  const files = globSync(callers);
  expect(files.length).toBeGreaterThan(50);
  const faults = files.flatMap((file) =>
    [...reached(file)].flatMap((each) => {
      const text = readFileSync(each, 'utf8');
      return (each !== file && SETS_UP.test(text)) || FOR_ALL.test(text) ? [`${file}: ${each}`] : [];
    }),
  );
  expect(faults).toEqual([]);
});
