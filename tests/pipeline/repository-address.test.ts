import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { repositoryAddress } from '../../scripts/pipeline/publishing/repository-address.ts';

const folder = mkdtempSync(join(tmpdir(), 'ig-repository-'));
mkdirSync(join(folder, 'input', 'data'), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function found(setting?: string) {
  const file = join(folder, 'input', 'data', 'depot.yml');
  rmSync(file, { force: true });
  if (setting !== undefined) writeFileSync(file, setting);
  return repositoryAddress(folder).map(({ rule, severity }) => [rule, severity]);
}

test('a guide whose pages would lead to its repository is told that they lead nowhere', () => {
  const missing = [['repository-address', 'information']];
  for (const setting of [
    "adresse: ''",
    'adresse:',
    '',
    'adresse: javascript:alert(1)',
    '[',
    'adresse: [https://x.example]',
  ])
    expect(found(setting), setting).toEqual(missing);
});

test('one that names an address, or has no such setting, is told nothing', () => {
  expect(found('adresse: https://forge.example/guide')).toEqual([]);
  expect(found()).toEqual([]);
});
