import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Summary } from '../../scripts/model/report.ts';
import { projectFolder } from '../guide/compile-guide.ts';

/** The program as a user starts it. */
export const igProgram: string = join(projectFolder, 'bin', 'ig.js');

/** What `ig watch --format ndjson` prints, a line each (docs/watch.md). */
export type Event =
  | { readonly event: 'ready'; readonly summary: Summary }
  | VerdictEvent
  | { readonly event: 'confirmed'; readonly same: boolean }
  | { readonly event: 'failed'; readonly message: string };

export interface VerdictEvent {
  readonly event: 'verdict';
  readonly changed: readonly string[];
  readonly milliseconds: number;
  readonly added: readonly Issue[];
  readonly fixed: readonly Issue[];
  readonly summary: Summary;
}

/** A program that watches a guide, and what it says line by line. */
export class Watching {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  #waiting: (() => void) | undefined;
  #isOver = false;
  readonly exit: Promise<number | null>;

  constructor(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.#child = spawn(process.execPath, [igProgram, 'watch', folder, '--offline', ...args], {
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let rest = '';
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      this.#lines.push(...lines);
      this.#waiting?.();
    });
    this.exit = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        this.#isOver = true;
        this.#waiting?.();
        resolve(code);
      });
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  async line(): Promise<string> {
    while (true) {
      const line = this.#lines.shift();
      if (line !== undefined) return line;
      if (this.#isOver) throw new Error('It has ended.');
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }

  async event(): Promise<Event> {
    return JSON.parse(await this.line()) as Event;
  }

  /** @throws where something else is told */
  async next<Name extends Event['event']>(name: Name): Promise<Extract<Event, { event: Name }>> {
    const event = await this.event();
    if (event.event !== name) throw new Error(`Not ${name}, but ${JSON.stringify(event)}`);
    return event as Extract<Event, { event: Name }>;
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#child.kill(signal);
    return this.exit;
  }
}
