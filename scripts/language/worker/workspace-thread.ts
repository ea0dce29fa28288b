import type { MessagePort } from 'node:worker_threads';
import { faultText } from '../../model/fault.ts';
import { EnvironmentError, type Issue } from '../../model/issue.ts';
import { packageKey } from '../../model/package.ts';
import { findingsOf } from '../../workspace/findings.ts';
import { ProjectFiles } from '../../workspace/project-files.ts';
import { type FirstVerdict, type Verdict, Workspace } from '../../workspace/workspace.ts';
import type {
  FoundReply,
  PlacedFinding,
  ThreadSetup,
  VerdictReply,
  Versions,
  WorkspaceOrder,
  WorkspaceReply,
} from './messages.ts';
import { ResourcesTold } from './resources-told.ts';

/** Keeps a project open in a thread of its own: takes in what is typed and saved, and tells what it makes of the verdict. */
export function keepWorkspace({ root, offline }: ThreadSetup, port: MessagePort): void {
  new WorkspaceThread(root, offline, port).start();
}

class WorkspaceThread {
  readonly #port: MessagePort;
  readonly #workspace: Workspace;
  readonly #files: ProjectFiles;
  readonly #signal = new AbortController().signal;
  readonly #told = new ResourcesTold();
  #texts = new Map<string, string | undefined>();
  #changed = new Set<string>();
  #versions: Versions = {};
  /** Those of the texts that are looked at. */
  #looked: Versions = {};
  #isLooking = false;
  #isBehind = false;

  constructor(root: string, offline: boolean, port: MessagePort) {
    this.#port = port;
    this.#files = new ProjectFiles(root);
    this.#workspace = new Workspace(root, {
      offline,
      writes: false,
      onStep: (step) => {
        if (step === 'Compile and snapshots') this.#tell({ kind: 'opened' });
      },
      onFound: (issues) => this.#found(issues),
    });
  }

  start(): void {
    this.#port.on('message', (order: WorkspaceOrder) => {
      for (const [path, text] of order.texts) this.#texts.set(path, text);
      this.#versions = order.versions;
      this.#soon();
    });
    void this.#follow();
    this.#soon();
  }

  async #follow(): Promise<void> {
    while (true) {
      const files = await this.#files.changed(this.#signal);
      this.#tell({ kind: 'changed', files });
      for (const file of files) this.#changed.add(file);
      this.#soon();
    }
  }

  /** One look at a time; what comes meanwhile is taken in by the next one, all at once. */
  #soon(): void {
    this.#isBehind = true;
    if (this.#isLooking) return;
    this.#isLooking = true;
    setImmediate(() => void this.#look());
  }

  async #look(): Promise<void> {
    while (this.#isBehind) {
      this.#isBehind = false;
      const texts = this.#texts;
      const files = [...this.#changed];
      // What is found belongs to the texts of now, whatever comes meanwhile.
      this.#looked = this.#versions;
      this.#texts = new Map();
      this.#changed = new Set();
      try {
        const first = ({ build }: FirstVerdict) => this.#tell({ kind: 'first', ...this.#foundIn(build) });
        this.#verdict(await this.#workspace.change({ texts, files }, this.#signal, first));
      } catch (error) {
        const isForeseen = error instanceof EnvironmentError;
        this.#tell({
          kind: 'failed',
          message: isForeseen ? error.message : `This is a defect of ig: ${faultText(error)}`,
        });
        if (!isForeseen) this.#workspace.forget();
      }
      // Messages that have come during the look are read before the next one begins.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#isLooking = false;
  }

  #found(issues: readonly Issue[]): void {
    this.#tell({ kind: 'compiled', versions: this.#looked, findings: issues.map((issue) => ({ issue })) });
  }

  #verdict({ build, isWhole, milliseconds }: Verdict): void {
    const { guide, packages } = build;
    const told = guide === undefined || !isWhole ? { resources: [], gone: [] } : this.#told.next(guide.resources);
    const reply: VerdictReply = {
      ...this.#foundIn(build),
      isWhole,
      ...(guide === undefined ? {} : { owner: guide.package }),
      dependencies: (guide?.compiled.guide?.dependencies ?? []).flatMap(({ id, version }) =>
        version === undefined ? [] : [{ id, version }],
      ),
      ...told,
      packages: packages.map((each) => `${packageKey(each)} ${each.integrity}`).join('\n'),
      milliseconds,
    };
    this.#tell({ kind: 'verdict', ...reply });
  }

  #foundIn(build: Pick<Verdict['build'], 'issues' | 'results'>): FoundReply {
    const all: readonly PlacedFinding[] = findingsOf(build);
    const { length } = build.issues;
    return { versions: this.#looked, compiled: all.slice(0, length), conformance: all.slice(length) };
  }

  #tell(reply: WorkspaceReply): void {
    this.#port.postMessage(reply);
  }
}
