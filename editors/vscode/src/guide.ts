import { type LogOutputChannel, Uri, type WorkspaceFolder, workspace } from 'vscode';
import { State as ClientState, LanguageClient, RevealOutputChannelOn } from 'vscode-languageclient/node';
import { findProgram, type Program } from './find-program.ts';
import { nodeFault } from './run.ts';
import type { State } from './verdict.ts';

/** What a language server says when it has a verdict on the whole guide, if it is one that does: see its capabilities. */
const VERDICT = 'ig/verdict';

/** A guide of the workspace, and its language server. */
export class Guide {
  /** The folder with sushi-config.yaml, absolute. */
  readonly folder: string;
  readonly #workspace: WorkspaceFolder;
  readonly #log: LogOutputChannel;
  readonly #changed: () => void;
  #client: LanguageClient | undefined;
  #state: State = { kind: 'starting' };

  constructor(folder: string, owner: WorkspaceFolder, log: LogOutputChannel, changed: () => void) {
    this.folder = folder;
    this.#workspace = owner;
    this.#log = log;
    this.#changed = changed;
  }

  get state(): State {
    return this.#state;
  }

  get offline(): boolean {
    return this.#settings().get('offline', false);
  }

  get context(): Readonly<Record<string, string>> {
    return this.#settings().get('context', {});
  }

  /** The guide's `ig`, or what is missing. Asked each time: it may have been installed since. */
  async program(): Promise<Program | string> {
    if (!workspace.isTrusted) return 'ig is a program of this workspace, and the workspace is not trusted.';
    const node = this.#settings().get('node', 'node');
    const found = findProgram({
      guide: this.folder,
      workspace: this.#workspace.uri.fsPath,
      path: this.#settings().get('path', ''),
      node,
    });
    if (typeof found === 'string' || found.command !== node) return found;
    return (await nodeFault(node, this.folder)) ?? found;
  }

  async start(): Promise<void> {
    if (!workspace.isTrusted) {
      this.#is({ kind: 'untrusted' });
      return;
    }
    this.#is({ kind: 'starting' });
    const program = await this.program();
    if (typeof program === 'string') {
      this.#log.error(program);
      this.#is({ kind: 'failed', message: program });
      return;
    }
    const client = this.#clientOf(program);
    this.#client = client;
    client.onNotification(VERDICT, () => this.#is({ kind: 'checked' }));
    client.onDidChangeState(({ newState }) => this.#client === client && this.#follow(newState));
    try {
      await client.start();
    } catch (error) {
      this.#log.error(String(error));
      this.#client = undefined;
      const message = `"ig lsp" did not start for ${this.folder}: see the log. An ig without a language server has to be updated.`;
      this.#is({ kind: 'failed', message });
    }
  }

  async stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    try {
      await client?.dispose();
    } catch (error) {
      this.#log.warn(String(error)); // it was ended, politely or not
    }
  }

  /** A server that ends is started again by the client, some times. */
  #follow(state: ClientState): void {
    if (state === ClientState.Starting) this.#is({ kind: 'starting' });
    if (state === ClientState.Running && this.#state.kind === 'starting') {
      const { experimental } = this.#client?.initializeResult?.capabilities ?? {};
      this.#is({ kind: experimental?.verdict === true ? 'checking' : 'checked' });
    }
    if (state !== ClientState.Stopped) return;
    const message = `The language server of ${this.folder} has ended. See the log, and start it again.`;
    this.#is({ kind: 'failed', message });
  }

  #clientOf({ command, args }: Program): LanguageClient {
    const all = [...args, 'lsp', '--stdio', ...(this.offline ? ['--offline'] : [])];
    this.#log.info(`${command} ${all.join(' ')}, in ${this.folder}`);
    return new LanguageClient(
      'ig',
      'ig',
      { command, args: all, options: { cwd: this.folder } },
      {
        documentSelector: [
          { scheme: 'file', language: 'fsh', pattern: { baseUri: Uri.file(this.folder).toString(), pattern: '**/*' } },
        ],
        workspaceFolder: { uri: Uri.file(this.folder), name: this.#workspace.name, index: this.#workspace.index },
        initializationOptions: { verdict: true, inlayHints: this.#settings().get('inlayHints', false) },
        synchronize: { configurationSection: 'ig' },
        outputChannel: this.#log,
        revealOutputChannelOn: RevealOutputChannelOn.Never,
        initializationFailedHandler: () => false,
      },
    );
  }

  #settings() {
    return workspace.getConfiguration('ig', this.#workspace.uri);
  }

  #is(state: State): void {
    this.#state = state;
    this.#changed();
  }
}
