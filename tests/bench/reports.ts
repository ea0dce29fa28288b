/**
 * Reports of a million findings in every format: seconds, peak memory and length. The unit is one run of `ig validate`
 * from its start to its end: NDJSON of so many small resources with one warning each, and one Bundle whose entries have
 * ten findings each. Time that grows faster than the findings shows in the column beside.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgress } from '../../scripts/commands/output/progress.ts';
import { type Format, formats } from '../../scripts/report/format.ts';
import { projectFolder } from '../guide/compile-guide.ts';
import { measure, type Run } from './measure.ts';
import { written } from './ndjson.ts';
import { table, times } from './statistics.ts';

const { values } = parseArgs({ options: { findings: { type: 'string', default: '1000000' } } });
const most = Number(values.findings);
const folder = mkdtempSync(join(tmpdir(), 'ig-bench-'));
const progress = createProgress({ quiet: false });

async function report(file: string, format: Format): Promise<Run & { readonly megabytes: number }> {
  progress.step(`${format} of ${file}`);
  const output = join(folder, 'report');
  const args = ['validate', '--fhir-only', '--offline', '--quiet', '--fail-on', 'never'];
  const run = await measure(
    process.execPath,
    [join(projectFolder, 'bin', 'ig.js'), ...args, '--format', format, '--output', output, file],
    process.env,
  );
  if (run.exitCode !== 0) throw new Error(`A run ended with exit code ${run.exitCode}: nothing was measured.`);
  return { ...run, megabytes: statSync(output).size / 1e6 };
}

async function lines(name: string, few: string, many: string): Promise<string[][]> {
  await report(few, 'text'); // installs the packages
  const rows: string[][] = [];
  for (const format of Object.keys(formats) as Format[]) {
    const tenth = await report(few, format);
    const { seconds, peakMebibytes, megabytes } = await report(many, format);
    rows.push([
      `${name}, ${format}`,
      `${seconds.toFixed(1)} s`,
      `peak ${peakMebibytes.toFixed(0)} MiB`,
      `${megabytes.toFixed(1)} MB`,
      `${times(seconds / tenth.seconds)} the time of a tenth`,
    ]);
  }
  return rows;
}

function* patients(count: number): Generator<string> {
  for (let at = 0; at < count; at++) yield `{"resourceType":"Patient","id":"p${at}"}\n`;
}

function* bundle(entries: number): Generator<string> {
  yield '{"resourceType":"Bundle","type":"collection","entry":[';
  for (let at = 0; at < entries; at++) {
    const unknown = Array.from({ length: 9 }, (_, number) => `"unknown${number}":1`).join(',');
    const uuid = `urn:uuid:00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
    yield `${at === 0 ? '' : ',\n'}{"fullUrl":"${uuid}","resource":{"resourceType":"Patient","id":"p${at}",${unknown}}}`;
  }
  yield ']}\n';
}

try {
  const file = (name: string, text: () => Iterable<string>) => written(join(folder, name), text);
  const ndjson = await lines(
    'NDJSON',
    await file('few.ndjson', () => patients(most / 10)),
    await file('many.ndjson', () => patients(most)),
  );
  const inOne = await lines(
    'Bundle',
    await file('few.json', () => bundle(most / 100)),
    await file('many.json', () => bundle(most / 10)),
  );
  progress.end();
  process.stdout.write(`${most} findings\n${table([...ndjson, ...inOne])}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
