import type { CompileResult } from '../../compile/compile-project.ts';
import type { GuideResource } from '../../model/definition/compiled.ts';
import type { FhirResource } from '../../model/fhir.ts';
import type { Issue } from '../../model/issue.ts';
import type { InstalledPackage, PackageRef } from '../../model/package.ts';
import { createDefinitions, type LoadedDefinitions } from '../../packages/definitions/definitions.ts';

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

/** The package that a guide will be. */
export function ownerOf(facts: CompileResult['guide']): PackageRef {
  return {
    id: facts?.packageId ?? facts?.id ?? facts?.canonical ?? 'unnamed',
    version: facts?.version ?? '0.0.0',
  };
}

/** What a canonical means to a guide that was compiled. */
export function defineGuide(
  { package: owner, resources }: Pick<Guide, 'package' | 'resources'>,
  dependencies: Dependencies | undefined,
  packages: readonly InstalledPackage[],
): LoadedDefinitions {
  return guideDefinitions(
    owner,
    dependencies,
    resources.map(({ resource }) => resource),
    packages,
  );
}

type Dependencies = Parameters<typeof declaredRefs>[0];

/** What a canonical means to a guide with these resources. */
export function guideDefinitions(
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
