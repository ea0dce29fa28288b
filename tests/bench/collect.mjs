// Loaded into a program before it starts (node --import): each of its threads collects what nobody holds any more when a
// file appears that says so, and tells then what it holds.
import { appendFileSync, existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { threadId } from 'node:worker_threads';

const file = process.env.IG_COLLECT;
if (file !== undefined) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  let times = 0;
  setInterval(() => {
    if (!existsSync(`${file}.${times}`)) return;
    collect();
    collect();
    const { heapUsed } = process.memoryUsage();
    appendFileSync(`${file}.${times}`, `${threadId} ${heapUsed}\n`);
    times++;
  }, 100).unref();
}
