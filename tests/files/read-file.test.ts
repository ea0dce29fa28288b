import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { FileFault } from '../../scripts/files/file-fault.ts';
import { readBytes, readBytesSoon, readTextIfThere, streamOf } from '../../scripts/files/read-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'ig-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

async function collected(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of streamOf(file)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What each way to read a file says of it; the same one. */
async function faultsOf(file: string): Promise<(string | undefined)[]> {
  const reason = (error: unknown) => (error instanceof FileFault ? error.reason : String(error));
  const soon = await readBytesSoon(file).then(() => undefined, reason);
  const streamed = await collected(file).then(() => undefined, reason);
  try {
    readBytes(file);
    return [undefined, soon, streamed];
  } catch (error) {
    return [reason(error), soon, streamed];
  }
}

test('every way to read gives the bytes that were written', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300_000 }), async (bytes) => {
      writeFileSync(at('bytes'), bytes);
      const wanted = Buffer.from(bytes);
      expect(readBytes(at('bytes')).equals(wanted)).toBe(true);
      expect((await readBytesSoon(at('bytes'))).equals(wanted)).toBe(true);
      expect((await collected(at('bytes'))).equals(wanted)).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('a file whose length the system does not tell is read to its end', async () => {
  expect(readBytes('/proc/self/status').toString()).toContain('VmPeak');
  expect((await readBytesSoon('/proc/self/status')).toString()).toContain('VmPeak');
});

test('what is no regular file is refused at once, with its kind', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  mkdirSync(at('folder'));
  symlinkSync('nowhere', at('broken'));
  symlinkSync('circle', at('circle'));
  symlinkSync('pipe', at('link'));
  const cases = {
    pipe: 'it is a pipe, not a file',
    link: 'it is a pipe, not a file',
    folder: 'it is a folder',
    broken: 'it is a link to something that does not exist',
    circle: 'its links lead in a circle',
    nothing: 'there is no such file',
    'pipe/x': 'part of its path is no folder',
  };
  for (const [name, reason] of Object.entries(cases))
    expect(await faultsOf(at(name)), name).toEqual([reason, reason, reason]);
  expect(await faultsOf('/dev/zero')).toEqual(Array(3).fill('it is a device, not a file'));
});

test('a file is read up to its bound, and not a byte further', () => {
  writeFileSync(at('ten'), '0123456789');
  expect(readBytes(at('ten'), 10).length).toBe(10);
  expect(() => readBytes(at('ten'), 9)).toThrow(/more than the/);
  truncateSync(at('ten'), 3 * 2 ** 30);
  expect(() => readBytes(at('ten'))).toThrow(/it has 3072 MiB, more than the 256 MiB that are read/);
});

test('only a file that is not there is none: a link to nothing is a fault', () => {
  expect(readTextIfThere(at('nothing'))).toBe(undefined);
  expect(() => readTextIfThere(at('broken'))).toThrow(FileFault);
});
