/**
 * Records the programs at work, each on a terminal of its own, for the README:
 *   npm run recordings
 * writes docs/recordings/*.svg. The guide is a copy of this one, which is edited on the way.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder as root } from '../guide/compile-guide.ts';
import { RealTerminal } from '../terminal/terminal.ts';
import { animated, drawnLines, type Frame } from './drawing.ts';

const size = { columns: 100, rows: 14 };
/** A pause is shown no longer than this, in milliseconds: nobody needs to wait as long as the program did. */
const LONGEST = 2500;
/** What is shown for less than this, nobody sees. */
const SHORTEST = 25;

const folder = mkdtempSync(join(tmpdir(), 'ig-recorded-'));
const guide = join(folder, 'guide');
mkdirSync(guide);
const parts = ['input', 'upstream', 'sushi-config.yaml', 'ig.ini', 'fhir-packages.lock.json'];
for (const part of [...parts, 'suppressions.yaml', 'actors.yaml'])
  try {
    cpSync(join(root, part), join(guide, part), { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }

/** Runs a program and what is done to it, and gives what was seen. */
async function recorded(
  command: readonly string[],
  act: (terminal: RealTerminal) => Promise<void>,
  env: Readonly<Record<string, string>> = {},
): Promise<Frame[]> {
  const terminal = new RealTerminal(command, { cwd: guide, ...size, env });
  const frames: Frame[] = [];
  let shown = '';
  let at = 0;
  let before = performance.now();
  const keep = () => {
    const lines = drawnLines(terminal);
    if (lines.join('\n') === shown) return;
    shown = lines.join('\n');
    const now = performance.now();
    at += frames.length === 0 ? 0 : Math.min(now - before, LONGEST);
    before = now;
    // What comes in two pieces is one to who looks.
    if (frames.length > 0 && at - (frames.at(-1)?.at ?? 0) < SHORTEST) at = frames.pop()?.at ?? at;
    frames.push({ at, lines });
  };
  const stop = terminal.watch(keep);
  try {
    await act(terminal);
    return frames;
  } finally {
    stop();
    terminal.end();
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** As somebody types, key by key. */
async function typed(terminal: RealTerminal, keys: string): Promise<void> {
  for (const key of keys) {
    terminal.press(key);
    await pause(90);
  }
}

function edit(file: string, from: string, to: string): void {
  const path = join(guide, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not have ${from} any more.`);
  writeFileSync(path, text.replace(from, to));
}

async function save(name: string, title: string, frames: readonly Frame[]): Promise<void> {
  mkdirSync(join(root, 'docs', 'recordings'), { recursive: true });
  writeFileSync(join(root, 'docs', 'recordings', `${name}.svg`), animated(frames, size, title));
  process.stdout.write(`docs/recordings/${name}.svg: ${frames.length} frames\n`);
}

try {
  const profile = 'input/fsh/profiles/mes-observation-heartrate.fsh';
  const example = 'input/fsh/examples/frequence-cardiaque.fsh';
  await save(
    'watch',
    'ig watch: a rule with a misspelt path is told a moment after it is saved, with what to write; it is put right, and an example gets a wrong unit',
    await recorded([process.execPath, join(root, 'bin', 'ig.js'), 'watch', '--offline'], async (terminal) => {
      await terminal.shows(/✔.*resources valid/);
      await pause(2000);
      edit(profile, '* code ^short', '* cod ^short');
      await terminal.shows(/✖/);
      await pause(3000);
      edit(profile, '* cod ^short', '* code ^short');
      await terminal.shows(/✔.*fixed/);
      await pause(2000);
      edit(example, "'/min'", "'min'");
      await terminal.shows(/✖/);
      await pause(3000);
      edit(example, "'min'", "'/min'");
      await terminal.shows(/✔.*fixed[\s\S]*confirmed/);
    }),
  );
  const ig = join(root, 'bin', 'ig.js');
  const settings = join(root, 'tests', 'recordings', 'neovim.lua');
  await save(
    'lsp',
    'ig lsp in Neovim: what stands behind a path, the elements that a profile may go on with, and a finding as it is typed',
    await recorded(
      ['nvim', '--clean', '-n', '-u', settings, profile],
      async (terminal) => {
        await terminal.shows('Parent:');
        await pause(8000); // until the guide is known
        await typed(terminal, '/code ^short\rK');
        await terminal.shows(/1\.\.1/);
        await pause(4000);
        await typed(terminal, 'jjGo* eff');
        terminal.press('\u0018\u000f'); // Ctrl-X Ctrl-O
        await terminal.shows('effectiveDateTime');
        await pause(3000);
        terminal.press('\u0005\u001b'); // away with the menu
        await typed(terminal, 'cc* valeu[x] MS\u001b');
        await terminal.shows('✖');
        await pause(4000);
      },
      { IG_RECORDING: [process.execPath, ig].join('\n'), HOME: folder, XDG_STATE_HOME: folder },
    ),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
