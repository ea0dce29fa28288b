import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Severity } from '../../model/issue.ts';
import type { RunDetails } from '../../report/formats/options.ts';
import { shownPath } from '../output/progress.ts';
import { writeReport } from '../output/reporting.ts';
import type { ScreenTeller } from './screen-teller.ts';
import type { ProjectWatch } from './watch-project.ts';

interface Doing {
  readonly project: string;
  readonly watch: ProjectWatch;
  readonly failOn: Severity | 'never';
  readonly details: RunDetails;
  readonly signal: AbortSignal;
  readonly quit: () => void;
}

const CTRL_C = '\u0003';
/** What a key sends: a sequence that begins with Escape, or a character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Escape is what terminals send
const A_KEY = /\u001b(?:\[[\d;]*[A-Za-z~]|O[A-Za-z])|[\s\S]/gu;

/** Does what the keys of a terminal ask for, until the function that is given back is called. */
export function takeKeys(screen: ScreenTeller, doing: Doing): () => void {
  const { stdin, stdout } = process;
  const press = (key: string) => {
    if (key === CTRL_C || (key === 'q' && !screen.isTyping)) doing.quit();
    else if (!screen.press(key)) void act(key, screen, doing).catch((error) => doing.watch.fail(error));
  };
  // What is typed quickly, or pasted, comes in one piece.
  const type = (keys: string) => {
    for (const [key] of keys.matchAll(A_KEY)) press(key);
  };
  const redraw = () => screen.draw();
  stdin.setRawMode(true).setEncoding('utf8').on('data', type).resume();
  stdout.on('resize', redraw);
  return () => {
    stdin.off('data', type).pause();
    stdin.setRawMode(false);
    stdout.off('resize', redraw);
  };
}

async function act(key: string, screen: ScreenTeller, { project, watch, failOn, details, signal }: Doing) {
  if (key === 'r') await watch.again(signal);
  if (key !== 'o' || watch.report === undefined) return;
  const file = join(project, 'build', 'report.html');
  await writeReport(file, 'html', watch.report, { ...details, failOn });
  open(file);
  screen.note(`The report: ${shownPath(file)}`);
}

/** Where the system has no program for it, its path is told all the same. */
function open(file: string): void {
  const programs: Partial<Record<NodeJS.Platform, string>> = { darwin: 'open', win32: 'explorer' };
  const child = spawn(programs[process.platform] ?? 'xdg-open', [file], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
