import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openPartCache } from '../../scripts/packages/disk/part-cache.ts';

const root = mkdtempSync(join(tmpdir(), 'ig-parts-'));
afterAll(() => rmSync(root, { recursive: true }));

let folder = '';
const file = () => join(folder, 'key');
const open = (kept = 8) => openPartCache(file(), kept);
beforeEach(() => {
  folder = mkdtempSync(join(root, 'cache-'));
});

const values = { short: 'é', object: { a: [1, null, false] }, long: 'x'.repeat(5_000) };

function write(given: Readonly<Record<string, unknown>> = values): void {
  const cache = open();
  for (const [name, value] of Object.entries(given)) cache.add(name, value);
  cache.keep();
}

/** Those values that are there; none may ever be another. */
function found(): string[] {
  const cache = open();
  return Object.entries(values).flatMap(([name, value]) => {
    const read = cache.read(name);
    if (read !== undefined) expect(read).toEqual(value);
    return read === undefined ? [] : [name];
  });
}

test('what was kept is found by its name, and nothing else is', () => {
  write();
  expect(found()).toEqual(Object.keys(values));
  expect(open().read('other')).toBeUndefined();
});

test('what is added later stands beside what is there', () => {
  write();
  write({ late: 1 });
  expect(found()).toEqual(Object.keys(values));
  expect(open().read('late')).toBe(1);
});

test('what another run keeps meanwhile stays', () => {
  const [one, other] = [open(), open()];
  one.add('short', values.short);
  other.add('object', values.object);
  one.keep();
  other.keep();
  expect(found()).toEqual(['short', 'object']);
});

test('nothing is written where nothing was added', () => {
  open().keep();
  expect(readdirSync(folder)).toEqual([]);
});

describe('a damaged file', () => {
  test('cut short at any place has what is whole, and never another value', () => {
    write();
    const whole = readFileSync(file());
    for (let length = 0; length < whole.length; length += 37) {
      writeFileSync(file(), whole);
      truncateSync(file(), length);
      expect(found()).not.toContain('long');
    }
  });

  test('with any byte changed has what is whole, and never another value', () => {
    write();
    const whole = readFileSync(file());
    for (let at = 0; at < whole.length; at += 37) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ 0x01, at);
      writeFileSync(file(), changed);
      expect(found().length).toBeLessThan(3);
    }
  });

  test('is mended by what the run adds', () => {
    write();
    truncateSync(file(), readFileSync(file()).length - 10);
    write({ long: values.long });
    expect(found()).toEqual(Object.keys(values));
  });

  test('of another key has nothing', () => {
    write();
    cpSync(file(), join(folder, 'other'));
    expect(openPartCache(join(folder, 'other'), 8).read('short')).toBeUndefined();
  });
});

describe('a place that cannot be written', () => {
  test('a folder in the place of the file', () => {
    mkdirSync(join(file(), 'taken'), { recursive: true });
    write();
    expect(found()).toEqual([]);
    expect(readdirSync(folder)).toEqual(['key']);
  });

  test('a file in the place of the folder', () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'mine');
    write();
    expect(found()).toEqual([]);
    expect(readFileSync(folder, 'utf8')).toBe('mine');
  });
});

test('the files used last stay', () => {
  for (const [age, name] of ['new', 'used', 'old', 'older'].entries()) {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), 1_000_000 - age, 1_000_000 - age);
  }
  const cache = open(3);
  cache.add('a', 1);
  cache.keep();
  expect(readdirSync(folder).toSorted()).toEqual(['key', 'new', 'used']);
});
