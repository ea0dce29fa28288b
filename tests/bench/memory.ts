/**
 * What `ig watch` and `ig lsp` hold after 50 edits of this guide and after 500, each a different text: resident memory of
 * the process, once each of its threads has collected what nobody holds any more. More than a tenth more ends it with 1.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { projectFolder } from '../guide/compile-guide.ts';
import { table } from './statistics.ts';

const { values } = parseArgs({
  options: { edits: { type: 'string', default: '500' }, only: { type: 'string', default: '' } },
});
const EARLY = 50;
const count = Number(values.edits);

/** Each edit is another text, so that nothing is known from before; which one is told by its number. */
const kinds: readonly (readonly [file: string, edit: (text: string, i: number) => string])[] = [
  ['profiles/mes-observation-glucose.fsh', (text, i) => text.replace(/Title: "/, `Title: "${i} `)],
  ['examples/glycemie.fsh', (text, i) => text.replace(/(\* value\S* = )[\d.]+/, `$1${i}`)],
  ['profiles/mes-observation-bp.fsh', (text, i) => `${text}\n* note 0..${1 + i}\n`],
  ['examples/commun.fsh', (text, i) => text.replace(/^(RuleSet:.*\n)/m, `$1// ${i}\n`)],
  ['examples/tension.fsh', (text, i) => `${text}\n* nowhere${i} = 1\n`],
  ['invariants/mesure.fsh', (text, i) => text.replace(/Description: +"/, `Description: "${i} `)],
];

interface Held {
  readonly resident: number;
  readonly used: number;
}

/** A program that is edited at. */
interface Edited {
  readonly child: ChildProcess;
  /** Makes a file say this, and waits for the verdict on that. */
  edit(file: string, text: string): Promise<void>;
}

const folder = mkdtempSync(join(tmpdir(), 'ig-bench-'));
try {
  const rows = [['', 'after', 'resident', 'in use', 'more']];
  let isTooMuch = false;
  for (const [name, start] of [
    ['ig watch', watching],
    ['ig lsp', serving],
  ] as const) {
    // biome-ignore format: two programs
    if (values.only !== '' && !name.endsWith(values.only)) continue;
    const held = await series(name, start);
    const [early, late] = [held.get(EARLY), held.get(count)];
    if (early === undefined || late === undefined) throw new Error('Nothing was measured.');
    for (const [edits, { resident, used }] of held)
      rows.push([name, `${edits} edits`, mebibytes(resident), mebibytes(used), `${((100 * resident) / early.resident - 100).toFixed(1)} %`]); // biome-ignore format: a row
    if (late.resident > 1.1 * early.resident) isTooMuch = true;
  }
  process.stdout.write(table(rows));
  process.exitCode = isTooMuch ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function series(name: string, start: (copy: string, env: NodeJS.ProcessEnv) => Promise<Edited>) {
  const copy = join(folder, name.replace(' ', '-'));
  const parts = ['input', 'upstream', 'sushi-config.yaml', 'ig.ini', 'fhir-packages.lock.json', 'suppressions.yaml'];
  for (const part of parts) cpSync(join(projectFolder, part), join(copy, part), { recursive: true });
  const collect = `${copy}.collect`;
  const preload = new URL('collect.mjs', import.meta.url).href;
  const env = { ...process.env, NODE_OPTIONS: `--import ${preload}`, IG_COLLECT: collect };
  const edited = await start(copy, env);
  const held = new Map<number, Held>();
  let times = 0;
  try {
    for (let i = 1; i <= count; i++) {
      const [file, change] = kinds[i % kinds.length] ?? ['', (text: string) => text];
      const original = readFileSync(join(projectFolder, 'input/fsh', file), 'utf8');
      const text = change(original, i);
      if (text === original) throw new Error(`Nothing was changed in ${file}.`);
      await edited.edit(`input/fsh/${file}`, text);
      if (i % EARLY !== 0 && i !== count) continue;
      held.set(i, await heldBy(edited.child, `${collect}.${times++}`));
      const { resident, used } = held.get(i) ?? { resident: 0, used: 0 };
      process.stderr.write(`${name}: ${i} edits, ${mebibytes(resident)} resident, ${mebibytes(used)} in use\n`);
    }
    return held;
  } finally {
    edited.child.kill('SIGKILL');
  }
}

/** Has each thread collect, and waits until none has more to say. */
async function heldBy(child: ChildProcess, file: string): Promise<Held> {
  writeFileSync(file, '');
  let said = '';
  for (let quiet = 0; quiet < 15; quiet++) {
    await delay(200);
    const now = readFileSync(file, 'utf8');
    if (now !== said) quiet = 0;
    said = now;
  }
  if (said === '') throw new Error('No thread has collected anything.');
  const used = said
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return { resident: 1024 * Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]), used };
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}

function ig(...args: string[]): string[] {
  return [join(projectFolder, 'bin', 'ig.js'), ...args];
}

async function watching(copy: string, env: NodeJS.ProcessEnv): Promise<Edited> {
  const args = ig('watch', copy, '--offline', '--frozen', '--format', 'ndjson');
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const event = async (): Promise<{ readonly event: string; readonly changed?: readonly string[] }> =>
    JSON.parse((await lines.next()).value);
  while ((await event()).event !== 'ready');
  return {
    child,
    async edit(file, text) {
      writeFileSync(join(copy, file), text);
      while (true) {
        const { event: name, changed = [] } = await event();
        if (name === 'verdict' && changed.includes(file)) return;
      }
    },
  };
}

async function serving(copy: string, env: NodeJS.ProcessEnv): Promise<Edited> {
  const child = spawn(process.execPath, ig('lsp', '--offline'), { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let told = () => {};
  const verdict = () => new Promise<void>((resolve) => { told = resolve; }); // biome-ignore format: one thing
  connection.onNotification('ig/verdict', () => told());
  connection.listen();
  const uri = (file: string) => pathToFileURL(join(copy, file)).href;
  const first = verdict();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(copy).href,
    capabilities: {},
    workspaceFolders: null,
    initializationOptions: { verdict: true },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  await first;
  const versions = new Map<string, number>();
  return {
    child,
    async edit(file, text) {
      const version = (versions.get(file) ?? 0) + 1;
      versions.set(file, version);
      const next = verdict();
      const textDocument = { uri: uri(file), version };
      if (version === 1)
        await connection.sendNotification(DidOpenTextDocumentNotification.type, {
          textDocument: { ...textDocument, languageId: 'fsh', text },
        });
      else
        await connection.sendNotification(DidChangeTextDocumentNotification.type, {
          textDocument,
          contentChanges: [{ text }],
        });
      await next;
    },
  };
}
