import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type ProtocolRequestType,
  PublishDiagnosticsNotification,
  type Range,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { root, sharedCache, temporaryFolder } from '../cli/run-ig.ts';

/** The server's messages are texts. */
export type Finding = Diagnostic & { readonly message: string };

/** Nobody who types waits for longer; in CPU time of the thread that answers, which a busy machine does not make longer. */
const LONGEST_TURN_MS = 100;

/** How long an answer may take on a machine that is busy with other tests. */
const PATIENCE_MS = 60_000;

/**
 * An editor that speaks to a real `ig lsp` through the protocol's own client library. When it ends, every request must
 * have its answer, and every message of the server somebody who took it.
 */
export class Editor {
  readonly folder: string;
  readonly #child: ChildProcess;
  readonly #turns: string;
  readonly #connection: ProtocolConnection;
  readonly #documents = new Map<string, TextDocument>();
  readonly #diagnostics = new Map<string, readonly Finding[]>();
  readonly #waiting = new Set<() => void>();
  readonly #unhandled: string[] = [];
  /** What the server says to the user. */
  readonly messages: string[] = [];
  #open = 0;
  #stderr = '';
  result: InitializeResult | undefined;
  readonly exit: Promise<number | null>;

  constructor(folder: string) {
    this.folder = folder;
    this.#turns = join(temporaryFolder(), 'turns.json');
    this.#child = startServer(this.#turns);
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text;
    });
    this.exit = new Promise((resolve) => this.#child.once('close', resolve));
    const { stdout, stdin } = this.#child;
    if (stdout === null || stdin === null) throw new Error('The server has no streams.');
    this.#connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#connection.onUnhandledNotification((message) => this.#unhandled.push(message.method));
    this.#connection.onError(([error]) => this.#unhandled.push(error.message));
    this.#connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.messages.push(message);
      this.#wake();
    });
    this.#connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics, version }) => {
      const document = this.#documents.get(uri);
      const isLate = version !== undefined && document !== undefined && version > document.version;
      if (isLate) this.#unhandled.push(`diagnostics for version ${version} of ${uri}, which has never been`);
      this.#diagnostics.set(uri, diagnostics as Finding[]);
      this.#wake();
    });
    this.#connection.listen();
  }

  async start(capabilities: ClientCapabilities = {}, initializationOptions?: object): Promise<this> {
    this.result = await this.ask(InitializeRequest.type, {
      processId: process.pid,
      rootUri: pathToFileURL(this.folder).href,
      capabilities,
      workspaceFolders: null,
      ...(initializationOptions === undefined ? {} : { initializationOptions }),
    });
    this.#child.kill('SIGUSR2'); // the program has started: from here on turns of its loop count
    await this.#connection.sendNotification(InitializedNotification.type, {});
    return this;
  }

  /** Sends a request; the test fails where it is never answered. */
  async ask<P, R, PR, E, RO>(type: ProtocolRequestType<P, R, PR, E, RO>, params: NoInfer<P>): Promise<R> {
    this.#open++;
    const answer = await this.#connection.sendRequest<P, R, PR, E, RO>(type, params as never);
    this.#open--;
    return answer;
  }

  get connection(): ProtocolConnection {
    return this.#connection;
  }

  uri(file: string): string {
    return pathToFileURL(join(this.folder, file)).href;
  }

  /** @param text as on the disk, if it is not given */
  async open(file: string, text = readFileSync(join(this.folder, file), 'utf8')): Promise<void> {
    const uri = this.uri(file);
    this.#documents.set(uri, TextDocument.create(uri, 'fsh', 1, text));
    await this.#connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId: 'fsh', version: 1, text },
    });
  }

  /** Replaces a piece of the text that is there once. */
  async replace(file: string, from: string, to: string): Promise<void> {
    await this.change(file, this.rangeOf(file, from), to);
  }

  async change(file: string, range: Range, text: string): Promise<void> {
    const document = this.document(file);
    const version = document.version + 1;
    const contentChanges = [{ range, text }];
    TextDocument.update(document, contentChanges, version);
    await this.#connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: document.uri, version },
      contentChanges,
    });
  }

  async save(file: string): Promise<void> {
    await this.#connection.sendNotification(DidSaveTextDocumentNotification.type, {
      textDocument: { uri: this.uri(file) },
    });
  }

  async close(file: string): Promise<void> {
    this.#documents.delete(this.uri(file));
    await this.#connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: this.uri(file) },
    });
  }

  document(file: string): TextDocument {
    const document = this.#documents.get(this.uri(file));
    if (document === undefined) throw new Error(`${file} is not open.`);
    return document;
  }

  /** @param mark of the text, with a | where the cursor stands; the text must be there once without it */
  at(file: string, mark: string): { textDocument: { uri: string }; position: Position } {
    const before = mark.indexOf('|');
    const text = mark.replace('|', '');
    const { start } = this.rangeOf(file, text);
    const document = this.document(file);
    const position = document.positionAt(document.offsetAt(start) + before);
    return { textDocument: { uri: document.uri }, position };
  }

  rangeOf(file: string, piece: string): Range {
    const document = this.document(file);
    const text = document.getText();
    const at = text.indexOf(piece);
    if (at === -1) throw new Error(`${file} has no ${JSON.stringify(piece)}`);
    if (text.indexOf(piece, at + 1) !== -1) throw new Error(`${file} has ${JSON.stringify(piece)} more than once`);
    return { start: document.positionAt(at), end: document.positionAt(at + piece.length) };
  }

  /** What a range covers. */
  textAt(file: string, range: Range): string {
    return this.document(file).getText(range);
  }

  diagnostics(file: string): readonly Finding[] {
    return this.#diagnostics.get(this.uri(file)) ?? [];
  }

  /** Whether anything was told of any file. */
  get hasDiagnostics(): boolean {
    return this.#diagnostics.size > 0;
  }

  /** Waits until the diagnostics of a file are as wanted. */
  async untilDiagnostics(
    file: string,
    wanted: (diagnostics: readonly Finding[]) => boolean,
  ): Promise<readonly Finding[]> {
    await this.until(
      () => this.#diagnostics.has(this.uri(file)) && wanted(this.diagnostics(file)),
      () => `${file}: ${JSON.stringify(this.diagnostics(file), undefined, 1)}`,
    );
    return this.diagnostics(file);
  }

  async until(condition: () => boolean, state: () => string): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    while (!condition()) {
      if (Date.now() > end) throw new Error(`Waited in vain. ${state()}\n${this.#stderr}`);
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          this.#waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, 1_000);
        this.#waiting.add(done);
      });
    }
  }

  /** Ends as an editor does, and holds the server to it. */
  async end(): Promise<void> {
    await this.#connection.sendRequest(ShutdownRequest.type);
    await this.#connection.sendNotification(ExitNotification.type);
    const code = await this.exit;
    this.#connection.dispose();
    expect({ code, unhandled: this.#unhandled, unanswered: this.#open, stderr: this.#stderr }).toEqual({
      code: 0,
      unhandled: [],
      unanswered: 0,
      stderr: '',
    });
    const turn = longestTurn(this.#turns);
    expect(turn, 'milliseconds of CPU time in one turn of the loop').toBeLessThan(LONGEST_TURN_MS);
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }
}

/** @param turns a file for how long the turns of its loop took, from the signal SIGUSR2 on (tests/bench/loop-turns.mjs) */
export function startServer(turns?: string): ChildProcess {
  const preload = new URL('../bench/loop-turns.mjs', import.meta.url).href;
  const watched = turns === undefined ? {} : { NODE_OPTIONS: `--import ${preload}`, IG_LOOP_TURNS: turns };
  return spawn(process.execPath, [join(root, 'bin', 'ig.js'), 'lsp', '--stdio', '--offline'], {
    env: { ...process.env, IG_CACHE: sharedCache, ...watched },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** The CPU time that the longest turn took, in milliseconds; 0 where the system does not tell. */
function longestTurn(file: string): number {
  const { cpu } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cpu?: number };
  if (cpu === undefined)
    process.stderr.write('skipped: the turns of the loop (this system does not tell of a thread)\n');
  return cpu ?? 0;
}
