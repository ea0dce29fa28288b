import { killGroups } from './machine/process-groups.ts';
import { atSignalledEnd, interruption } from './process/signals.ts';
import { superviseCommand } from './process/supervise.ts';
import { tellEnd } from './process/tell-end.ts';

/** Commands that work for seconds without a turn of the event loop, in which no signal would be heard. */
const SUPERVISED: readonly (string | undefined)[] = ['build', 'checker', 'compare', 'packages', 'pages', 'publish'];

const isSupervised = SUPERVISED.includes(process.argv[2]);
/** For bin/start.js: the thread that does the work leaves its code to the next run. */
export const keepsCode: boolean = !isSupervised;

async function main(): Promise<void> {
  atSignalledEnd(killGroups);
  // A reader that closes the pipe early (`ig build | head`) is no failure of ours.
  let isTold = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || isTold) return;
    isTold = true;
    process.stderr.write(`ig: Standard output cannot be written (${error.message}).\n`);
    process.exitCode = 2;
  });
  if (isSupervised) await superviseCommand().catch(tellEnd);
  else await (await import('./program.ts')).runProgram(interruption);
}

void main();
