import { resolve } from 'node:path';
import { compareVersions } from '../../compare/compare.ts';
import { isNamed } from '../../compare/result/actors.ts';
import { type ComparisonReport, reportOf } from '../../compare/result/report.ts';
import { formatCanonical, parseCanonical } from '../../model/canonical.ts';
import { type FhirResource, isJsonObject } from '../../model/fhir.ts';
import { EnvironmentError, type Outcome } from '../../model/issue.ts';
import { type InstalledPackage, type PackageRef, packageKey } from '../../model/package.ts';
import type { Project } from '../../model/project.ts';
import { parsePackageSpec } from '../../packages/source/file-source.ts';
import { compileGuide, type Guide } from '../guide/guide.ts';
import { guideDefinitions } from '../guide/guide-definitions.ts';
import { readProject } from '../guide/project.ts';
import { completeSnapshots, isStructureDefinition } from '../guide/snapshots.ts';
import { givenPackages } from '../packages/given-packages.ts';
import type { PackageOptions } from '../packages/package-options.ts';
import { openProjectPackages } from '../packages/packages.ts';
import { readActors } from './actors-file.ts';
import { openedGuide, throwErrors } from './open-side.ts';
import { replayExamples } from './replay.ts';

/** Its changes are those of the guide; `moved` are the ids of the profiles that were. */
export interface MovedReport extends ComparisonReport {
  readonly moved: readonly string[];
}

/**
 * What would change in the guide of a folder if its profiles rested on another version of a package: the guide as it is,
 * beside the guide with these profiles moved, its examples tried under both.
 * @param from the version that the profiles rest on, and `to` the one that they would rest on
 * @param profiles their ids, names or canonicals, or their beginnings with `*` behind
 * @throws EnvironmentError where no such profile rests on that version, or what it refers to is not in the other one
 */
export async function compareMoved(
  from: string,
  to: string,
  profiles: readonly string[],
  folder: string,
  options: PackageOptions,
): Promise<MovedReport> {
  const [old, now] = [await refOf(from, folder, options), await refOf(to, folder, options)];
  if (old.id !== now.id)
    throw new EnvironmentError(`${from} and ${to} are two packages. Name two versions of one: ${old.id}#<version>.`);
  const { value: project, issues: found } = readProject(folder);
  throwErrors(found);
  if (project === undefined) throw new EnvironmentError(`${folder} has no configuration that can be read.`);
  const opened = await openProjectPackages(folder, project, { ...options, added: [...(options.added ?? []), to] });
  throwErrors(opened.issues);
  options.onStep?.(`Compiling ${project.id} ${project.version}`);
  const guide = await compileGuide(folder, opened.value, options.signal);
  throwErrors(guide.issues);
  options.signal.throwIfAborted();
  options.onStep?.('Comparing');
  return reportMoved({ guide, project, opened, folder }, profiles, old, now, options.signal);
}

/** A guide that is compiled, with its packages: the version that its profiles would rest on is among them. */
interface Compiled {
  readonly guide: Guide;
  readonly project: Pick<Project, 'canonical' | 'fhirVersion'>;
  readonly opened: Outcome<readonly InstalledPackage[]>;
  readonly folder: string;
}

/** The same for a guide that is compiled already. */
export async function reportMoved(
  { guide, project, opened, folder }: Compiled,
  profiles: readonly string[],
  old: PackageRef,
  now: PackageRef,
  signal: AbortSignal,
): Promise<MovedReport> {
  const { guide: movedGuide, moved, lost } = moveParents(guide, profiles, old, now, opened.value);
  if (moved.length === 0)
    throw new EnvironmentError(
      `No profile that ${profiles.join(', ')} names rests on ${packageKey(old)}. Name profiles of this guide by id, name or canonical, or all of them: --for '*'`,
    );
  if (lost.length > 0)
    throw new EnvironmentError(
      `${packageKey(now)} does not have ${lost.join(', ')}, on which ${moved.join(', ')} rest.`,
    );
  const asIs = openedGuide(guide, project, opened.value, opened.issues);
  const asMoved = openedGuide(movedGuide, project, opened.value, opened.issues, [now]);
  const comparison = compareVersions(asIs.side, asMoved.side);
  const replay = await replayExamples(asIs, asMoved, comparison.renamed, signal);
  const notes = [
    `${moved.length === 1 ? 'One profile' : `${moved.length} profiles`} moved from ${packageKey(old)} to ${packageKey(now)}: ${moved.join(', ')}.`,
    ...new Set([...opened.issues, ...movedGuide.issues].map(({ message }) => message)),
  ];
  const {
    nextVersion: _,
    isVersionEnough: __,
    ...report
  } = reportOf(asIs.side, asMoved.side, comparison, replay, readActors(folder), notes);
  return { ...report, from: old, to: now, moved };
}

async function refOf(spec: string, folder: string, { signal }: PackageOptions): Promise<PackageRef> {
  const { value: named } = parsePackageSpec(spec, folder);
  if (named === undefined)
    throw new EnvironmentError(
      `${spec.slice(0, 200)} is no package. With --for, name two versions of one, such as hl7.fhir.fr.core#2.1.0.`,
    );
  if ('ref' in named) return named.ref;
  const [found] = await givenPackages([resolve(folder, named.path)], folder, signal);
  if (found === undefined) throw new EnvironmentError(`${spec} could not be opened.`);
  return { id: found.id, version: found.version };
}

/** The guide with every canonical in these profiles that means the one package meaning the other. */
function moveParents(
  guide: Guide,
  profiles: readonly string[],
  old: PackageRef,
  now: PackageRef,
  packages: Parameters<typeof guideDefinitions>[3],
): { readonly guide: Guide; readonly moved: readonly string[]; readonly lost: readonly string[] } {
  const moved: string[] = [];
  const lost = new Set<string>();
  const { package: owner, definitions } = guide;
  const target = (canonical: string): string | undefined => {
    const found = definitions.resolve(canonical, owner);
    if (found === undefined || packageKey(found.package) !== packageKey(old)) return undefined;
    const wanted = formatCanonical(parseCanonical(canonical).url, now.version);
    const other = definitions.resolve(wanted, now) ?? definitions.resolve(parseCanonical(canonical).url, now);
    if (other === undefined || packageKey(other.package) !== packageKey(now)) lost.add(wanted);
    return wanted;
  };
  const resources = guide.resources.map((each) => {
    const { resource } = each;
    if (!isStructureDefinition(resource)) return each;
    const { snapshot: _, ...bare } = resource as FhirResource & { readonly snapshot?: unknown };
    const names = [resource.url, String(resource.id ?? ''), String(resource.name ?? '')];
    if (!profiles.some((pattern) => names.some((name) => pattern === '*' || isNamed(name, pattern))))
      return { ...each, resource: bare as FhirResource };
    let isMoved = false;
    const withTargets = (value: unknown, name: string): unknown => {
      if (Array.isArray(value)) return value.map((item) => withTargets(item, name));
      if (isJsonObject(value))
        return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withTargets(part, key)]));
      if (typeof value !== 'string' || !references.has(name)) return value;
      const wanted = target(value);
      isMoved ||= wanted !== undefined;
      return wanted ?? value;
    };
    const own = Object.fromEntries(
      Object.entries(bare).map(([name, value]) => [
        name,
        name === 'baseDefinition' || name === 'differential' ? withTargets(value, name) : value,
      ]),
    );
    if (isMoved) moved.push(String(resource.id ?? resource.url));
    return { ...each, resource: own as FhirResource };
  });
  const dependencies = [...(guide.compiled.guide?.dependencies ?? []), now];
  const bare = resources.map(({ resource }) => resource);
  const completed = completeSnapshots(bare, owner, guideDefinitions(owner, dependencies, bare, packages));
  return {
    moved,
    lost: [...lost],
    guide: {
      ...guide,
      resources: resources.map((each, index) => ({ ...each, resource: completed.value[index] ?? each.resource })),
      definitions: guideDefinitions(owner, dependencies, completed.value, packages),
      issues: completed.issues,
    },
  };
}

/** Properties of a StructureDefinition that refer to definitions. */
const references: ReadonlySet<string> = new Set(['baseDefinition', 'profile', 'targetProfile', 'valueSet']);
