import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createConnection, type WatchDog } from 'vscode-languageserver';
import {
  type ClientCapabilities,
  type Connection,
  createProtocolConnection,
  ErrorCodes,
  type InitializeParams,
  type Logger,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { configNames } from '../../model/config-text.ts';
import type { RuleTable } from '../../model/rule.ts';
import { visibleLine } from '../../report/finding/visible.ts';
import { CountedOutput } from './counted-output.ts';
import { FramedInput } from './framed-input.ts';
import { answerRequests, capabilities } from './requests.ts';
import { foldersUpFrom, Session } from './session.ts';

export interface ServerOptions {
  readonly version: string;
  /** What the rules of findings ask for. */
  readonly rules: RuleTable;
  readonly programFolder: string;
  readonly offline: boolean;
  readonly input: Readable;
  readonly output: Writable;
  /** For what cannot be said to the client. */
  readonly log: (line: string) => void;
}

/**
 * Serves an editor over the Language Server Protocol until it asks to end, or is gone.
 * @returns the exit code that the protocol asks for: 1 for a client that went away without a word
 * @see https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
 */
export function serveEditor(options: ServerOptions): Promise<number> {
  return new Promise((resolve) => new LanguageServer(options, resolve).listen());
}

class LanguageServer {
  readonly #options: ServerOptions;
  readonly #end: (exitCode: number) => void;
  readonly #connection: Connection;
  readonly #documents = new TextDocuments(TextDocument);
  #folders: readonly string[] = [];
  #client: ClientCapabilities = {};
  #isInitialized = false;
  /** Of cardinalities and types behind paths: not everybody likes them. */
  #wantsHints = false;
  /** Of each verdict on the whole guide: a client that does not know it may call it an error. */
  #wantsVerdicts = false;
  #session: Session | undefined;
  readonly #writer: CountedOutput;
  /** Sees to it that the server does not outlive its client. */
  readonly #watchDog: WatchDog = {
    shutdownReceived: false,
    initialize: ({ processId }) => {
      if (typeof processId !== 'number') return;
      setInterval(() => isRunning(processId) || this.#stop(), LOOK_EACH_MS).unref();
    },
    exit: () => this.#stop(),
  };
  #isStopping = false;

  constructor(options: ServerOptions, end: (exitCode: number) => void) {
    this.#options = options;
    this.#end = end;
    const reader = new FramedInput(options.input);
    reader.onError((error) => {
      options.log(
        visibleLine(`The editor has sent something that is not of the Language Server Protocol: ${error.message}.`),
      );
      this.#stop(2);
    });
    reader.onClose(() => this.#stop());
    options.output.on('error', () => this.#stop()); // nobody reads any more
    this.#writer = new CountedOutput(options.output);
    this.#connection = createConnection(
      (logger) => createProtocolConnection(reader, this.#writer, whileConnected(logger)),
      this.#watchDog,
    );
  }

  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => {
      this.#folders = foldersOf(params);
      this.#isInitialized = true;
      this.#client = params.capabilities;
      this.#configure(params.initializationOptions);
      this.#wantsVerdicts = params.initializationOptions?.verdict === true;
      return {
        capabilities: {
          textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
          ...capabilities,
          experimental: { verdict: true },
        },
        serverInfo: { name: 'ig', version: this.#options.version },
      };
    });
    connection.onInitialized(() => this.#open(this.#folders));
    connection.onShutdown(() => {});
    // What is watched is seen without the client's help.
    connection.onDidChangeWatchedFiles(() => {});
    connection.onDidChangeConfiguration(({ settings }) => this.#configure((settings as { ig?: unknown } | null)?.ig));
    this.#documents.onDidChangeContent(({ document }) => {
      if (this.#session === undefined) this.#open(folderOf(document.uri));
      else this.#session.edited(document);
    });
    this.#documents.onDidSave(() => this.#session?.saved());
    this.#documents.onDidClose(({ document }) => this.#session?.closed(document.uri));
    answerRequests(
      connection,
      () => this.#started(),
      () => this.#client,
      () => this.#wantsHints,
    );
    this.#documents.listen(connection);
    connection.listen();
  }

  /** @throws the protocol's error for what comes before the beginning */
  #started(): Session | undefined {
    if (this.#isInitialized) return this.#session;
    throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The first request of all is initialize.');
  }

  #configure(settings: unknown): void {
    const hints = (settings as { readonly inlayHints?: unknown } | null | undefined)?.inlayHints;
    if (typeof hints === 'boolean') this.#wantsHints = hints;
  }

  /** Opens the first project that there is in or above one of the folders. */
  #open(folders: readonly string[]): void {
    if (this.#session !== undefined) return;
    const root = folders.flatMap((folder) => [...foldersUpFrom(folder)]).find(isProject);
    if (root === undefined) return;
    const connection = this.#connection;
    const { rules, programFolder, offline } = this.#options;
    const session = new Session(root, {
      rules,
      programFolder,
      offline,
      publish: (uri, version, diagnostics) =>
        void connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) }),
      say: (message) => connection.window.showErrorMessage(message),
      told: () => {
        if (this.#wantsVerdicts) void connection.sendNotification(VERDICT);
      },
    });
    this.#session = session;
    for (const document of this.#documents.all()) session.edited(document);
  }

  #stop(exitCode = this.#watchDog.shutdownReceived ? 0 : 1): void {
    if (this.#isStopping) return;
    this.#isStopping = true;
    // Threads that are at work are not waited for: they write nothing.
    const ends = Promise.all([this.#writer.written(), this.#session?.end()]);
    void ends.finally(() => this.#end(exitCode));
  }
}

/** Of this program alone: a verdict on the whole guide has come, and its findings are published. */
const VERDICT = 'ig/verdict';

const LOOK_EACH_MS = 3_000;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  const uris = (workspaceFolders ?? []).map(({ uri }) => uri);
  return [...uris, ...(typeof rootUri === 'string' ? [rootUri] : [])].flatMap((uri) => pathOf(uri) ?? []);
}

function folderOf(uri: string): string[] {
  const path = pathOf(uri);
  return path === undefined ? [] : [dirname(path)];
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

function isProject(folder: string): boolean {
  return configNames.some((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true);
}

/** What goes wrong is told to the client, which cannot be told that it is gone: saying so would end a program around this. */
function whileConnected(logger: Logger): Logger {
  const quietly = (kind: keyof Logger) => (message: string) => {
    try {
      logger[kind](message);
    } catch {
      // nobody is there
    }
  };
  return { error: quietly('error'), warn: quietly('warn'), info: quietly('info'), log: quietly('log') };
}
