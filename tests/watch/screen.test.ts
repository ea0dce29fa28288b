import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ig, root, sharedCache } from '../cli/run-ig.ts';
import { RealTerminal } from '../terminal/terminal.ts';
import { guideFiles } from '../workspace/edited-guide.ts';
import { newProject } from '../workspace/project.ts';

const absent = spawnSync('script', ['--version']).status !== 0;
if (absent) process.stderr.write('Skipped: ig watch on a terminal (there is no `script` of util-linux here).\n');

const columns = 72;
let folder = '';
let terminal: RealTerminal;
beforeAll(async () => {
  if (absent) return;
  folder = newProject(guideFiles);
  await ig(['packages', 'lock', '--offline', '--quiet', folder]);
  terminal = new RealTerminal([process.execPath, join(root, 'bin', 'ig.js'), 'watch', folder, '--offline'], {
    cwd: folder,
    columns,
    rows: 30,
    env: { IG_CACHE: sharedCache },
  });
}, 120_000);
afterAll(() => {
  terminal?.end();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

const leaf = guideFiles['input/fsh/leaf.fsh'] ?? '';
const save = (text: string) => writeFileSync(join(folder, 'input/fsh/leaf.fsh'), text);

test.skipIf(absent)(
  'the screen of ig watch on a terminal, as it is edited at and typed at',
  async () => {
    await terminal.shows(/^✖ 10 errors/);
    expect(terminal.lines()).toHaveLength(30);
    expect(terminal.lines().at(-1)).toContain('q quit');

    save(leaf.replace('* device only', '* devise only'));
    const faulty = await terminal.shows(/^✖ .* new[\s\S]*confirmed/);
    const at = faulty.findIndex((line) => line.startsWith('+ error  input/fsh/leaf.fsh:'));
    expect(at).toBeGreaterThan(1);
    // The whole message is there, over as many lines as it takes, and none is longer than the terminal is wide.
    expect(
      faulty
        .slice(at + 1, at + 4)
        .join(' ')
        .replaceAll(/\s+/g, ' '),
    ).toMatch(/devise.*[Dd]id you mean.*device/);
    expect(Math.max(...faulty.map((line) => line.length))).toBeLessThanOrEqual(columns);

    terminal.press('s'); // all findings
    await terminal.shows('all findings');
    terminal.press('/nothing has this\r'); // in one piece, as what is pasted
    await terminal.shows('with "nothing has this": none');
    terminal.press('\u001b');
    await terminal.shows(/all findings: 1-\d+ of/);
    terminal.press('\u001b[Bj');
    await terminal.shows(/all findings: 3-\d+ of/);

    save(leaf);
    await terminal.shows(/^✖ 10 errors.* \d+ fixed[\s\S]*confirmed/);
    // What cannot be looked at takes away nothing of what was known.
    rmSync(join(folder, 'sushi-config.yaml'));
    await terminal.shows(/^✖ 10 errors[^\n]*\n[^\n]*\n✖ There is no sushi-config\.yaml/);
    writeFileSync(join(folder, 'sushi-config.yaml'), guideFiles['sushi-config.yaml'] ?? '');
    expect((await terminal.shows(/^✖ 10 errors[^✖]*confirmed/)).join('\n')).not.toContain('There is no');

    terminal.press('q');
    expect(await terminal.exitCode).toBe(0);
    expect(terminal.screen.buffer.active.type).toBe('normal');
  },
  300_000,
);
