import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from './scratch.ts';

const root = join(import.meta.dirname, '../..');
const lines = readFileSync(join(root, 'container/Containerfile'), 'utf8').split('\n');
const after = (word: string) =>
  lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));

test('the base has no default, and every stage is on it or on an earlier one', () => {
  expect(after('ARG')).toEqual(['NODE_IMAGE']);
  const stages: string[] = [];
  for (const from of after('FROM')) {
    const [base = '', as, name = ''] = from.split(' ');
    expect(as).toBe('AS');
    expect([`$\{NODE_IMAGE}`, ...stages]).toContain(base);
    stages.push(name);
  }
  expect(stages).toEqual(['tool', 'slim', 'full']);
});

test('who runs either image is not root', () => {
  const targets = lines.join('\n').split(/^FROM /m);
  for (const name of ['slim', 'full']) {
    const target = targets.find((each) => each.split('\n')[0]?.endsWith(` AS ${name}`));
    expect(target?.match(/^USER .+$/gm)?.at(-1)).toBe('USER 1000');
  }
});

test('what comes into the images is there, and all that a package of the toolchain needs is among it', () => {
  const ignored = readFileSync(join(root, 'container/Containerfile.dockerignore'), 'utf8');
  const taken = [...ignored.matchAll(/^!(.+)$/gm)].map(([, path = '']) => path);
  expect(taken.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const tracked = execFileSync('git', ['-C', root, 'ls-files', ...taken], { encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(tracked).toEqual(expect.arrayContaining(['bin/ig.js', 'scripts/ig.ts', 'package-lock.json', 'stages.yaml']));
});

test('a base without a digest is not built on', () => {
  const bin = scratchFolder();
  mkdirSync(join(bin, 'log'));
  writeFileSync(join(bin, 'docker'), `#!/bin/sh\n[ "$1" = info ] || echo "$@" >>${bin}/log/asked\n`, { mode: 0o755 });
  const run = (NODE_IMAGE: string) =>
    spawnSync(join(root, '.ci/container'), { encoding: 'utf8', env: { ...process.env, NODE_IMAGE, PATH: `${bin}:${process.env.PATH}` } }); // biome-ignore format: one line
  for (const image of ['', 'node:24-bookworm-slim', `node:24@sha256:${'0'.repeat(63)}`]) {
    const { status, stderr } = run(image);
    expect([image, status, stderr]).toEqual([image, 2, expect.stringContaining('set NODE_IMAGE')]);
  }
  expect(existsSync(join(bin, 'log/asked'))).toBe(false);
  run(`node:24-bookworm-slim@sha256:${'0'.repeat(64)}`);
  expect(readFileSync(join(bin, 'log/asked'), 'utf8')).toMatch(/^build .*--target slim/);
});
