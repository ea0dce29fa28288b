import { describe, expect, test } from 'vitest';
import type { Payload } from '../../scripts/commands/payload/read-payloads.ts';
import { Unreached } from '../../scripts/commands/payload/unreached.ts';

const lines = (line: number, text: string): Payload => ({ file: 'b.ndjson', line, bytes: Buffer.from(text) });
const whole = (file: string): Payload => ({ file, bytes: Buffer.from('{}') });

/** What is said when so much was read, and the first of it validated. */
async function said(files: readonly string[], read: readonly Payload[], validated: number): Promise<string> {
  const unreached = new Unreached(files);
  const watched = unreached.watch(
    (async function* () {
      yield* read;
    })(),
  );
  for await (const payload of watched) if (read.indexOf(payload) < validated) unreached.done(payload);
  return unreached.issue('SIGINT').message.replace('The run was stopped by SIGINT. ', '');
}

describe('a run that was stopped says what it has not come to', () => {
  test('before anything was read', async () => {
    expect(await said(['a.json', '-'], [], 0)).toBe('Not checked: 2 files of 2, a.json and standard input.');
  });

  test('between files', async () => {
    const files = Array.from({ length: 20 }, (_, number) => `${number}.json`);
    const read = files.slice(0, 3).map(whole);
    expect(await said(files, read, 2)).toBe(
      'Not checked: 18 files of 20, 2.json, 3.json, 4.json, 5.json, 6.json and 13 more.',
    );
    expect(await said(['a.json'], [whole('a.json')], 1)).toBe('Everything had been checked until then.');
  });

  test('within NDJSON', async () => {
    const read = [lines(1, '{}\n{}\n'), lines(3, '{}\n')];
    const files = ['a.json', 'b.ndjson'];
    expect(await said(files, [whole('a.json'), ...read], 2)).toBe('Not checked: 1 file of 2, b.ndjson from line 3 on.');
    expect(await said(files, [whole('a.json'), ...read], 3)).toBe('Not checked: 1 file of 2, b.ndjson from line 4 on.');
    expect(await said(['b.ndjson'], read, 0)).toBe('Not checked: 1 file of 1, b.ndjson.');
  });
});
