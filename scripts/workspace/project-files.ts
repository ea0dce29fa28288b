import { type FSWatcher, readdirSync, type Stats, statSync, watch } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { listFolder } from '../files/list-folder.ts';
import { watchedPlaces } from '../pipeline/store/fingerprint.ts';

/** Editors write in several steps, and git checks files out one by one: it is over when nothing has moved for so long. */
const SETTLE_MS = 25;
/** A file that was there before and changes by itself: what an author saves. */
const SETTLE_ALONE_MS = 10;
/** Where a file has lost much of its length it is likely half saved: who writes it may have been made to wait. */
const SETTLE_SHORTER_MS = 100;
const MUCH = 0.25;
/** Somebody who never stops writing is not waited for. */
const MOST_SETTLING_MS = 1_000;
/** Systems may lose events, or have none: it is looked all the same. */
const LOOK_EACH_MS = 2_000;
const LOOK_WITHOUT_EVENTS_MS = 300;

/** Of editors and systems, not of the project. */
const isLitter = (name: string) => /(^|\/)\.|~$|\.(swp|swx|tmp)$|(^|\/)4913$|___jb_\w+___$/.test(name);

type State = ReadonlyMap<string, string>;

/**
 * The files of a project that a verdict depends on, and when they change. What the system tells of changes only wakes it:
 * what has changed is found by looking, so that no rename, no folder and no lost event goes by.
 */
export class ProjectFiles {
  readonly #folder: string;
  readonly #more: readonly string[];
  readonly #watchers = new Map<string, FSWatcher>();
  #hasEvents = true;
  #known: State;
  #wake: () => void = () => {};
  #isWoken = false;

  /** @param more files or folders outside of the project, absolute */
  constructor(folder: string, more: readonly string[] = []) {
    this.#folder = folder;
    this.#more = more;
    this.#known = this.#look();
    this.#watch();
  }

  /**
   * Waits until files have changed and rest again.
   * @returns those that were written, renamed or deleted, relative to the project
   * @throws the signal's reason
   */
  async changed(signal: AbortSignal): Promise<string[]> {
    while (true) {
      this.#watch(); // what the change before has brought; not while somebody waits to be told of it
      await this.#woken(signal);
      const now = await this.#settled(signal);
      const changed = namesThatDiffer(this.#known, now);
      this.#known = now;
      if (changed.length > 0) return changed;
    }
  }

  /** Whether anything has changed that was not told yet. */
  isBehind(): boolean {
    return namesThatDiffer(this.#known, this.#look()).length > 0;
  }

  end(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  async #woken(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (!this.#isWoken)
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(done, this.#hasEvents ? LOOK_EACH_MS : LOOK_WITHOUT_EVENTS_MS);
        const stop = () => {
          done();
          reject(signal.reason);
        };
        function done() {
          clearTimeout(timer);
          signal.removeEventListener('abort', stop);
          resolve();
        }
        this.#wake = done;
        signal.addEventListener('abort', stop, { once: true });
      });
    this.#isWoken = false;
  }

  async #settled(signal: AbortSignal): Promise<State> {
    const end = performance.now() + MOST_SETTLING_MS;
    let state = this.#look();
    while (performance.now() < end) {
      const names = namesThatDiffer(this.#known, state);
      if (names.length === 0) return state;
      await delay(restBehind(names, this.#known, state), undefined, { signal });
      const next = this.#look();
      const isResting = namesThatDiffer(state, next).length === 0;
      state = next;
      if (isResting) break;
    }
    return state;
  }

  #look(): State {
    const state = new Map<string, string>();
    const add = (path: string): void => {
      const stats = statSync(path, { throwIfNoEntry: false });
      if (stats === undefined || stats.isDirectory()) return;
      state.set(this.#named(path), stateOf(stats.size, stats));
    };
    for (const place of this.#places()) {
      if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) {
        add(place);
        continue;
      }
      const { files, faults } = listFolder(place, { enters });
      for (const { name, size, stats } of files)
        if (!isLitter(name)) state.set(this.#named(join(place, name)), stateOf(size, stats));
      // A link to nothing, a pipe: a verdict depends on these too.
      for (const { name, reason } of faults) if (!isLitter(name)) state.set(this.#named(join(place, name)), reason);
    }
    return state;
  }

  /** Relative to the project, where it lies in it. */
  #named(path: string): string {
    const name = relative(this.#folder, path).split(sep).join('/');
    return name.startsWith('../') ? path : name;
  }

  #places(): string[] {
    return [...watchedPlaces(this.#folder).map((name) => resolve(this.#folder, name)), ...this.#more];
  }

  /** Each folder by itself: what Node.js offers for whole trees loses renames on Linux. */
  #watch(): void {
    const folders = new Set([this.#folder]);
    for (const place of this.#places()) for (const folder of foldersIn(place)) folders.add(folder);
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of folders) {
      if (this.#watchers.has(folder)) continue;
      try {
        const watcher = watch(folder, () => this.#event());
        watcher.on('error', () => this.#lose(folder));
        this.#watchers.set(folder, watcher);
        this.#isWoken = true; // what has come into it before was not told
      } catch {
        this.#hasEvents = false; // the system has no more watches to give, or never had
      }
    }
  }

  #event(): void {
    this.#isWoken = true;
    this.#wake();
  }

  #lose(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
    this.#event();
  }
}

function stateOf(size: number, { ino, mtimeMs, ctimeMs }: Pick<Stats, 'ino' | 'mtimeMs' | 'ctimeMs'>): string {
  return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
}

const enters = (name: string) => !/(^|\/)(node_modules|\.git)$/.test(name);

function foldersIn(place: string): string[] {
  try {
    if (!statSync(place).isDirectory()) return [];
    const below = readdirSync(place, { recursive: true, withFileTypes: true });
    const folders = below.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
    return [
      place,
      ...folders.filter((folder) => !/[/\\](node_modules|\.git)([/\\]|$)/.test(folder.slice(place.length))),
    ];
  } catch {
    return []; // not there, or not to be looked into
  }
}

function restBehind(names: readonly string[], before: State, now: State): number {
  const lengths = names.map((name) => [lengthOf(before.get(name)), lengthOf(now.get(name))] as const);
  if (lengths.some(([old, fresh]) => fresh < (1 - MUCH) * old)) return SETTLE_SHORTER_MS;
  const [[old, fresh] = [Number.NaN, Number.NaN], ...others] = lengths;
  return others.length > 0 || Number.isNaN(old + fresh) ? SETTLE_MS : SETTLE_ALONE_MS;
}

/** Of what is not there, or no file, none. */
function lengthOf(state = ''): number {
  return Number(/^\d+ (\d+) /.exec(state)?.[1] ?? Number.NaN);
}

function namesThatDiffer(before: State, now: State): string[] {
  const names = [...new Set([...before.keys(), ...now.keys()])];
  return names.filter((name) => before.get(name) !== now.get(name));
}
