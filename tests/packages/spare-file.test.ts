import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSealed, writeSealed } from '../../scripts/packages/disk/spare-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'ig-sealed-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'key.json');
const text = JSON.stringify({ a: 'é\n', b: [1, 2, 3] });

test('a text is read as it was written', () => {
  expect(readSealed(file)).toBeUndefined();
  writeSealed(file, text, 8);
  expect(readSealed(file)).toBe(text);
});

test('a text that was cut short, changed or named otherwise is none', () => {
  writeSealed(file, text, 8);
  const whole = readFileSync(file);
  for (let at = 0; at < whole.length; at++) {
    writeFileSync(file, whole);
    truncateSync(file, at);
    expect(readSealed(file)).toBeUndefined();
    const changed = Buffer.from(whole);
    changed.writeUInt8(changed.readUInt8(at) ^ 0x01, at);
    writeFileSync(file, changed);
    expect(readSealed(file)).toBeUndefined();
  }
  writeFileSync(file, whole);
  cpSync(file, join(folder, 'other.json'));
  expect(readSealed(join(folder, 'other.json'))).toBeUndefined();
});
