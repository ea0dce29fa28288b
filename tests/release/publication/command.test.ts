import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ig } from '../../cli/run-ig.ts';
import { builtGuide, contentOf, scratch, webSite } from './fake-guide.ts';

test('what is asked for, what is told of it, and the exit code', async () => {
  const folder = scratch();
  const web = webSite(folder);
  const guide = await builtGuide(join(folder, 'guide'), { version: '1.0.0', stage: 'release', isFirst: true });
  const before = contentOf(web);
  const publish = (...args: readonly string[]) => ig(['release', 'publish', ...args, '--web', web], { cwd: guide });

  const dry = await publish('.', '--dry-run');
  expect([dry.code, dry.stderr]).toEqual([0, expect.stringContaining('Proving that nothing else changes')]);
  expect(dry.stdout).toContain(
    'Would publish fr.example.guide 1.0.0; nothing was changed.\nAdded in ig/guide/1.0.0: 12\n',
  );
  expect(dry.stdout).toMatch(
    / {2}\+ ig\/guide\/1\.0\.0\/SHA256SUMS\n[\s\S]*for the current one: 11\n {2}\+ ig\/guide\//,
  );
  expect(dry.stdout).toMatch(/what tells of all versions: 2\n {2}~ package-feed\.xml\n {2}~ package-registry\.json\nUnchanged, byte for byte: 3 earlier files/); // biome-ignore format: one line
  expect(contentOf(web)).toEqual(before);

  writeFileSync(join(web, 'package-registry.json'), '');
  const refused = await publish('.', '--fail-on', 'never');
  expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('package-registry.json is empty')]);
  writeFileSync(join(web, 'package-registry.json'), '{}');

  const done = await publish('.');
  expect([done.code, done.stdout]).toEqual([
    0,
    expect.stringContaining('Published fr.example.guide 1.0.0: ig/guide/1.0.0/'),
  ]);
  expect(readdirSync(join(web, 'ig/guide/1.0.0/release'))).toEqual(['bill-of-materials.cdx.json', 'notes.md']);

  for (const [args, wanted] of [
    [['--resume'], /No publication into .* was interrupted/],
    [['.', '--undo'], /Give --resume or --undo alone/],
    [
      ['relase'],
      /relase is neither the folder of a guide nor a stage: stages\.yaml has ci-build, public-comment, correction, release/,
    ],
    [[], /Name what is published/],
  ] as const) {
    const { code, stderr } = await publish(...args);
    expect([code, stderr]).toEqual([2, expect.stringMatching(wanted)]);
  }
});
