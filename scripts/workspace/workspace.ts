import { type Build, type BuildOptions, buildGuide, isCompiled } from '../pipeline/build.ts';
import { WarmGuide, type WarmTrace } from '../pipeline/warm-guide.ts';
import { type Difference, difference, findingsOf, type PlacedIssue } from './findings.ts';

export interface WorkspaceOptions extends Omit<BuildOptions, 'warm' | 'texts' | 'signal'> {
  /** Whether the project is looked at once and not again, so that nothing need be kept for a second look. */
  readonly once?: boolean;
}

/** What is otherwise in a project. */
export interface Change {
  /** Files that were written, renamed or deleted, relative to the project. What they have is read anew in any case. */
  readonly files?: readonly string[];
  /** Texts that are not saved, by path relative to the project; undefined for one that is not open any more. */
  readonly texts?: ReadonlyMap<string, string | undefined>;
}

/** What is known after a change, and what of it is new. */
export interface Verdict extends Difference {
  readonly build: Build;
  /** Whether anything could be compiled: where nothing could, what was found before is neither found again nor fixed. */
  readonly isWhole: boolean;
  /** The files of all changes since the verdict before. */
  readonly changed: readonly string[];
  readonly milliseconds: number;
  readonly trace: WarmTrace;
}

/**
 * What an edit does where it was made: changed profiles over the examples as they stood, before any of these is made
 * anew. It comes sooner than the verdict, and is none: what it says may be added to and taken back by that.
 */
export interface FirstVerdict extends Difference {
  readonly build: Build & { readonly isFirst: true };
  /** The files of all changes since the verdict before. */
  readonly changed: readonly string[];
  readonly milliseconds: number;
}

/**
 * A project that is open: its packages, SUSHI's state, snapshots, compiled checks, and the findings of each resource with
 * what each depends on. One call at a time is at work, in the order of the calls.
 */
export class Workspace {
  readonly #folder: string;
  readonly #options: WorkspaceOptions;
  readonly #warm: WarmGuide | undefined;
  readonly #texts = new Map<string, string>();
  readonly #changed = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();
  #known: Build | undefined;
  #shown: readonly PlacedIssue[] = [];

  constructor(folder: string, options: WorkspaceOptions = {}) {
    this.#folder = folder;
    this.#options = options;
    this.#warm = options.once === true ? undefined : new WarmGuide(folder, options);
  }

  /**
   * What is known of the project: worked out by the first call.
   * @throws EnvironmentError when the project cannot be looked at
   */
  known(signal: AbortSignal): Promise<Build> {
    return this.#inTurn(async () => {
      if (this.#known === undefined) await this.#look(signal);
      if (this.#known === undefined) throw new Error('Nothing is known after a look.');
      return this.#known;
    });
  }

  /**
   * Takes a change in, and says what is known then. What is aborted, or cannot be looked at, is taken in by the next call.
   * @param onFirst told at most once, before the verdict: where what the change touches takes longer than the change itself
   * @throws EnvironmentError when the project cannot be looked at; what was known stays
   */
  change(
    { files = [], texts = new Map() }: Change,
    signal: AbortSignal,
    onFirst?: (first: FirstVerdict) => void,
  ): Promise<Verdict> {
    for (const file of files) this.#changed.add(file);
    for (const [file, text] of texts) {
      this.#changed.add(file);
      if (text === undefined) this.#texts.delete(file);
      else this.#texts.set(file, text);
    }
    return this.#inTurn(() => this.#look(signal, onFirst));
  }

  /** The next call works everything out from nothing; what was told stays told. */
  forget(): void {
    void this.#inTurn(async () => this.#warm?.end());
  }

  /** Frees what is kept. */
  async end(): Promise<void> {
    await this.#inTurn(async () => {
      this.#warm?.end();
      this.#known = undefined;
    });
  }

  async #look(signal: AbortSignal, onFirst?: (first: FirstVerdict) => void): Promise<Verdict> {
    const start = performance.now();
    signal.throwIfAborted();
    const changed = [...this.#changed];
    this.#changed.clear();
    const warm = this.#warm === undefined ? {} : { warm: this.#warm };
    const settings = { ...this.#options, ...warm, signal, texts: new Map(this.#texts) };
    const traces: WarmTrace[] = [];
    const built = async (stands: boolean): Promise<Build> => {
      const result = await buildGuide(this.#folder, { ...settings, stands });
      if (this.#warm !== undefined) traces.push(this.#warm.trace);
      return result;
    };
    const buildInTwo = async (): Promise<Build> => {
      const first = await built(onFirst !== undefined);
      if (!isFirstBuild(first)) return first;
      const told = difference(this.#shown, findingsOf(first));
      onFirst?.({ ...told, build: first, changed, milliseconds: performance.now() - start });
      signal.throwIfAborted();
      return built(false);
    };
    const build = await buildInTwo().catch((error: unknown) => {
      for (const file of changed) this.#changed.add(file);
      throw error;
    });
    const found = difference(this.#shown, findingsOf(build));
    const isWhole = build.guide !== undefined && isCompiled(build.guide);
    const told = isWhole ? found : { ...found, fixed: [] };
    this.#shown = isWhole ? findingsOf(build) : [...this.#shown, ...found.added];
    this.#known = build;
    return {
      ...told,
      build,
      isWhole,
      changed,
      milliseconds: performance.now() - start,
      trace: traces.length > 1 ? together(traces) : (traces[0] ?? { snapshots: 0, checked: [] }),
    };
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

function isFirstBuild(build: Build): build is FirstVerdict['build'] {
  return build.isFirst === true;
}

/** What was done for a verdict that was told in two. */
function together(traces: readonly WarmTrace[]): WarmTrace {
  const compile = traces.at(-1)?.compile;
  const exported = traces.flatMap((each) => (each.compile?.kind === 'partial' ? each.compile.exported : []));
  const checked = [...new Set(traces.flatMap((each) => each.checked))];
  const snapshots = traces.reduce((sum, each) => sum + each.snapshots, 0);
  if (compile?.kind !== 'partial') return { ...(compile === undefined ? {} : { compile }), snapshots, checked };
  return { compile: { ...compile, exported: [...new Set(exported)] }, snapshots, checked };
}
