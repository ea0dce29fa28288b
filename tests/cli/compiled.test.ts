import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isRoot, works } from './rights.ts';
import { ig, root, sharedCache, temporaryFolder } from './run-ig.ts';

/** A cache of one's own, but for the packages in it: what a run compiles can then be damaged. */
let cache = '';
const compiled = () => join(cache, 'compiled');
const example = join(root, 'node_modules', 'hl7.fhir.r4.core', 'Observation-example.json');
const validate = () =>
  ig(['validate', '--fhir-only', '--quiet', '--fail-on', 'never', '--format', 'github', example], {
    env: { IG_CACHE: cache },
  });
let expected: Awaited<ReturnType<typeof validate>>;

beforeAll(async () => {
  await ig(['validate', '--fhir-only', '--quiet', '--fail-on', 'never', example]); // the packages are there from now on
});

beforeEach(async () => {
  cache = temporaryFolder();
  for (const name of readdirSync(sharedCache))
    if (name !== 'compiled') symlinkSync(join(sharedCache, name), join(cache, name));
  expected = await validate();
  expect(expected).toMatchObject({ code: 0, stdout: expect.stringContaining('best-practice'), stderr: '' });
});

function onlyFile(): string {
  const [name = '', ...others] = readdirSync(compiled());
  expect(others).toEqual([]);
  return join(compiled(), name);
}

/** Does something to the file of compiled definitions: the next run must say the same and mend it, so that one more has nothing to add. */
async function recoversFrom(damage: (file: string) => void): Promise<void> {
  const file = onlyFile();
  const whole = readFileSync(file);
  damage(file);
  expect(await validate()).toEqual(expected);
  const mended = readFileSync(onlyFile());
  expect(Math.abs(mended.length - whole.length)).toBeLessThan(100); // the parts may stand in another order
  expect(await validate()).toEqual(expected);
  expect(readFileSync(onlyFile()).equals(mended)).toBe(true);
}

describe('compiled definitions', () => {
  test('are kept for the next run, which adds nothing to them', () => recoversFrom(() => {}));

  test('cut short are compiled anew', () => recoversFrom((file) => truncateSync(file, 10_000)));

  test('tampered with are compiled anew', () =>
    recoversFrom((file) => {
      const text = readFileSync(file, 'latin1');
      expect(text).toContain('"max":"1"');
      writeFileSync(file, text.replaceAll('"max":"1"', '"max":"0"'), 'latin1');
    }));

  test('of other packages are not taken for these', () =>
    recoversFrom((file) => writeFileSync(file, '0123456789abcdef\n[["syntax a",[0,2,"0123456789abcdef"]]]\n{}')));

  test('are kept by two runs at a time', async () => {
    rmSync(compiled(), { recursive: true });
    for (const run of await Promise.all([validate(), validate(), validate()])) expect(run).toEqual(expected);
    onlyFile();
  });

  test('are done without where a file is in the way', async () => {
    rmSync(compiled(), { recursive: true });
    writeFileSync(compiled(), 'mine');
    expect(await validate()).toEqual(expected);
    expect(readFileSync(compiled(), 'utf8')).toBe('mine');
  });
});

const canMount = isRoot && works('mount', '--version');
if (!canMount) process.stderr.write('skipped: full disks (this user may not mount one)\n');

describe.skipIf(!canMount)('on a disk', () => {
  const mounted: string[] = [];
  const mount = (options: string) => {
    rmSync(compiled(), { recursive: true });
    mkdirSync(compiled());
    if (!works('mount', '-t', 'tmpfs', '-o', options, 'ig-test', compiled())) return false;
    mounted.push(compiled());
    return true;
  };
  afterAll(() => {
    for (const folder of mounted) works('umount', folder);
  });

  test('that is full they are done without, and nothing half is left', async ({ skip }) => {
    if (!mount('size=8k')) return skip('cannot mount');
    expect(await validate()).toEqual(expected);
    expect(readdirSync(compiled())).toEqual([]);
  });

  test('that may only be read they are done without', async ({ skip }) => {
    if (!mount('ro,size=1m')) return skip('cannot mount');
    expect(await validate()).toEqual(expected);
    expect(readdirSync(compiled())).toEqual([]);
  });
});
