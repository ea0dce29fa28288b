import { isMainThread } from 'node:worker_threads';
import { EnvironmentError } from '../model/issue.ts';

/*
 * What a signal does. Without a listener it ends the process at once, as it ends any program, and that is right while
 * there is nothing to report. With one it is only noted until the event loop turns: then the first asks the run to end
 * in order, and the second ends it at once. So there are listeners only while the event loop turns at least every
 * second; before anything that may take longer, they go.
 */

/** SIGHUP says that the terminal is gone: nothing can be told any more, but what was started has to end. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What is left to do when a run was interrupted may take so long, but for what it tells. */
const LAST_RESORT_MS = 1_000;

const interrupted = new AbortController();
/** Aborted by the first signal that was heard, with what is then to be said. */
export const interruption: AbortSignal = interrupted.signal;

let isListening = false;
/** Of the first signal: what is then said; undefined where the first ends the process. */
let ending: string | undefined;
let first: NodeJS.Signals | undefined;
const farewells = new Set<() => void>();

/**
 * From now on the first signal aborts {@link interruption}, and the next one ends the process.
 * @param said what becomes of the run then, as a sentence
 */
export function heedSignals(said: string): void {
  ending = said;
  listen();
}

/** From now on the first signal ends the process too: all that is left is to tell what was found. */
export function concludeSignals(): void {
  ending = undefined;
}

function listen(): void {
  if (isListening || !isMainThread) return; // a thread is told by the one that started it
  isListening = true;
  for (const name of SIGNALS) process.on(name, hear);
}

function stopListening(): void {
  isListening = false;
  for (const name of SIGNALS) process.removeListener(name, hear);
}

/** Does what may take long without a turn of the event loop, such as writing to a pipe that nobody reads. */
export function unheard<T>(work: () => T): T {
  if (!isListening) return work();
  stopListening();
  try {
    return work();
  } finally {
    listen();
  }
}

/** Something small that is done before a signal ends the process, such as ending a program that was started. */
export function atSignalledEnd(farewell: () => void): () => void {
  farewells.add(farewell);
  return () => farewells.delete(farewell);
}

function hear(name: NodeJS.Signals): void {
  if (ending === undefined || interruption.aborted || name === 'SIGHUP') {
    endBySignal(name);
    return;
  }
  first = name;
  interrupted.abort(new EnvironmentError(`Stopped by ${name}. ${ending}`));
}

/** The signal that has stopped the run; undefined when none has. */
export function stoppedBy(): NodeJS.Signals | undefined {
  return interruption.aborted ? first : undefined;
}

/** Ends the process as the signal would have ended it without us: a shell is told so, and nothing can hold it up. */
function endBySignal(name: NodeJS.Signals): void {
  for (const farewell of farewells) {
    try {
      farewell();
    } catch {
      // what cannot be done now is left to the next run
    }
  }
  stopListening();
  process.kill(process.pid, name);
}

/**
 * Sees to it that an interrupted run ends when it has told all. Its exit code is 2, as of every run that could not do
 * what it was asked. A shell whose user pressed Ctrl-C has to see the signal instead: it ends its loop or script only
 * when the program was ended by it.
 * @see https://www.cons.org/cracauer/sigint.html
 */
export function endInterrupted(): void {
  process.exitCode = 2;
  process.stdin.destroy(); // it may never end
  const by = first ?? 'SIGTERM';
  if (by === 'SIGINT' && process.stderr.isTTY) process.once('exit', () => endBySignal(by));
  // A read that the system does not give back would keep the process for ever.
  setTimeout(() => endBySignal(by), LAST_RESORT_MS).unref();
}
