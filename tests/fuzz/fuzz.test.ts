import { expect, test } from 'vitest';
import { npmPackages } from '../validate/npm-packages.ts';
import { Fuzzer } from './fuzz-case.ts';
import { ProjectFuzzer } from './project-case.ts';

const packages = await npmPackages();
const fuzzer = new Fuzzer(packages);

test('a seed and a number always give the same input', () => {
  for (const number of [0, 1, 2, 3, 4, 5]) expect(fuzzer.input('x', number)).toEqual(fuzzer.input('x', number));
  expect(fuzzer.input('x', 1)).not.toEqual(fuzzer.input('y', 1));
});

test('two hundred changed resources and profiles are validated without a crash', () => {
  for (let number = 0; number < 200; number++) fuzzer.run(fuzzer.input('test', number));
});

test('twenty changed projects are compiled without a crash, and no file would lie outside', async () => {
  const projects = new ProjectFuzzer(packages);
  expect(projects.input('x', 1)).toEqual(projects.input('x', 1));
  for (let number = 0; number < 20; number++) await projects.run(projects.input('test', number));
});
