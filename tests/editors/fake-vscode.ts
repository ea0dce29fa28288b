import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');
const nodeRequire = createRequire(import.meta.url);

/** How a language server was asked for. */
export interface ServerStart {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: { readonly cwd: string };
}

/** Those of vscode-languageclient. */
const CLIENT_STATES = { Stopped: 1, Running: 2, Starting: 3 };

type Handler = (...args: never[]) => unknown;

interface Extension {
  activate(context: unknown): Promise<void>;
  deactivate(): Promise<void>;
}

interface Provider {
  provideTextDocumentContent(uri: FakeUri): string;
}

export interface Document {
  readonly uri: FakeUri;
  readonly languageId: string;
  getText(): string;
}

export class FakeUri {
  readonly scheme: string;
  readonly path: string;
  constructor(scheme: string, path: string) {
    this.scheme = scheme;
    this.path = path;
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    return `${this.scheme}://${this.path}`;
  }
  static file(path: string): FakeUri {
    return new FakeUri('file', path);
  }
  static from({ scheme, path }: { scheme: string; path: string }): FakeUri {
    return new FakeUri(scheme, path);
  }
}

/** As much of VS Code as the extension asks for, and what a user would see of it. */
export class FakeVsCode {
  isTrusted = true;
  folders: string[] = [];
  settings: Record<string, unknown> = {};
  diagnostics: { source: string; severity: number }[] = [];
  activeDocument: Document | undefined;
  /** Whether a server ends before it answers. */
  serverFails = false;
  /** Whether a server says when it has a verdict on the whole guide. */
  serverTellsVerdicts = true;

  readonly shown: string[] = [];
  readonly executed: string[] = [];
  readonly started: ServerStart[] = [];
  readonly clientOptions: Record<string, unknown>[] = [];
  stopped = 0;
  status: { text: string; tooltip: string; isShown: boolean } | undefined;
  html: string | undefined;
  opened: string | undefined;
  readonly commands = new Map<string, Handler>();

  readonly #handlers = new Map<string, Handler>();
  readonly #notified: (() => void)[] = [];
  readonly #states: ((event: { newState: number }) => void)[] = [];
  #provider: Provider | undefined;
  #extension: Extension | undefined;

  /** Loads the extension and activates it as VS Code does. */
  async activate(storage: string): Promise<void> {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: ['editors/vscode/src/extension.ts'],
      bundle: true,
      write: false,
      format: 'cjs',
      platform: 'node',
      external: ['vscode', 'vscode-languageclient'],
    });
    const module = { exports: {} };
    const fakes: Record<string, unknown> = {
      vscode: this.#api(),
      'vscode-languageclient/node': {
        LanguageClient: this.#client(),
        RevealOutputChannelOn: { Never: 4 },
        State: CLIENT_STATES,
      },
    };
    const load = (name: string) => fakes[name] ?? nodeRequire(name);
    new Function('require', 'module', 'exports', outputFiles[0]?.text ?? '')(load, module, module.exports);
    this.#extension = module.exports as Extension;
    await this.#extension.activate({ subscriptions: [], globalStorageUri: FakeUri.file(storage) });
  }

  async deactivate(): Promise<void> {
    await this.#extension?.deactivate();
  }

  /** Something happens in the editor. */
  async fire(event: string, argument: unknown = {}): Promise<void> {
    await this.#handlers.get(event)?.(argument as never);
  }

  async call(command: string): Promise<void> {
    const handler = this.commands.get(command);
    if (handler === undefined) throw new Error(`Nobody has registered ${command}.`);
    await handler();
  }

  /** The language client tells how its server does. */
  server(state: keyof typeof CLIENT_STATES): void {
    for (const told of this.#states) told({ newState: CLIENT_STATES[state] });
  }

  /** The server says that it has a verdict. */
  verdict(): void {
    for (const told of this.#notified) told();
  }

  #client() {
    const fake = this;
    return class {
      readonly initializeResult = { capabilities: { experimental: { verdict: fake.serverTellsVerdicts } } };
      readonly #server: ServerStart;
      constructor(_id: string, _name: string, server: ServerStart, options: Record<string, unknown>) {
        this.#server = server;
        fake.clientOptions.push(options);
      }
      onNotification(_name: string, told: () => void): void {
        fake.#notified.push(told);
      }
      onDidChangeState(told: (event: { newState: number }) => void): void {
        fake.#states.push(told);
      }
      async start(): Promise<void> {
        fake.started.push(this.#server);
        fake.server('Starting');
        if (fake.serverFails) throw new Error('error: unknown command');
        fake.server('Running');
      }
      async dispose(): Promise<void> {
        fake.stopped++;
      }
    };
  }

  #on(event: string) {
    return (handler: Handler) => {
      this.#handlers.set(event, handler);
      return { dispose() {} };
    };
  }

  #api() {
    const fake = this;
    const show = async (message: string) => {
      fake.shown.push(message);
      return undefined;
    };
    const channel = { info() {}, warn() {}, error() {}, show: () => fake.executed.push('log'), dispose() {} };
    return {
      Uri: FakeUri,
      EventEmitter: class {
        event = () => {};
        fire() {}
      },
      ThemeColor: class {},
      StatusBarAlignment: { Left: 1 },
      ViewColumn: { Active: -1, Beside: -2 },
      ProgressLocation: { Notification: 15 },
      DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
      languages: {
        getDiagnostics: () => [[FakeUri.file('/x'), fake.diagnostics]],
        onDidChangeDiagnostics: fake.#on('diagnostics'),
      },
      commands: {
        registerCommand(name: string, handler: Handler) {
          fake.commands.set(name, handler);
          return { dispose() {} };
        },
        async executeCommand(name: string, ...rest: unknown[]) {
          fake.executed.push([name, ...rest].join(' '));
        },
      },
      window: {
        get activeTextEditor() {
          return fake.activeDocument === undefined ? undefined : { document: fake.activeDocument };
        },
        createOutputChannel: () => channel,
        createStatusBarItem() {
          const item = {
            text: '',
            tooltip: '',
            isShown: false,
            show: () => {
              item.isShown = true;
            },
            hide: () => {
              item.isShown = false;
            },
            dispose() {},
          };
          fake.status = item;
          return item;
        },
        showErrorMessage: show,
        showWarningMessage: show,
        showInformationMessage: show,
        showQuickPick: async (items: string[]) => items[0],
        withProgress: (_: unknown, task: (progress: unknown, token: unknown) => unknown) =>
          task({}, { onCancellationRequested() {} }),
        createWebviewPanel: () => ({
          webview: {
            set html(text: string) {
              fake.html = text;
            },
          },
          onDidDispose() {},
          reveal() {},
        }),
        async showTextDocument(document: Document) {
          fake.opened = document.getText();
        },
      },
      workspace: {
        get isTrusted() {
          return fake.isTrusted;
        },
        get workspaceFolders() {
          return fake.folders.map((folder, index) => ({ uri: FakeUri.file(folder), name: 'guide', index }));
        },
        getConfiguration: () => ({ get: (name: string, otherwise: unknown) => fake.settings[name] ?? otherwise }),
        registerTextDocumentContentProvider(_scheme: string, provider: Provider) {
          fake.#provider = provider;
          return { dispose() {} };
        },
        async openTextDocument(uri: FakeUri) {
          return { uri, getText: () => fake.#provider?.provideTextDocumentContent(uri) ?? '' };
        },
        onDidCloseTextDocument: fake.#on('close'),
        onDidChangeWorkspaceFolders: fake.#on('folders'),
        onDidGrantWorkspaceTrust: fake.#on('trust'),
        onDidChangeConfiguration: fake.#on('configuration'),
      },
    };
  }
}
