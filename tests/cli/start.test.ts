import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { asNobody, canDropRights } from './rights.ts';
import { copyOf, filesBelow, type Run, root, runCommand, sharedCache, temporaryFolder } from './run-ig.ts';

if (!canDropRights)
  process.stderr.write('skipped: read-only folders (this user may write everywhere, and setpriv is not here)\n');

/** A copy of the toolchain, so that its bundle can be damaged while other tests run the program. */
let toolchain = '';
const bundle = () => join(toolchain, 'dist', 'ig.cjs');
const code = () => `${bundle()}.code`;
const start = () => runCommand(process.execPath, [join(toolchain, 'bin', 'ig.js'), 'explain-rule', 'cardinality']);

beforeEach(async () => {
  toolchain = temporaryFolder();
  for (const name of ['bin', 'scripts', 'package.json'])
    cpSync(join(root, name), join(toolchain, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(toolchain, 'node_modules'));
});

/** Runs the program again after something was done to its files: it must say the same, and leave them whole. */
async function recovers(): Promise<void> {
  const run = await start();
  expect(run).toEqual({ code: 0, stdout: expect.stringMatching(/^cardinality/), stderr: '' });
  expect(filesBelow(join(toolchain, 'dist'))).toEqual(['ig.cjs', 'ig.cjs.code']);
  const written = statSync(code()).mtimeMs;
  expect(await start()).toEqual(run);
  expect(statSync(code()).mtimeMs, 'whole code is taken as it is').toBe(written);
}

test('the bundle is all ASCII: regular expressions too, which would mean something else read byte by byte', async () => {
  await start();
  expect(readFileSync(bundle()).findIndex((byte) => byte > 0x7f)).toBe(-1);
});

describe('the compiled code of the program', () => {
  test('is left by the first run, and taken by the second', recovers);

  test('is made anew when it was cut short', async () => {
    await start();
    truncateSync(code(), 100_000);
    await recovers();
  });

  test('is made anew when it was changed, which would end the process otherwise', async () => {
    await start();
    const bytes = readFileSync(code());
    for (let at = 1_000; at < bytes.length; at += 10_000) bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
    writeFileSync(code(), bytes);
    await recovers();
  });

  test('is made anew when it is of another bundle', async () => {
    await start();
    const old = readFileSync(code());
    const file = join(toolchain, 'scripts', 'commands', 'options', 'explanation.ts');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nprocess.stdout.write('');\n`);
    await start();
    writeFileSync(code(), old);
    await recovers();
  });

  test('is done without where it cannot be written', async () => {
    await start();
    rmSync(code());
    mkdirSync(join(code(), 'taken'), { recursive: true });
    expect(await start()).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(join(toolchain, 'dist'))).toEqual(['ig.cjs', 'ig.cjs.code']);
  });
});

describe('the bundle', () => {
  test('is made once by several runs at a time, which leave nothing beside it', async () => {
    const runs = await Promise.all([start(), start(), start(), start()]);
    for (const run of runs) expect(run).toEqual({ code: 0, stdout: runs[0]?.stdout, stderr: '' });
    expect(readdirSync(toolchain).toSorted()).toEqual(['bin', 'dist', 'node_modules', 'package.json', 'scripts']);
    await recovers();
  });

  test('is made anew when a source is younger, though code was cached in between', async () => {
    await start();
    await start();
    const file = join(toolchain, 'scripts', 'ig.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace('void main()', "process.stdout.write('new '); void main()"));
    expect((await start()).stdout).toMatch(/^new cardinality/);
  });

  const damages: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
    'was cut short': (bytes) => bytes.subarray(0, bytes.length >> 1),
    'was emptied': () => Buffer.alloc(0),
    'was changed by a letter': (bytes) => {
      const at = bytes.indexOf('cardinality');
      return Buffer.concat([bytes.subarray(0, at), Buffer.from('k'), bytes.subarray(at + 1)]);
    },
    'has a block of zeros': (bytes) => Buffer.from(bytes).fill(0, bytes.length >> 1, (bytes.length >> 1) + 4096),
  };
  for (const [name, inflict] of Object.entries(damages)) {
    test(`is made anew when it ${name}`, async () => {
      await start();
      const sound = readFileSync(bundle());
      writeFileSync(bundle(), inflict(sound));
      await recovers();
      expect(readFileSync(bundle()).equals(sound)).toBe(true);
    });
  }

  test.skipIf(!canDropRights)('is done without where it cannot be written', async () => {
    chmodSync(toolchain, 0o555);
    const run = await asNobody(join(toolchain, 'bin', 'ig.js'), 'explain-rule', 'cardinality');
    expect(run).toMatchObject({ code: 0, stdout: expect.stringMatching(/^cardinality/), stderr: '' });
    expect(readdirSync(toolchain)).not.toContain('dist');
    chmodSync(toolchain, 0o755);
  });
});

test('the sources build a guide as the bundle does, where no bundle can be made', async () => {
  const build = (program: string[]) => {
    const guide = copyOf('fsh-only');
    const args = [...program, 'build', guide, '--offline', '--quiet'];
    return runCommand(process.execPath, args, { env: { IG_CACHE: sharedCache } });
  };
  const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
  const fromSources = await build([tsx, join(root, 'scripts', 'ig.ts')]);
  const bundled = await build([join(root, 'bin', 'ig.js')]);
  const withoutTime = ({ code, stdout }: Run) => ({ code, stdout: stdout.replace(/\(.* s\)$/m, '') });
  expect(fromSources.stderr).toBe('');
  expect(withoutTime(fromSources)).toEqual(withoutTime(bundled));
});
