import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { reportOf } from '../cli/run-ig.ts';
import { fakeMachine } from './fake-publisher.ts';

const args = ['--format', 'json'];

/** What a run has found in the guide; what is said of its packages is said when the lockfile is made. */
function verdict(run: Parameters<typeof reportOf>[0]) {
  const { issues, results, packages } = reportOf(run);
  return { issues: issues.filter(({ rule }) => !/^(package|lockfile)-/.test(rule)), results, packages };
}

function keptIn(cache: string): string[] {
  const folder = join(cache, 'compilations');
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

const onlyKept = (cache: string): string => {
  const [file = '', ...others] = keptIn(cache);
  expect(others).toEqual([]);
  return file;
};

test('an unchanged guide is not compiled again: the same findings, the same fsh-generated/', async () => {
  const { project, cache, publish } = fakeMachine();
  const first = await publish({ args });
  expect(first.code).toBe(0);
  const kept = statSync(onlyKept(cache)).ino;
  const generated = join(project, 'fsh-generated');
  const files = readdirSync(generated, { recursive: true, encoding: 'utf8' }).toSorted();
  rmSync(generated, { recursive: true });

  const second = await publish({ args });
  expect(second.code).toBe(0);
  expect(verdict(second)).toEqual(verdict(first));
  expect(statSync(onlyKept(cache)).ino).toBe(kept);
  expect(readdirSync(generated, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual(files);
});

test('one that was cut short or changed is not believed', async () => {
  const { cache, publish } = fakeMachine();
  const first = await publish({ args });
  const file = onlyKept(cache);
  const text = readFileSync(file, 'utf8');
  for (const damaged of [text.slice(0, 5000), text.replaceAll('"max":"1"', '"max":"0"')]) {
    expect(damaged).not.toBe(text);
    writeFileSync(file, damaged);
    expect(verdict(await publish({ args }))).toEqual(verdict(first));
    expect(readFileSync(onlyKept(cache), 'utf8')).toBe(text);
  }
});

const edits = {
  'its FSH': (project: string) =>
    appendFileSync(join(project, 'input', 'fsh', 'more.fsh'), '\nProfile: Broken\nParent: Nowhere\n'),
  'a predefined resource': (project: string) => {
    const file = join(project, 'input', 'examples', 'Patient-new.json');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '{"resourceType":"Patient","id":"new","gender":"none"}');
  },
  'its configuration': (project: string) => appendFileSync(join(project, 'sushi-config.yaml'), '\nnonsense: true\n'),
};

for (const [what, edit] of Object.entries(edits))
  test(`a guide of which ${what} has changed is compiled again`, async () => {
    const { project, publish } = fakeMachine();
    const first = await publish({ args });
    expect(first.code).toBe(0);
    edit(project);
    expect(verdict(await publish({ args }))).not.toEqual(verdict(first));
  });

test('a guide with a link to a folder elsewhere is compiled each time', async () => {
  const { project, cache, publish } = fakeMachine();
  mkdirSync(join(project, 'elsewhere'));
  symlinkSync(join(project, 'elsewhere'), join(project, 'input', 'fsh', 'linked'));
  expect((await publish({ args })).code).toBe(0);
  expect(keptIn(cache)).toEqual([]);
});
