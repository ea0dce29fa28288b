import { type ChildProcess, spawn } from 'node:child_process';
import headless from '@xterm/headless';

interface Options {
  readonly cwd: string;
  readonly columns: number;
  readonly rows: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** How long the screen is waited for. */
const PATIENCE = 120_000;

/** A program on a terminal, as a person sees it: a pseudo-terminal of the system, and what an emulator shows of it. */
export class RealTerminal {
  readonly screen: InstanceType<typeof headless.Terminal>;
  readonly exitCode: Promise<number | null>;
  readonly #process: ChildProcess;
  readonly #listeners = new Set<() => void>();

  /** @param command its arguments have no quotes in them */
  constructor(command: readonly string[], { cwd, columns, rows, env }: Options) {
    this.screen = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
    const line = `stty cols ${columns} rows ${rows}; exec ${command.map((part) => `'${part}'`).join(' ')}`;
    this.#process = spawn('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
      cwd,
      env: { ...process.env, TERM: 'xterm-256color', SHELL: '/bin/sh', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.exitCode = new Promise((resolve) => this.#process.once('close', resolve));
    this.#process.stdout?.on('data', (bytes: Buffer) =>
      this.screen.write(bytes, () => {
        for (const listener of this.#listeners) listener();
      }),
    );
  }

  /** The lines of the screen, without the blanks at their ends. */
  lines(): string[] {
    const { active } = this.screen.buffer;
    return Array.from({ length: this.screen.rows }, (_, row) => {
      return active.getLine(active.viewportY + row)?.translateToString(true) ?? '';
    });
  }

  press(keys: string): void {
    this.#process.stdin?.write(keys);
  }

  /** Calls at each change of the screen, until it is told to stop. */
  watch(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Waits until the screen has something to show.
   * @throws with the screen in the message where that does not come
   */
  async shows(wanted: string | RegExp): Promise<string[]> {
    const fits = () => (typeof wanted === 'string' ? this.text().includes(wanted) : wanted.test(this.text()));
    if (fits()) return this.lines();
    return await new Promise((resolve, reject) => {
      const stop = this.watch(() => {
        if (!fits()) return;
        clearTimeout(timer);
        stop();
        resolve(this.lines());
      });
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`The screen does not show ${wanted}:\n${this.text()}`));
      }, PATIENCE);
    });
  }

  text(): string {
    return this.lines().join('\n');
  }

  end(): void {
    this.#process.kill('SIGKILL');
  }
}
