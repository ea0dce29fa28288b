import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeGenerated } from '../../scripts/compile/output/write-generated.ts';
import { EnvironmentError } from '../../scripts/model/issue.ts';
import { readFolder } from './sushi-command.ts';
import { temporaryProject } from './temporary-project.ts';

const files = new Map([
  ['resources/Patient-a.json', '{}\n'],
  ['fsh-index.txt', 'é'],
]);

const generated = (project: string) => readFolder(path.join(project, 'fsh-generated'));
const hidden = (project: string) => readdirSync(project).filter((name) => name.startsWith('.'));

describe('fsh-generated/', () => {
  test('holds the files, and nothing that was there before', async () => {
    const project = temporaryProject({ 'fsh-generated/resources/Patient-old.json': '{}' });
    await writeGenerated(project, files);
    expect(generated(project)).toEqual(Object.fromEntries(files));
    expect(hidden(project)).toEqual([]);
  });

  test('is not touched when it holds just these files', async () => {
    const project = temporaryProject({});
    await writeGenerated(project, files);
    const folder = statSync(path.join(project, 'fsh-generated'));
    await writeGenerated(project, files);
    expect(statSync(path.join(project, 'fsh-generated')).ino).toBe(folder.ino);
    await writeGenerated(project, new Map([...files, ['menu.xml', '<ul/>']]));
    expect(Object.keys(generated(project))).toContain('menu.xml');
  });

  test('stays as it was when the run is stopped', async () => {
    const project = temporaryProject({ 'fsh-generated/old.json': 'old' });
    const controller = new AbortController();
    const many = new Map([...Array(200).keys()].map((i) => [`resources/${i}.json`, `${i}`]));
    const writing = writeGenerated(project, many, controller.signal);
    setImmediate(() => controller.abort());
    await expect(writing).rejects.toThrow('aborted');
    expect(generated(project)).toEqual({ 'old.json': 'old' });
    expect(hidden(project)).toEqual([]);
  });

  test('stays as it was when a file cannot be written, and the message says what to do', async () => {
    const project = temporaryProject({ 'fsh-generated/old.json': 'old' });
    const impossible = new Map([
      ['a', 'a file'],
      ['a/b', 'a file in a file'],
    ]);
    const error = await writeGenerated(project, impossible).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EnvironmentError);
    expect(String(error)).toContain('something else has its name');
    expect(generated(project)).toEqual({ 'old.json': 'old' });
    expect(hidden(project)).toEqual([]);
  });

  test('of a project that is gone', async () => {
    const project = path.join(temporaryProject({}), 'gone');
    await expect(writeGenerated(project, files)).rejects.toThrow(EnvironmentError);
  });

  test('comes back after a run that was killed between its two renames', async () => {
    const project = temporaryProject({ '.fsh-generated-x-old/old.json': 'old', '.fsh-generated-x/new.json': 'new' });
    const controller = new AbortController();
    controller.abort();
    await expect(writeGenerated(project, files, controller.signal)).rejects.toThrow('aborted');
    expect(generated(project)).toEqual({ 'old.json': 'old' });
    expect(hidden(project)).toEqual([]);
  });

  test('is not taken from under another run', async () => {
    const other = `.fsh-generated-${process.ppid}-x/new.json`;
    const project = temporaryProject({ [other]: 'new' });
    await writeGenerated(project, files);
    expect(existsSync(path.join(project, other))).toBe(true);
  });

  test('is whole again after a run that was killed at any time', async () => {
    const project = temporaryProject({ 'fsh-generated/old.json': 'old' });
    const script = path.join(project, 'write.mts');
    const source = new URL('../../scripts/compile/output/write-generated.ts', import.meta.url).pathname;
    writeFileSync(
      script,
      `import { writeGenerated } from ${JSON.stringify(source)};
       const many = new Map([...Array(500).keys()].map((i) => ['resources/' + i + '.json', 'x'.repeat(10000)]));
       setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(process.argv[2]));
       for (let i = 0; ; i++) void (await writeGenerated(process.argv[3], new Map([...many, ['round', String(i)]])));`,
    );
    mkdirSync(path.join(project, 'input'), { recursive: true });
    const cwd = new URL('../..', import.meta.url).pathname;
    for (const after of [1, 40, 90, 170]) {
      const { signal, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script, String(after), project], {
        cwd,
      });
      expect(signal, String(stderr)).toBe('SIGKILL');
    }
    await writeGenerated(project, files);
    expect(generated(project)).toEqual(Object.fromEntries(files));
    expect(hidden(project)).toEqual([]);
    expect(existsSync(script)).toBe(true);
  });
});
