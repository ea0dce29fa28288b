// Loaded into a server before it starts (node --import): notes how long the turns of its main thread's loop take.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const RESOLUTION_MS = 5;
const file = process.env.IG_LOOP_TURNS;
if (isMainThread && file !== undefined && process.argv[2] === 'lsp') {
  let turns = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  turns.enable();
  // Starting the program is no turn that somebody waits in.
  process.once('SIGUSR2', () => {
    turns.disable();
    turns = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    turns.enable();
  });
  process.on('exit', () => {
    const long = [50, 90, 99, 99.9, 100].map((share) => [share, turns.percentile(share) / 1e6]);
    writeFileSync(file, JSON.stringify({ max: turns.max / 1e6, percentiles: Object.fromEntries(long) }));
  });
}
