import { statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { type Compiler, openCompiler, type WarmResult } from '../compile/warm/compiler.ts';
import { listFolder } from '../files/list-folder.ts';
import { readTextIfThere } from '../files/read-file.ts';
import { LONGEST_SETTINGS } from '../files/size.ts';
import { hasErrors, type Outcome } from '../model/issue.ts';
import type { InstalledPackage } from '../model/package.ts';
import type { Project } from '../model/project.ts';
import type { ResourceResult } from '../model/report.ts';
import { LOCKFILE_NAME } from '../packages/lockfile.ts';
import { ownFolders } from '../packages/own/folder-source.ts';
import { OWN_PACKAGES, parseOwnPackages } from '../packages/own/own-packages.ts';
import { CheckMemory } from './check-memory.ts';
import type { Guide } from './guide/guide.ts';
import { type Changes, GuideMemory } from './guide/guide-memory.ts';
import { toolchainFolder } from './guide/toolchain.ts';
import type { PackageOptions } from './packages/package-options.ts';
import { openProjectPackages } from './packages/packages.ts';
import { type CompiledDefinitions, openCompiledDefinitions } from './store/compiled-definitions.ts';

/** What is made of one set of packages, and what is made with it. */
interface Opened {
  readonly outcome: Outcome<InstalledPackage[]>;
  readonly basis: string;
  readonly definitions: CompiledDefinitions;
  readonly compiler: Compiler;
  readonly guides: GuideMemory;
  readonly checks: CheckMemory;
}

export interface WarmOptions {
  readonly allowExampleUrls?: boolean;
}

/** What the last call had to do. */
export interface WarmTrace {
  readonly compile?: WarmResult['trace'];
  readonly snapshots: number;
  /** Files of the resources that were checked. */
  readonly checked: readonly string[];
}

/**
 * What stays of a project from one look at it to the next: packages, SUSHI's state, snapshots, compiled checks, and the
 * findings of each resource. It saves work and changes no result: each step gives what the same step gives from nothing.
 */
export class WarmGuide {
  readonly #folder: string;
  readonly #options: WarmOptions;
  #opened: Opened | undefined;
  /** What has changed since resources were checked; 'all' where nobody knows. */
  #pending: Changes | 'all' = 'all';
  #trace: WarmTrace = { snapshots: 0, checked: [] };

  constructor(folder: string, options: WarmOptions = {}) {
    this.#folder = folder;
    this.#options = options;
  }

  get trace(): WarmTrace {
    return this.#trace;
  }

  /** The project's packages: opened again when what decides on them is otherwise than it was. */
  async open(project: Project, options: PackageOptions): Promise<Outcome<InstalledPackage[]>> {
    const basis = basisOf(this.#folder, project, options);
    if (this.#opened?.basis === basis) return this.#opened.outcome;
    this.end();
    const outcome = await openProjectPackages(this.#folder, project, options);
    if (hasErrors(outcome.issues)) return outcome; // it may succeed the next time
    const packages = outcome.value;
    const definitions = openCompiledDefinitions(packages);
    this.#opened = {
      outcome,
      basis, // as it was before: a lockfile that was made on the way is told this once
      definitions,
      compiler: openCompiler(this.#folder, packages),
      guides: new GuideMemory(packages),
      checks: new CheckMemory({ ...this.#options, packages, syntax: definitions.syntax }),
    };
    return outcome;
  }

  /** Whether something stands in the guide as it was before, and would come out otherwise now. */
  get isStanding(): boolean {
    const { compile } = this.#trace;
    return compile?.kind === 'partial' && compile.standing !== undefined;
  }

  get definitions(): CompiledDefinitions {
    return this.#isOpen().definitions;
  }

  /** @param options.stands see {@link Compiler.compile}: `isStanding` then says whether there is more to be told */
  async compile(
    signal: AbortSignal,
    { texts, stands = false }: { readonly texts?: ReadonlyMap<string, string> | undefined; readonly stands?: boolean },
  ): Promise<Guide> {
    const { compiler, guides } = this.#isOpen();
    const compiled = await this.#guarded(signal, () =>
      compiler.compile({ signal, stands, ...(texts === undefined ? {} : { texts }) }),
    );
    const { guide, changes, snapshots } = guides.next(compiled);
    this.#pending = changes === undefined || this.#pending === 'all' ? 'all' : together(this.#pending, changes);
    this.#trace = { compile: compiled.trace, snapshots, checked: [] };
    return guide;
  }

  async check(guide: Guide, settings: { signal: AbortSignal; timeLimit?: number }): Promise<ResourceResult[]> {
    const { checks } = this.#isOpen();
    const changes = this.#pending === 'all' ? undefined : this.#pending;
    const results = await this.#guarded(settings.signal, () =>
      checks.check(guide, changes, { ...settings, folder: this.#folder }),
    );
    this.#pending = { urls: new Set(), resources: [] };
    this.#trace = { ...this.#trace, checked: checks.checked };
    return results;
  }

  /** Where something was thrown, such as for a package that cannot be read any more, nobody knows what is half done. */
  async #guarded<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!signal.aborted) this.end();
      throw error;
    }
  }

  end(): void {
    this.#opened?.compiler.end();
    this.#opened = undefined;
    this.#pending = 'all';
  }

  #isOpen(): Opened {
    if (this.#opened === undefined) throw new Error('The packages are not open.');
    return this.#opened;
  }
}

function together(a: Changes, b: Changes): Changes {
  return { urls: new Set([...a.urls, ...b.urls]), resources: [...a.resources, ...b.resources] };
}

/** Changes when the project may have other packages, or packages with other content. */
function basisOf(
  folder: string,
  { fhirVersion, dependencies }: Project,
  { added = [], offline = false, frozen = false }: PackageOptions,
): string {
  const texts = [LOCKFILE_NAME, OWN_PACKAGES].map((name) => textOf(join(folder, name)));
  const settings = [fhirVersion, dependencies, ...texts];
  const places = new Set([
    join(folder, 'upstream'),
    join(toolchainFolder, 'upstream'),
    ...(texts[1] === undefined ? [] : ownFolders(folder, parseOwnPackages(texts[1]).value)),
    ...added.map((each) => (isAbsolute(each) ? each : resolve(each))),
  ]);
  return JSON.stringify([settings, offline, frozen, added, [...places].map(stateOf)]);
}

function textOf(file: string): string | undefined {
  try {
    return readTextIfThere(file, LONGEST_SETTINGS);
  } catch {
    return undefined; // told when it is read for its content
  }
}

/** When the files below a folder, or the file itself, were last changed; of what is not there, nothing. */
function stateOf(path: string): unknown {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (!stats.isDirectory()) return [stats.ino, stats.size, stats.ctimeMs];
  const { files, faults } = listFolder(path, { enters: (name) => !/(^|\/)(node_modules|\.git)$/.test(name) });
  return [files.map(({ name, size, stats: { ino, ctimeMs } }) => [name, size, ino, ctimeMs]), faults];
}
