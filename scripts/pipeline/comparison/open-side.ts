import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Side } from '../../compare/tree/side.ts';
import { type FhirResource, isFhirResource } from '../../model/fhir.ts';
import { EnvironmentError, type Issue, isAtLeast } from '../../model/issue.ts';
import { type InstalledPackage, type PackageRef, packageKey } from '../../model/package.ts';
import type { Project } from '../../model/project.ts';
import { createDefinitions, type LoadedDefinitions } from '../../packages/definitions/definitions.ts';
import { manifestDependencies } from '../../packages/dependency-levels.ts';
import { parseExamples } from '../../packages/source/examples.ts';
import { packageAt, parsePackageSpec, type ReadPackage } from '../../packages/source/file-source.ts';
import { createCodeLists } from '../../terminology/code-list.ts';
import { compileGuide, type Guide } from '../guide/guide.ts';
import { declaredRefs } from '../guide/guide-definitions.ts';
import { configFileIn, readProject } from '../guide/project.ts';
import type { PackageOptions } from '../packages/package-options.ts';
import { openFhirPackages, openProjectPackages } from '../packages/packages.ts';
import { checkOutRevision } from './revision.ts';

/** A version that was opened, and what was found on the way. */
export interface OpenedSide {
  readonly side: Side;
  readonly definitions: LoadedDefinitions;
  readonly packages: readonly InstalledPackage[];
  /** By which its definitions decide what a canonical in it means. */
  readonly dependencies: readonly PackageRef[];
  /** What the version has no package for, and the like. */
  readonly issues: readonly Issue[];
  /** Resources that show how profiles are used. */
  readonly examples: readonly FhirResource[];
  /** Whether these are all that the version has: the store has the definitions of a package alone. */
  readonly hasExamples: boolean;
}

/**
 * Opens what a comparison names: a package as `id#version`, a .tgz file or a folder, or the folder of a FSH project or
 * `git:<revision>` of the one in the current folder, which are compiled.
 * @throws EnvironmentError for what cannot be opened
 */
export async function openSide(spec: string, cwd: string, options: PackageOptions): Promise<OpenedSide> {
  const [, revision] = /^git:(.+)$/s.exec(spec) ?? [];
  if (revision !== undefined) {
    const { folder, remove } = await checkOutRevision(revision, cwd, options.signal);
    try {
      if (configFileIn(folder) === undefined)
        throw new EnvironmentError(`${spec} has no guide in this folder: no sushi-config.yaml.`);
      return await openProject(folder, options);
    } finally {
      remove();
    }
  }
  const path = resolve(cwd, spec);
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  return isFolder && configFileIn(path) !== undefined ? openProject(path, options) : openPackage(spec, cwd, options);
}

async function openPackage(spec: string, cwd: string, options: PackageOptions): Promise<OpenedSide> {
  const { value: named } = parsePackageSpec(spec, cwd);
  if (named === undefined)
    throw new EnvironmentError(
      `${spec.slice(0, 200)} is neither a file or folder that exists nor a package such as hl7.fhir.fr.core#2.1.0, nor git:<revision>.`,
    );
  // Read once, for the package, for its name and for its examples.
  let read: ReturnType<ReadPackage> | undefined;
  const readPackage: ReadPackage = (path) => {
    if ('ref' in named || path !== named.path) return packageAt(path, options.signal);
    read ??= packageAt(path, options.signal, undefined, true);
    return read;
  };
  const own = 'path' in named ? named.path : packageKey(named.ref);
  const added = [own, ...(options.added ?? [])];
  // The stand-ins of a guide are there for who stands in its folder.
  const guide = configFileIn(cwd) === undefined ? undefined : cwd;
  const { value: packages, issues } = await openFhirPackages({ ...options, added, readPackage }, guide);
  throwErrors(issues);
  const given = 'ref' in named ? undefined : (await readPackage(named.path)).value;
  const wanted = 'ref' in named ? named.ref : given;
  const found = packages.find(
    ({ id, version }) => id === wanted?.id && (version === wanted.version || !('path' in named)),
  );
  if (found === undefined) throw new EnvironmentError(`${spec} could not be opened.`);
  const { manifest, entries } = found;
  const owner: PackageRef = { id: found.id, version: found.version };
  const definitions = createDefinitions(packages);
  // Read by way of the definitions, each is the very object that a canonical resolves to: parsed once, its tree made once.
  const resourceOf = (entry: (typeof entries)[number]): unknown =>
    (entry.url === undefined ? [] : definitions.candidates(entry.url))
      .find((each) => each.filename === entry.filename && packageKey(each.package) === packageKey(owner))
      ?.read() ?? found.read(entry);
  const resources = entries.map(resourceOf).filter(isFhirResource);
  const dependencies = manifestDependencies(manifest);
  return {
    side: sideOf(owner, definitions, resources, {
      canonical: manifest.canonical,
      fhirVersion: manifest.fhirVersions?.[0],
      dependencies,
    }),
    definitions,
    packages,
    dependencies,
    issues,
    examples: parseExamples(given?.examples ?? []),
    hasExamples: 'path' in named,
  };
}

async function openProject(folder: string, options: PackageOptions): Promise<OpenedSide> {
  const { value: project, issues: found } = readProject(folder);
  throwErrors(found);
  if (project === undefined) throw new EnvironmentError(`${folder} has no configuration that can be read.`);
  const opened = await openProjectPackages(folder, project, options);
  throwErrors(opened.issues);
  options.onStep?.(`Compiling ${project.id} ${project.version}`);
  const guide = await compileGuide(folder, opened.value, options.signal);
  throwErrors(guide.issues);
  return openedGuide(guide, project, opened.value, opened.issues);
}

/**
 * A guide that is compiled, as a side of a comparison.
 * @param added what its definitions rest on beside the dependencies that it declares
 */
export function openedGuide(
  guide: Guide,
  project: Pick<Project, 'canonical' | 'fhirVersion'>,
  packages: readonly InstalledPackage[],
  issues: readonly Issue[],
  added: readonly PackageRef[] = [],
): OpenedSide {
  const dependencies = declaredRefs(guide.compiled.guide?.dependencies ?? []);
  const all = guide.resources.map(({ resource }) => resource);
  const isExample = new Set(guide.resources.filter(({ usage }) => usage === 'example').map(({ resource }) => resource));
  return {
    side: sideOf(
      guide.package,
      guide.definitions,
      all.filter((each) => !isExample.has(each)),
      {
        canonical: project.canonical,
        fhirVersion: project.fhirVersion,
        dependencies,
      },
    ),
    definitions: guide.definitions,
    packages,
    dependencies: [...dependencies, ...added],
    issues,
    examples: [...isExample],
    hasExamples: true,
  };
}

function sideOf(
  owner: PackageRef,
  definitions: LoadedDefinitions,
  resources: readonly FhirResource[],
  facts: {
    readonly canonical: string | undefined;
    readonly fhirVersion: string | undefined;
    readonly dependencies: readonly PackageRef[];
  },
): Side {
  const codes = createCodeLists(definitions);
  return {
    package: owner,
    resources,
    dependencies: facts.dependencies,
    ...(facts.canonical === undefined ? {} : { canonical: facts.canonical }),
    ...(facts.fhirVersion === undefined ? {} : { fhirVersion: facts.fhirVersion }),
    resolve: (canonical, from = owner) => definitions.resolve(canonical, from),
    codes: (canonical, from = owner) => codes(canonical, from),
  };
}

export function throwErrors(issues: readonly Issue[]): void {
  const error = issues.find(({ severity }) => isAtLeast(severity, 'error'));
  if (error === undefined) return;
  const { source, message } = error;
  const place = source === undefined ? '' : `${source.file}${source.line === undefined ? '' : `:${source.line}`}: `;
  throw new EnvironmentError(`${place}${message.replaceAll('--package ', '')}`);
}
