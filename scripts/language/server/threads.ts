import type { Worker } from 'node:worker_threads';
import type { SpaceEdit } from '../../compile/format/format-fsh.ts';
import { startThread, staysOpen } from '../../process/start-thread.ts';
import type {
  FormatOrder,
  FormatReply,
  SyntaxOrder,
  SyntaxReply,
  ThreadSetup,
  Versions,
  WorkspaceOrder,
  WorkspaceReply,
} from '../worker/messages.ts';

/** The threads of a project that is open, and what they say. */
export interface ThreadListener {
  workspace(reply: WorkspaceReply): void;
  syntax(reply: SyntaxReply): void;
  /** A thread has ended by itself, as for want of memory. */
  lost(reason: string): void;
}

/** What was typed is compiled when the keys have rested for so long: longer where a compile takes longer. */
const LEAST_REST_MS = 60;
const MOST_REST_MS = 400;

/** Hands on what is typed: to the syntax at once, to the workspace when the keys rest. */
export class LanguageThreads {
  readonly #workspace: Worker;
  readonly #syntax: Worker;
  readonly #waiting = new Map<string, string | undefined>();
  #versions: Versions = {};
  #timer: NodeJS.Timeout | undefined;
  #isEnding = false;
  /** What waits for its formatting. */
  readonly #asked = new Map<number, (edits: readonly SpaceEdit[]) => void>();
  #asks = 0;
  #canFormat = true;
  /** How long the last look took. */
  lastMs = LEAST_REST_MS;

  constructor(setup: Omit<ThreadSetup, 'role'>, listener: ThreadListener) {
    this.#workspace = this.#start({ ...setup, role: 'workspace' }, listener);
    this.#syntax = this.#start({ ...setup, role: 'syntax' }, listener);
    this.#workspace.on('message', (reply: WorkspaceReply) => listener.workspace(reply));
    this.#syntax.on('message', (reply: SyntaxReply | FormatReply) => {
      if (reply.kind === 'syntax') listener.syntax(reply);
      else this.#answer(reply);
    });
    this.#syntax.on('exit', () => {
      this.#canFormat = false;
      for (const id of [...this.#asked.keys()]) this.#answer({ kind: 'format', id, edits: [] });
    });
  }

  #start(workerData: ThreadSetup, listener: ThreadListener): Worker {
    const worker = startThread('language-thread.js', 'language/worker/language-thread.ts', {
      workerData,
      ...(workerData.role === 'workspace' ? { resourceLimits: staysOpen } : {}),
    });
    const lost = (reason: string) => {
      if (!this.#isEnding) listener.lost(reason);
    };
    worker.on('error', (error) => lost(error.message));
    worker.on('exit', () => lost('the thread has ended'));
    return worker;
  }

  syntax(order: SyntaxOrder): void {
    this.#syntax.postMessage(order);
  }

  /** @returns nothing where the thread has ended */
  async format(text: string): Promise<readonly SpaceEdit[]> {
    if (!this.#canFormat) return [];
    const id = ++this.#asks;
    const order: FormatOrder = { kind: 'format', id, text };
    return new Promise((resolve) => {
      this.#asked.set(id, resolve);
      this.#syntax.postMessage(order);
    });
  }

  #answer({ id, edits }: FormatReply): void {
    this.#asked.get(id)?.(edits);
    this.#asked.delete(id);
  }

  /** @param text undefined for a file that is not open any more */
  edit(path: string, text: string | undefined, versions: Versions): void {
    this.#waiting.set(path, text);
    this.#versions = versions;
    clearTimeout(this.#timer);
    const rest = Math.min(MOST_REST_MS, Math.max(LEAST_REST_MS, this.lastMs / 4));
    this.#timer = setTimeout(() => this.flush(), rest);
  }

  /** Waits no longer, as after a save. */
  flush(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.size === 0) return;
    const order: WorkspaceOrder = { texts: new Map(this.#waiting), versions: this.#versions };
    this.#waiting.clear();
    this.#workspace.postMessage(order);
  }

  async end(): Promise<void> {
    this.#isEnding = true;
    clearTimeout(this.#timer);
    await Promise.all([this.#workspace.terminate(), this.#syntax.terminate()]);
  }
}
