import { spawn } from 'node:child_process';
import { groupEnded, groupStarted, killGroup } from '../../machine/process-groups.ts';

/**
 * Runs a command of the user's after good verdicts, one run at a time: what comes while it runs is made up for by one
 * more run.
 */
export class CommandRunner {
  readonly #command: string;
  readonly #folder: string;
  readonly #ended: (exitCode: number) => void;
  #group: number | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isWanted = false;

  constructor(command: string, folder: string, ended: (exitCode: number) => void) {
    this.#command = command;
    this.#folder = folder;
    this.#ended = ended;
  }

  /** Its output goes to standard error: standard output is the verdicts'. */
  run(): void {
    if (this.#group !== undefined) {
      this.#isWanted = true;
      return;
    }
    this.#isWanted = false;
    // A group of its own: what the shell starts ends with it.
    const child = spawn(this.#command, { cwd: this.#folder, shell: true, detached: true, stdio: ['ignore', 2, 2] });
    this.#group = child.pid;
    if (child.pid !== undefined) groupStarted(child.pid);
    this.#last = new Promise<void>((resolve) => {
      const end = (exitCode: number) => {
        if (this.#group !== undefined) groupEnded(this.#group);
        this.#group = undefined;
        this.#ended(exitCode);
        if (this.#isWanted) this.run();
        resolve();
      };
      child.once('error', () => end(127));
      child.once('close', (code) => end(code ?? 1));
    });
  }

  /** Waits for the run that is under way. */
  async ended(): Promise<void> {
    await this.#last;
  }

  end(): void {
    this.#isWanted = false;
    if (this.#group !== undefined) killGroup(this.#group);
  }
}
