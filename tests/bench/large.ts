/**
 * How time and memory grow with the size of a resource: each shape with n and with ten times n, in a process of its own
 * that has validated a smaller one before. Linear is ten times the time; a quadratic evaluation would take a hundred.
 * Some shapes alone, by a part of their names: npm run bench:large -- Questionnaire
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareValidator } from '../../scripts/pipeline/validation.ts';
import { type Shape, shapes } from './large-shapes.ts';
import { table, times } from './statistics.ts';

interface Cost {
  readonly bytes: number;
  readonly milliseconds: number;
  readonly mebibytes: number;
  readonly findings: number;
}

const MOST_MILLISECONDS = 60_000;
const [named, only] = process.argv.slice(2);
if (process.send !== undefined) process.send(await costOf(shapeNamed(named ?? ''), Number(only)));
else await compareAll(named);

function shapeNamed(name: string): Shape {
  const shape = shapes.find((each) => each.name === name);
  if (shape === undefined)
    throw new Error(`There is no shape ${name}. There are: ${shapes.map((each) => each.name).join('; ')}.`);
  return shape;
}

async function compareAll(part = ''): Promise<void> {
  const rows: string[][] = [
    ['shape', 'n', 'CPU', 'text', 'peak', 'findings', 'CPU of 10 n', 'text', 'peak', 'findings', 'ratio'],
  ];
  for (const shape of shapes.filter(({ name }) => name.includes(part))) {
    const [small, large] = [await measured(shape, shape.count), await measured(shape, 10 * shape.count)];
    const row = [shape.name, `${shape.count}`, ...cells(small), ...cells(large), ratio(small, large)];
    process.stderr.write(`${row.join('  ')}\n`);
    rows.push(row);
  }
  process.stdout.write(table(rows));
}

function cells(cost: Cost | undefined): string[] {
  if (cost === undefined) return [`> ${MOST_MILLISECONDS / 1000} s, or no memory left`, '', '', ''];
  const { bytes, milliseconds, mebibytes, findings } = cost;
  return [
    `${milliseconds.toFixed(0)} ms`,
    `${(bytes / 2 ** 20).toFixed(1)} MiB`,
    `${mebibytes.toFixed(0)} MiB`,
    `${findings}`,
  ];
}

function ratio(small: Cost | undefined, large: Cost | undefined): string {
  return small === undefined || large === undefined ? '?' : times(large.milliseconds / Math.max(1, small.milliseconds));
}

async function measured(shape: Shape, count: number): Promise<Cost | undefined> {
  const child = fork(fileURLToPath(import.meta.url), [shape.name, `${count}`], {
    stdio: 'ignore',
    timeout: MOST_MILLISECONDS,
  });
  let cost: Cost | undefined;
  child.once('message', (message) => {
    cost = message as Cost;
  });
  await once(child, 'exit');
  return cost;
}

async function costOf({ text, definitions, profile }: Shape, count: number): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), 'ig-large-'));
  try {
    if (definitions !== undefined) writePackage(folder, definitions(count));
    const { value: ready } = await prepareValidator(folder, {
      fhirOnly: true,
      offline: true,
      allowExampleUrls: true,
      signal: new AbortController().signal,
      ...(definitions === undefined ? {} : { added: [folder] }),
    });
    if (ready === undefined) throw new Error('The packages cannot be opened: nothing was measured.');
    const validate = (body: string) =>
      ready.validator.validate(body, { file: 'large.json', ...(profile === undefined ? {} : { profiles: [profile] }) });
    validate(text(Math.ceil(count / 10)));
    const body = text(count);
    const before = process.cpuUsage();
    const { issues } = validate(body);
    const { user, system } = process.cpuUsage(before);
    return {
      bytes: Buffer.byteLength(body),
      milliseconds: (user + system) / 1000,
      mebibytes: process.resourceUsage().maxRSS / 1024,
      findings: issues.length,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writePackage(folder: string, definitions: readonly object[]): void {
  const manifest = {
    name: 'example.large',
    version: '1.0.0',
    fhirVersions: ['4.0.1'],
    dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  for (const [index, definition] of definitions.entries())
    writeFileSync(join(folder, `${index}.json`), JSON.stringify(definition));
}
