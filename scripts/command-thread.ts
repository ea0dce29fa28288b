/** Runs a command in a thread of its own: its signals and its standard streams are those of the thread that started it. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { tellOfGroups } from './machine/process-groups.ts';
import { EnvironmentError } from './model/issue.ts';
import type { ThreadMessage, ThreadSetup } from './process/supervise.ts';
import { runProgram } from './program.ts';

const { streams } = workerData as ThreadSetup;

for (const stream of ['stdout', 'stderr'] as const) {
  // A thread's own streams hand on what they are given when the event loop turns, which may be at the end of the run.
  const write = (text: string | Uint8Array, ...rest: readonly unknown[]) => {
    tell({ stream, text: typeof text === 'string' ? text : Buffer.from(text).toString('utf8') });
    for (const done of rest) if (typeof done === 'function') done();
    return true;
  };
  Object.assign(process[stream], streams[stream], { write });
}
tellOfGroups((group, isRunning) => tell({ group, isRunning }));

if (parentPort === null) throw new Error('This is a thread: superviseCommand() starts it.');
void runProgram(signalFrom(parentPort));

/** Aborted by the thread that started this one; its `throwIfAborted` sees that also where the event loop does not turn. */
function signalFrom(port: MessagePort): AbortSignal {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = (reason: string) => {
    if (signal.aborted) return;
    tell('stopping');
    controller.abort(new EnvironmentError(reason));
  };
  port.on('message', stop);
  port.unref(); // the thread ends when its work is done
  signal.throwIfAborted = () => {
    const received = signal.aborted ? undefined : receiveMessageOnPort(port);
    if (received !== undefined) stop(received.message);
    AbortSignal.prototype.throwIfAborted.call(signal);
  };
  return signal;
}

function tell(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}
