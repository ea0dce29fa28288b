import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { RealTerminal } from '../terminal/terminal.ts';
import { ig, runCommand, temporaryFolder } from './run-ig.ts';

const folder = temporaryFolder({ 'my guide/sushi-config.yaml': '' });
const scripts: Record<string, string> = {};
beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    scripts[shell] = (await ig(['completion', shell])).stdout;
    writeFileSync(join(folder, `ig.${shell}`), scripts[shell]);
  }
});

/** What Bash offers for the last of the words, without a terminal. */
async function offered(...words: string[]): Promise<string[]> {
  const line = words.map((word) => `'${word}'`).join(' ');
  const script = `source ig.bash; COMP_WORDS=(ig ${line}); COMP_CWORD=${words.length}; _ig; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const run = await runCommand('bash', ['--norc', '-c', script], { cwd: folder });
  expect(run).toMatchObject({ code: 0, stderr: '' });
  return run.stdout.split('\n').filter((each) => each !== '');
}

describe('bash is offered', () => {
  test('commands, and those below them, and all that ig help tells of', async () => {
    const help = await ig(['--help']);
    const commands = [...help.stdout.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name]) => name);
    expect(commands.length).toBeGreaterThan(10);
    expect(await offered('')).toEqual(commands);
    expect(await offered('packages', 'bundle', 'im')).toEqual(['import']);
    expect(await offered('help', 'packages', 'lo')).toEqual(['lock']);
  });

  test('the options of a command, and what they take', async () => {
    const help = await ig(['build', '--help']);
    const flags = [...help.stdout.matchAll(/(--[a-z-]+)(?=[ ,<].*$)/gm)].map(([, flag]) => flag);
    const words = await offered('build', '--');
    expect(words).toContain('--max-findings');
    expect(flags).toEqual(expect.arrayContaining(words));
    expect(await offered('build', '--fail-on', '')).toEqual(['error', 'warning', 'information', 'never']);
    expect(await offered('build', '--format', 's')).toEqual(['sarif']);
    expect(await offered('compare', '--format', 'm')).toEqual(['markdown']);
  });

  test('names of rules, shells and folders', async () => {
    expect(await offered('explain-rule', 'binding-req')).toContain('binding-required');
    expect(await offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
    expect(await offered('build', 'my')).toEqual(['my guide']);
    expect(await offered('build', '--output', 'my')).toEqual([]); // left to readline, which knows files
  });
});

const hasTerminal = spawnSync('script', ['--version']).status === 0;
if (!hasTerminal)
  process.stderr.write('Skipped: completion in a terminal (there is no `script` of util-linux here).\n');
test.skipIf(!hasTerminal)('a person who presses the tabulator in Bash gets it', async () => {
  const env = { PS1: '$ ', HOME: folder, HISTFILE: '' };
  const terminal = new RealTerminal(['bash', '--norc', '-i'], { cwd: folder, columns: 80, rows: 10, env });
  terminal.press('source ig.bash; PS1="> "\n');
  await terminal.shows(/^> /m);
  terminal.press('ig pack\tlo\t--sou\treg\t');
  expect(await terminal.shows('> ig packages lock --source registry')).toBeDefined();
  terminal.press('\u0015ig build my\t');
  expect(await terminal.shows(String.raw`> ig build my\ guide/`)).toBeDefined();
  terminal.press('\u0015exit\n');
  await terminal.exitCode;
});

for (const shell of ['zsh', 'fish']) {
  test(`${shell} is told of every command and option`, () => {
    for (const word of ['/packages/bundle/import', 'max-findings', 'binding-required', 'sarif', 'fhir-ig'])
      expect(scripts[shell]).toContain(word);
  });
  const isHere = spawnSync(shell, ['--version']).status === 0;
  if (!isHere) process.stderr.write(`Skipped: whether ${shell} reads its completion (it is not installed here).\n`);
  test.skipIf(!isHere)(`${shell} reads it`, async () => {
    expect(await runCommand(shell, ['-n', `ig.${shell}`], { cwd: folder })).toMatchObject({ code: 0, stderr: '' });
  });
}
