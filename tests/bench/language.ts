/**
 * How long an editor waits for `ig lsp`, on a copy of this guide: from a request that the protocol's client library sends
 * to its answer, warm; from a key to the findings of each of the three steps; a cancelled request during a full compile;
 * the longest turn of the server's loop. Wall-clock time, so on a machine that is busy it tells of that machine.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import {
  CancellationTokenSource,
  CompletionRequest,
  createProtocolConnection,
  DefinitionRequest,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { projectFolder } from '../guide/compile-guide.ts';
import { median, percentile, table } from './statistics.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'ig-bench-'));
const copy = join(folder, 'guide');
for (const name of ['input', 'upstream', 'sushi-config.yaml', 'ig.ini', 'fhir-packages.lock.json', 'suppressions.yaml'])
  cpSync(join(projectFolder, name), join(copy, name), { recursive: true });

const turns = join(folder, 'turns.json');
const preload = new URL('loop-turns.mjs', import.meta.url).href;
const server = spawn(process.execPath, [join(projectFolder, 'bin', 'ig.js'), 'lsp', '--offline'], {
  env: { ...process.env, NODE_OPTIONS: `--import ${preload}`, IG_LOOP_TURNS: turns },
  stdio: ['pipe', 'pipe', 'inherit'],
});
const connection = createProtocolConnection(
  new StreamMessageReader(server.stdout),
  new StreamMessageWriter(server.stdin),
);
const found = new Map<string, readonly Diagnostic[]>();
let wake = () => {};
connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
  found.set(uri, diagnostics);
  wake();
});
connection.listen();

const uriOf = (file: string) => pathToFileURL(join(copy, file)).href;
const documents = new Map<string, TextDocument>();

async function open(file: string): Promise<TextDocument> {
  const text = readFileSync(join(copy, file), 'utf8');
  const document = TextDocument.create(uriOf(file), 'fsh', 1, text);
  documents.set(file, document);
  const textDocument = { uri: document.uri, languageId: 'fsh', version: 1, text };
  await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  return document;
}

async function replace(document: TextDocument, from: string, to: string): Promise<void> {
  const at = document.getText().indexOf(from);
  if (at === -1) throw new Error(`There is no ${from}`);
  const range = { start: document.positionAt(at), end: document.positionAt(at + from.length) };
  const contentChanges = [{ range, text: to }];
  TextDocument.update(document, contentChanges, document.version + 1);
  const textDocument = { uri: document.uri, version: document.version };
  await connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument, contentChanges });
}

/** @throws after two minutes, with what was waited for */
async function until(condition: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 120_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, 1_000);
    });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const PROFILE = 'input/fsh/profiles/mes-observation-bp.fsh';
const EXAMPLE = 'input/fsh/examples/tension.fsh';

try {
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(copy).href,
    capabilities: {},
    workspaceFolders: null,
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const profile = await open(PROFILE);
  const example = await open(EXAMPLE);
  const has = (document: TextDocument, text: string) =>
    found.get(document.uri)?.some(({ message }) => String(message).includes(text)) === true;

  // Everything is known when a finding of the last step is there.
  await replace(example, "'mm[Hg]'", "'mmHgg'");
  await until(() => has(example, 'mmHgg'), 'the first verdict');
  await replace(example, "'mmHgg'", "'mm[Hg]'");
  await until(() => !has(example, 'mmHgg'), 'the second verdict');

  const places = [profile, example].flatMap((document) =>
    [...document.getText().matchAll(/^\* \S{4,}/gm)].map((match) => ({
      textDocument: { uri: document.uri },
      position: document.positionAt(match.index + 4),
    })),
  );
  const requests = [
    ['completion', CompletionRequest.type],
    ['hover', HoverRequest.type],
    ['definition', DefinitionRequest.type],
  ] as const;
  for (const [, type] of requests) for (const place of places) await connection.sendRequest(type.method, place);
  server.kill('SIGUSR2'); // from here on turns are counted
  const rows: string[][] = [['', 'median', '95th percentile', 'wanted']];
  const ms = (milliseconds: number) => `${milliseconds.toFixed(1)} ms`;
  const row = (name: string, samples: readonly number[], wanted: string) =>
    rows.push([name, ms(median(samples)), ms(percentile(samples, 95)), wanted]);
  for (const [name, type] of requests) {
    const samples: number[] = [];
    for (let round = 0; round < rounds; round++)
      for (const place of places) samples.push(await timed(() => connection.sendRequest(type.method, place)));
    row(name, samples, '50 ms');
  }

  const steps: readonly (readonly [string, TextDocument, string, string, string, string])[] = [
    ['a key → syntax', profile, '* bodySite ^short', '* bodySite = = ^short', 'bodySite', '50 ms'],
    ['a key → compiler', profile, '* bodySite ^short', '* bodySitee ^short', 'bodySitee', '200 ms'],
    ['a key → conformance', example, "'mm[Hg]'", "'mmHgg'", 'mmHgg', '400 ms'],
  ];
  for (const [name, document, from, to, text, wanted] of steps) {
    const samples: number[] = [];
    const isTold = () =>
      name.endsWith('syntax')
        ? found.get(document.uri)?.some(({ code }) => code === 'fsh-syntax') === true
        : has(document, text);
    for (let round = 0; round < rounds; round++) {
      samples.push(
        await timed(async () => {
          await replace(document, from, to);
          await until(isTold, name);
        }),
      );
      await replace(document, to, from);
      await until(() => !isTold(), `the end of ${name}`);
      await new Promise((resolve) => setTimeout(resolve, 500)); // an author rests
    }
    row(name, samples, wanted);
  }

  const aliases = await open('input/fsh/aliases.fsh');
  const cancelled: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // A changed alias compiles everything.
    await replace(
      aliases,
      aliases.getText(),
      `${aliases.getText()}\nAlias: $bench${round} = http://bench.example/${round}\n`,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const source = new CancellationTokenSource();
    cancelled.push(
      await timed(async () => {
        const [place] = places;
        const answer = connection.sendRequest(HoverRequest.type, place as never, source.token).catch(() => undefined);
        source.cancel();
        await answer;
      }),
    );
  }
  row('cancelled in a full compile', cancelled, '50 ms');
  process.stdout.write(table(rows));
  await connection.sendRequest(ShutdownRequest.type);
  await connection.sendNotification(ExitNotification.type);
  await new Promise((resolve) => server.once('close', resolve));
  const { max, cpu = Number.NaN, percentiles } = JSON.parse(readFileSync(turns, 'utf8'));
  process.stdout.write(
    `longest turn of the loop: ${ms(max)} (99.9 %: ${ms(percentiles['99.9'])}), wanted: 100 ms; ${ms(cpu)} of CPU time\n`,
  );
} finally {
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
