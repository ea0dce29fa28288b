import { type CompileResult, compileProject } from '../../compile/compile-project.ts';
import type { GuideResource } from '../../model/definition/compiled.ts';
import type { FhirResource } from '../../model/fhir.ts';
import type { Issue } from '../../model/issue.ts';
import type { InstalledPackage, PackageRef } from '../../model/package.ts';
import { findAmbiguousReferences } from '../../packages/definitions/ambiguity.ts';
import { createDefinitions, type LoadedDefinitions } from '../../packages/definitions/definitions.ts';
import { atSource } from './at-source.ts';
import { findLeftOut } from './left-out.ts';
import { completeSnapshots } from './snapshots.ts';
import { withVersion } from './versioned.ts';

/** A guide as compiled: its resources, and what a canonical means to it. */
export interface Guide {
  readonly package: PackageRef;
  /** Profiles with their snapshots. */
  readonly resources: readonly GuideResource[];
  /** Of the loaded packages and of the guide itself. */
  readonly definitions: LoadedDefinitions;
  readonly compiled: CompileResult;
  readonly issues: readonly Issue[];
}

/** Compiles a guide and computes the snapshots of its profiles. Writes nothing. */
export async function compileGuide(
  folder: string,
  packages: readonly InstalledPackage[],
  signal: AbortSignal,
): Promise<Guide> {
  const compiled = await compileProject(folder, packages, { signal });
  const { guide: facts, issues: found } = compiled;
  const owner: PackageRef = {
    id: facts?.packageId ?? facts?.id ?? facts?.canonical ?? 'unnamed',
    version: facts?.version ?? '0.0.0',
  };
  const define = (resources: readonly FhirResource[]) => definitionsOf(owner, facts?.dependencies, resources, packages);

  const plain = compiled.resources.map(({ resource }) => withVersion(resource, owner.version));
  const draft = define(plain);
  const completed = completeSnapshots(plain, owner, draft);
  const origins = new Map(
    compiled.resources.map(({ resource, origin }) => [resource.url ?? resource.id, origin] as const),
  );
  const ambiguous = findAmbiguousReferences(plain, draft, owner).map(({ resource, issue }) =>
    atSource(issue, origins.get(resource.url ?? resource.id)),
  );
  const leftOut = findLeftOut(compiled.resources);
  const snapshotIssues = completed.issues.map((issue) => atSource(issue, origins.get(unversioned(issue.profile))));
  return {
    package: owner,
    resources: compiled.resources.map((guideResource, index) => ({
      ...guideResource,
      resource: completed.value[index] ?? guideResource.resource,
    })),
    definitions: define(completed.value),
    compiled,
    issues: [...found, ...leftOut, ...snapshotIssues, ...ambiguous],
  };
}

/** What a canonical means to a guide that was compiled. */
export function defineGuide(
  { package: owner, resources }: Pick<Guide, 'package' | 'resources'>,
  dependencies: Dependencies | undefined,
  packages: readonly InstalledPackage[],
): LoadedDefinitions {
  return definitionsOf(
    owner,
    dependencies,
    resources.map(({ resource }) => resource),
    packages,
  );
}

type Dependencies = Parameters<typeof declaredRefs>[0];

function definitionsOf(
  owner: PackageRef,
  dependencies: Dependencies = [],
  resources: readonly FhirResource[],
  packages: readonly InstalledPackage[],
): LoadedDefinitions {
  return createDefinitions(packages, { package: owner, dependencies: declaredRefs(dependencies), resources });
}

/** The dependencies that name a version; one without is SUSHI's to report. */
export function declaredRefs(
  dependencies: readonly { readonly id: string; readonly version?: string }[],
): PackageRef[] {
  return dependencies.flatMap(({ id, version }) => (version === undefined ? [] : [{ id, version }]));
}

function unversioned(canonical: string | undefined): string | undefined {
  return canonical?.split('|')[0];
}
