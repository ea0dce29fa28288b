import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ig, root, temporaryFolder, writeFiles } from '../cli/run-ig.ts';

/** The tutorial, done as it says; what it shows is what is printed. */
test('the first guide is what the tutorial says', async () => {
  const page = readFileSync(join(root, 'docs/first-guide.md'), 'utf8');
  const blocks = [...page.matchAll(/```(\w*)\n([\s\S]*?)```/g)].map(([, kind, text = '']) => ({ kind, text }));
  const shown = blocks.filter(({ kind }) => kind === '').map(({ text }) => text.trimEnd());
  const command = (begin: string) =>
    [...(blocks.find(({ text }) => text.startsWith(begin))?.text.split('\n')[0] ?? '').matchAll(/"([^"]*)"|(\S+)/g)]
      .slice(1)
      .map(([, quoted, word = '']) => quoted ?? word);
  const cwd = temporaryFolder();
  expect((await ig([...command('ig init'), '--offline'], { cwd })).code).toBe(0);
  const guide = join(cwd, 'my-guide');
  const build = () => ig(['build', '--offline', '--frozen'], { cwd: guide });
  expect((await build()).stdout).toContain('4 resources valid, 0 errors');

  const file = 'input/fsh/step-count.fsh';
  const fsh = readFileSync(join(guide, file), 'utf8');
  expect(page).toContain("`* valueQuantity = 8000 'steps'`");
  writeFiles(guide, { [file]: fsh.replace("= 8000 '/d'", "= 8000 'steps'") });
  const broken = await build();
  expect([broken.code, broken.stdout]).toEqual([1, expect.stringContaining(shown[0] ?? 'nothing')]);

  const more = blocks.find(({ kind }) => kind === 'fsh')?.text ?? '';
  writeFiles(guide, { [file]: fsh.replace('* performer 1..\n', `* performer 1..\n${more}`) });
  expect((await build()).stdout).toContain(shown[1] ?? 'nothing');

  writeFiles(guide, { [file]: fsh, 'payload.json': blocks.find(({ kind }) => kind === 'json')?.text ?? '' });
  const payload = await ig([...command('ig validate'), '--offline'], { cwd: guide });
  expect([payload.code, payload.stdout]).toEqual([1, expect.stringContaining(shown[2] ?? 'nothing')]);
});
