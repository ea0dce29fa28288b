import { spawn } from 'node:child_process';
import type { Program } from './find-program.ts';

export interface Run {
  /** The exit code: 0 clean, 1 findings, 2 could not run; undefined when the run was cancelled. */
  readonly code: number | undefined;
  readonly output: string;
  /** What it said on standard error. */
  readonly said: string;
}

export interface RunOptions {
  readonly folder: string;
  /** What it reads from standard input. */
  readonly input?: string;
  readonly signal?: AbortSignal;
}

/** Of each stream; a report is a file and does not come this way. */
const MOST_CHARACTERS = 10_000_000;

/**
 * Runs a program to its end, without a shell.
 * @throws Error when it cannot be started
 */
export function run({ command, args }: Program, more: readonly string[], options: RunOptions): Promise<Run> {
  const { folder, input = '', signal } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, ...more], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
    let [output, said] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(0, MOST_CHARACTERS);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(0, MOST_CHARACTERS);
    });
    const cancel = () => child.kill(); // ig puts nothing half-written in its place
    signal?.addEventListener('abort', cancel, { once: true });
    child.on('error', reject);
    child.on('close', (code) => {
      signal?.removeEventListener('abort', cancel);
      resolve({ code: signal?.aborted === true ? undefined : (code ?? 2), output, said });
    });
    child.stdin.on('error', () => {}); // one that reads nothing says in its exit code why
    child.stdin.end(input);
  });
}

/** What is wrong with the Node.js that is to run `ig`; undefined if nothing is. */
export async function nodeFault(node: string, folder: string): Promise<string | undefined> {
  const advice = 'Install Node.js 20.12 or later, or set "ig.node" to it.';
  try {
    const { output } = await run({ command: node, args: ['--version'] }, [], { folder });
    const [, major = 0, minor = 0] = /^v(\d+)\.(\d+)\./.exec(output)?.map(Number) ?? [];
    if (major > 20 || (major === 20 && minor >= 12)) return undefined;
    return `"${node}" is not Node.js 20.12 or later. ${advice}`;
  } catch {
    return `Node.js was not found: "${node}" cannot be started. ${advice}`;
  }
}
