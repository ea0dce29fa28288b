import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EnvironmentError } from '../../scripts/model/issue.ts';
import {
  formatLockfile,
  LOCKFILE_NAME,
  type Lockfile,
  parseLockfile,
  readLockfile,
  writeLockfile,
} from '../../scripts/packages/lockfile.ts';
import { temporaryFolder } from './tiny-package.ts';

const integrity = `sha512-${'A'.repeat(86)}==`;
const lock: Lockfile = {
  lockfileVersion: 1,
  packages: [
    { id: 'example.b', version: '2.0.0', source: 'npm', integrity, resolved: 'npm:example.b@2.0.0' },
    {
      id: 'example.b',
      version: '1.0.0',
      source: 'stand-in',
      integrity,
      dependencies: { 'example.c': '1.0.0', 'example.a': '1.x' },
    },
  ],
};

test('one id may have two versions, and the text is sorted whatever the order was', () => {
  const text = formatLockfile(lock);
  expect(formatLockfile({ ...lock, packages: lock.packages.toReversed() })).toBe(text);
  const { value, issues } = parseLockfile(text, LOCKFILE_NAME);
  expect(issues).toEqual([]);
  expect(value?.packages.map(({ version }) => version)).toEqual(['1.0.0', '2.0.0']);
  expect(Object.keys(value?.packages[0]?.dependencies ?? {})).toEqual(['example.a', 'example.c']);
});

test('written to disk it is read back, and nothing else is left there', () => {
  const project = temporaryFolder();
  writeLockfile(project, lock);
  writeLockfile(project, lock);
  expect(readdirSync(project)).toEqual([LOCKFILE_NAME]);
  expect(readLockfile(project).value).toEqual({ ...lock, packages: lock.packages.toReversed() });
});

test('a project without a lockfile has none, without a complaint', () => {
  expect(readLockfile(temporaryFolder())).toEqual({ value: undefined, issues: [] });
});

test('a place that cannot be written is said in one sentence', () => {
  const project = join(temporaryFolder(), 'missing');
  expect(() => writeLockfile(project, lock)).toThrow(EnvironmentError);
});

describe('a lockfile that is wrong', () => {
  const withPackage = (more: object) =>
    JSON.stringify(
      { lockfileVersion: 1, packages: [{ id: 'example.a', version: '1.0.0', source: 'npm', integrity, ...more }] },
      undefined,
      1,
    );
  const cases: [claim: string, text: string, message: RegExp, line: number][] = [
    ['cut short', '{\n "lockfileVersion": 1,\n "packages": [', /not JSON.*ig packages lock/, 3],
    ['of a later version', '{\n"lockfileVersion": 2, "packages": []}', /lockfileVersion/, 2],
    ['with a range for a version', withPackage({ version: '1.x' }), /packages\.0\.version: must be exact/, 6],
    ['with a version that moves', withPackage({ version: 'current' }), /packages\.0\.version: must be exact/, 6],
    [
      'with an integrity of another kind',
      withPackage({ integrity: 'sha1-abc' }),
      /packages\.0\.integrity: must be sha512-/,
      8,
    ],
    ['with a source that is none', withPackage({ source: 'file' }), /packages\.0\.source/, 7],
    ['with a key that is unknown', withPackage({ extra: 1 }), /Unrecognized key.*extra/, 4],
    ['with an id that leads elsewhere', withPackage({ id: '../x' }), /packages\.0\.id: must be a package id/, 5],
  ];
  for (const [claim, text, message, line] of cases) {
    test(claim, () => {
      const { value, issues } = parseLockfile(text, LOCKFILE_NAME);
      expect(value).toBeUndefined();
      expect(issues).toHaveLength(1);
      expect(issues[0]?.message).toMatch(message);
      expect(issues[0]?.source).toMatchObject({ file: LOCKFILE_NAME, line });
    });
  }

  test('names a package twice', () => {
    const twice = formatLockfile({ ...lock, packages: [...lock.packages, ...lock.packages] });
    expect(parseLockfile(twice, LOCKFILE_NAME).issues[0]?.message).toMatch(/example\.b#1\.0\.0 is locked twice/);
  });

  test('stays as it is until it is written whole', () => {
    const project = temporaryFolder();
    writeFileSync(join(project, LOCKFILE_NAME), 'broken');
    expect(readLockfile(project).value).toBeUndefined();
    expect(readFileSync(join(project, LOCKFILE_NAME), 'utf8')).toBe('broken');
  });
});
