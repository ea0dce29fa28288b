import { setTimeout as delay } from 'node:timers/promises';
import { EnvironmentError } from '../model/issue.ts';
import { RequestFailure, toFailure } from './request-failure.ts';

export interface Patience {
  readonly signal: AbortSignal;
  /** How long a server may say nothing, before its answer and within it. */
  readonly silenceMs: number;
  /** How often a request is tried that fails for a reason that may pass. */
  readonly attempts: number;
}

const SILENCE_SECONDS = 30;
const LEAST_SECONDS = 0.1;
/** Node's own fetch gives up after so much silence. */
const MOST_SECONDS = 300;

/** How long a server may say nothing: `IG_NETWORK_TIMEOUT` in seconds, else 30. In milliseconds. */
export function silenceFrom(env: Readonly<Record<string, string | undefined>>): number {
  const { IG_NETWORK_TIMEOUT: text } = env;
  if (text === undefined || text === '') return SILENCE_SECONDS * 1000;
  const seconds = Number(text);
  if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) return seconds * 1000;
  throw new EnvironmentError(
    `IG_NETWORK_TIMEOUT must be a number of seconds from ${LEAST_SECONDS} to ${MOST_SECONDS}; found "${text}".`,
  );
}

/** What a line for modems carried. Measured over a while: a slow line is not slow all the time. */
const LEAST_BYTES_PER_SECOND = 1024;
/** So many times the silence that is allowed: two minutes. */
const WINDOWS = 4;

/** Watches one try: ends it when the server falls silent, sends too little, or takes too long. */
export class Watch {
  readonly signal: AbortSignal;
  readonly #user: AbortSignal;
  readonly #silence = new AbortController();
  readonly #end: AbortSignal;
  readonly #silenceMs: number;
  readonly #timer: NodeJS.Timeout;
  #windowStart = performance.now();
  #windowBytes = 0;

  /** @param end aborted with the failure to be told when all tries together have taken too long */
  constructor({ signal, silenceMs }: Patience, end: AbortSignal) {
    this.#user = signal;
    this.#end = end;
    this.#silenceMs = silenceMs;
    this.#timer = setTimeout(() => this.#silence.abort(), silenceMs);
    this.signal = AbortSignal.any([signal, this.#silence.signal, end]);
  }

  /** The server has said something. @throws {RequestFailure} when it says too little */
  heard(bytes: number): void {
    this.#timer.refresh();
    const now = performance.now();
    this.#windowBytes += bytes;
    const seconds = (now - this.#windowStart) / 1000;
    if (seconds * 1000 < this.#silenceMs * WINDOWS) return;
    if (this.#windowBytes < seconds * LEAST_BYTES_PER_SECOND)
      throw new RequestFailure('it sends less than 1 KiB a second', { isDown: true });
    this.#windowStart = now;
    this.#windowBytes = 0;
  }

  /** What fetch has thrown, by who ended it. */
  failure(cause: unknown): unknown {
    if (this.#user.aborted) return this.#user.reason;
    if (this.#end.aborted) return this.#end.reason;
    if (!this.#silence.signal.aborted) return toFailure(cause);
    return new RequestFailure(`it said nothing for ${this.#silenceMs / 1000} s`, { cause, mayPass: true });
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}

const FIRST_PAUSE_MS = 250;

/**
 * Runs a request, and again after ever longer pauses where its failure may pass.
 * @param totalMs how long all tries may take together
 */
export async function patiently<T>(patience: Patience, totalMs: number, run: (watch: Watch) => Promise<T>): Promise<T> {
  const { attempts, signal } = patience;
  signal.throwIfAborted();
  const end = new AbortController();
  const tooLong = new RequestFailure(`it took longer than ${shownTime(totalMs)}`, { isDown: true });
  const timer = setTimeout(() => end.abort(tooLong), totalMs);
  try {
    for (let attempt = 1; ; attempt++) {
      const watch = new Watch(patience, end.signal);
      let pauseMs = FIRST_PAUSE_MS * 2 ** (attempt - 1);
      try {
        return await run(watch);
      } catch (error) {
        if (!(error instanceof RequestFailure) || !error.mayPass || attempt >= attempts) throw error;
        pauseMs = error.pauseMs ?? pauseMs;
      } finally {
        watch.close();
      }
      await delay(pauseMs, undefined, { signal: AbortSignal.any([signal, end.signal]) }).catch(() => {
        throw signal.aborted ? signal.reason : tooLong;
      });
    }
  } finally {
    clearTimeout(timer);
  }
}

function shownTime(ms: number): string {
  if (ms < 120_000) return `${ms / 1000} s`;
  return ms < 7_200_000 ? `${Math.round(ms / 60_000)} minutes` : `${Math.round(ms / 3_600_000)} hours`;
}
