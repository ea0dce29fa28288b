import { hasErrors, type Issue, type Outcome } from '../../model/issue.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import type { ProjectDependency } from '../../model/project.ts';
import { isAutomatic, isCore } from '../automatic.ts';
import { manifestDependencies } from '../dependency-levels.ts';
import type { PinnedPackage } from '../lockfile.ts';
import type { FoundPackage, PackageSourceReader } from '../source/source.ts';
import { missingDeclared, missingTransitive, satisfiedByOther } from './lock-issues.ts';

export interface Wish {
  readonly asked: PackageRef;
  /** The package that depends on it; absent for what the project or the command line wants. */
  readonly by?: PackageRef;
  readonly declared?: ProjectDependency;
}

export interface ChooseOptions {
  /** In order of preference: the first that has a package provides it. */
  readonly sources: readonly PackageSourceReader[];
  readonly signal: AbortSignal;
  /**
   * Takes digests from memory where there is one: for a run that locks nothing. What is installed from a source is
   * computed and held against this all the same.
   */
  readonly recall?: boolean;
  /** Called before a source is asked for a package's content, which may mean a download. */
  readonly onLock?: (locking: PackageRef) => void;
}

/** The first of the sources that has a package, with what went wrong at those asked before. */
export async function findFirst(
  { id, version }: PackageRef,
  { sources, signal }: ChooseOptions,
): Promise<Outcome<FoundPackage | undefined>> {
  const issues: Issue[] = [];
  for (const source of sources) {
    signal.throwIfAborted();
    const { value, issues: found } = await source.find({ id, version, signal });
    issues.push(...found);
    if (value !== undefined) return { value, issues };
  }
  return { value: undefined, issues };
}

/** Several times what the largest guides use: a registry could make up a next one for ever. */
const MOST_PACKAGES = 300;

/**
 * Finds what is wished for and all that this depends on.
 * @param given packages in use already: they answer wishes for themselves and, where no source has the version asked
 * for, for another version of an automatic package
 */
export async function chooseClosure(
  wishes: readonly Wish[],
  given: readonly PackageRef[],
  options: ChooseOptions,
): Promise<Outcome<FoundPackage[]>> {
  const issues: Issue[] = [];
  const chosen = new Map<string, FoundPackage>();
  const asked = new Set(given.map(packageKey));
  const queue = [...wishes];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    if (chosen.size > MOST_PACKAGES) return { value: [...chosen.values()], issues: [...issues, tooMany(next)] };
    if (asked.has(packageKey(next.asked))) continue;
    asked.add(packageKey(next.asked));
    const { value: found, issues: trouble } = await findFirst(next.asked, options);
    issues.push(...trouble);
    if (found === undefined) {
      if (!hasErrors(trouble)) issues.push(await missing(next, [...given, ...chosen.values()], options.sources));
    } else if (!chosen.has(packageKey(found))) {
      chosen.set(packageKey(found), found);
      queue.push(...wishesOf(found));
    }
  }
  return { value: [...chosen.values()], issues };
}

/** What a package asks for; the core package that it was built on is the guide's own. */
export function wishesOf(found: FoundPackage): Wish[] {
  return manifestDependencies(found.manifest)
    .filter(({ id }) => !isCore(id))
    .map((asked) => ({ asked, by: found }));
}

/** Takes the packages' digests, which may mean downloads. */
export async function pin(
  chosen: readonly FoundPackage[],
  { onLock, signal, recall = false }: ChooseOptions,
): Promise<Outcome<PinnedPackage[]>> {
  const issues: Issue[] = [];
  const pinned: PinnedPackage[] = [];
  for (const found of chosen) {
    signal.throwIfAborted();
    const recalled = recall ? found.recalledIntegrity?.() : undefined;
    if (recalled !== undefined) {
      pinned.push(toPinned(found, recalled));
      continue;
    }
    onLock?.({ id: found.id, version: found.version });
    const integrity = await found.integrity();
    issues.push(...integrity.issues);
    if (integrity.value !== undefined) pinned.push(toPinned(found, integrity.value));
  }
  return { value: pinned, issues };
}

function toPinned({ id, version, source, resolved, asked, manifest }: FoundPackage, integrity: string): PinnedPackage {
  const { dependencies = {} } = manifest;
  return {
    id,
    version,
    source,
    integrity,
    ...(resolved === undefined ? {} : { resolved }),
    ...(asked === undefined ? {} : { asked }),
    ...(Object.keys(dependencies).length === 0 ? {} : { dependencies }),
  };
}

function tooMany({ asked, by }: Wish): Issue {
  const last = by === undefined ? packageKey(asked) : `${packageKey(asked)}, asked for by ${packageKey(by)}`;
  const message = `What is asked for depends on more than ${MOST_PACKAGES} packages; the last one is ${last}. Check where these packages come from.`;
  return { severity: 'error', code: 'too-costly', rule: 'package-too-many', message };
}

async function missing(
  { asked, by, declared }: Wish,
  present: readonly PackageRef[],
  sources: readonly PackageSourceReader[],
): Promise<Issue> {
  const instead = present.filter(({ id }) => id === asked.id);
  if (by !== undefined && isAutomatic(asked.id) && instead.length > 0) return satisfiedByOther(asked, by, instead);
  const versions = await Promise.all(sources.map(async (source) => (await source.versions?.(asked.id)) ?? []));
  const available = [...new Set(versions.flat())];
  return by === undefined ? missingDeclared(asked, declared, available) : missingTransitive(asked, by, available);
}
