import { expect, test } from 'vitest';
import { isScoped, unscoped } from '../../scripts/java/unscoped.ts';
import { tinyPackage } from '../packages/tiny-package.ts';

const plain = tinyPackage('example.a#1.0.0', [], { 'example.b': '1.0.0' });

test('packages without a scope stay as they are', () => {
  const packages = [plain];
  expect(unscoped(packages)).toBe(packages);
});

test('a package with a scope has another name, also where others depend on it', () => {
  const scoped = tinyPackage('@scope/x#1.0.0', [], { 'example.a': '1.0.0' });
  const user = tinyPackage('example.user#1.0.0', [], {
    '@scope/x': '1.0.0',
    'y@npm:@scope/x': '1.0.0',
    'z@npm:a': '2',
  });
  const renamed = unscoped([plain, scoped, user]);
  expect(renamed.map(({ id, manifest }) => [id, manifest.name, manifest.dependencies])).toEqual([
    ['example.a', 'example.a', { 'example.b': '1.0.0' }],
    ['scope.scope.x', 'scope.scope.x', { 'example.a': '1.0.0' }],
    ['example.user', 'example.user', { 'scope.scope.x': '1.0.0', 'y@npm:scope.scope.x': '1.0.0', 'z@npm:a': '2' }],
  ]);
  expect(renamed.some(isScoped)).toBe(false);
});
