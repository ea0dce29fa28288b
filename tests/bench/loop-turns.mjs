// Loaded into a server before it starts (node --import): notes how long the turns of its main thread's loop take, by the
// clock and in CPU time of that thread alone, which other programs on the machine do not make longer.
import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** A timer that is due once in so long fires between two turns: what the thread used since is one turn, and this at most. */
const RESOLUTION_MS = 5;
const file = process.env.IG_LOOP_TURNS;
if (isMainThread && file !== undefined && process.argv[2] === 'lsp') {
  let turns = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let mostCpu = 0;
  let before = cpuMilliseconds();
  const look = () => {
    const now = cpuMilliseconds();
    if (now === undefined || before === undefined) return;
    mostCpu = Math.max(mostCpu, now - before);
    before = now;
  };
  // Starting the program is no turn that somebody waits in: what is told is counted from the signal on.
  process.once('SIGUSR2', () => {
    turns = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    turns.enable();
    before = cpuMilliseconds();
    setInterval(look, RESOLUTION_MS).unref();
  });
  process.on('exit', () => {
    look();
    const long = [50, 90, 99, 99.9, 100].map((share) => [share, turns.percentile(share) / 1e6]);
    const cpu = before === undefined ? {} : { cpu: mostCpu };
    writeFileSync(file, JSON.stringify({ max: turns.max / 1e6, ...cpu, percentiles: Object.fromEntries(long) }));
  });
}

/** Of the calling thread; undefined where the system does not tell. */
function cpuMilliseconds() {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return undefined;
  }
}
