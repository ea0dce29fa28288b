import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { patientLine } from '../commands/patients.ts';
import { projectFolder } from '../guide/compile-guide.ts';
import { measure, type Run } from './measure.ts';
import { times } from './statistics.ts';

/** From a thousand to a hundred thousand resources: how time and memory grow, as cells of a table. */
export async function ndjsonRuns(folder: string, onStep: (text: string) => void): Promise<string[][]> {
  const rows: string[][] = [];
  let last: Run | undefined;
  for (const count of [1_000, 10_000, 100_000]) {
    onStep(`NDJSON, ${count} resources`);
    const file = await written(join(folder, `${count}.ndjson`), function* () {
      for (let number = 0; number < count; number++) yield `${patientLine(number)}\n`;
    });
    const run = await runIg(file, '--jobs', '1');
    const row = [`${count}`, `${run.seconds.toFixed(2)} s`, `peak ${run.peakMebibytes.toFixed(0)} MiB`];
    if (last !== undefined)
      row.push(
        `${times(run.seconds / last.seconds)} the time`,
        `${times(run.peakMebibytes / last.peakMebibytes)} the memory of a tenth`,
      );
    rows.push(row);
    last = run;
  }
  return rows;
}

/** Validates a file against R4 alone as a user does, and throws where that does not work. */
export async function runIg(file: string, ...more: readonly string[]): Promise<Run> {
  const args = ['validate', '--fhir-only', '--quiet', '--format', 'ndjson', '--fail-on', 'never', ...more, file];
  const run = await measure(process.execPath, [join(projectFolder, 'bin', 'ig.js'), ...args], process.env);
  if (run.exitCode !== 0) throw new Error('A run failed: nothing was measured.');
  return run;
}

export async function written(file: string, lines: () => Iterable<string>): Promise<string> {
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return file;
}
