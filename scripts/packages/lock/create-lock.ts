import { hasErrors, type Issue, type Outcome } from '../../model/issue.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import type { Project } from '../../model/project.ts';
import { automaticPackages, corePackage, packageStem } from '../automatic.ts';
import { byIdAndVersion, type LockedPackage, type Lockfile } from '../lockfile.ts';
import type { FoundPackage } from '../source/source.ts';
import { isBuildInProgress, resolveOpenVersion } from '../version.ts';
import { type ChooseOptions, chooseClosure, findFirst, pin, type Wish, wishesOf } from './choose-packages.ts';
import { installOrder } from './install-order.ts';
import { lockedInstead, missingAutomatic } from './lock-issues.ts';

export type DeclaredPackages = Pick<Project, 'fhirVersion' | 'dependencies'>;

/**
 * Decides which packages a guide is built with: FHIR's core package, those it declares, the automatic ones, and
 * whatever these depend on, each in one exact version from the first source that has it.
 * A dependency of a dependency that no source has is a warning: the guide may well never refer to it.
 * @returns no lock when something that the guide itself declares is missing
 * @see https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */
export async function createLock(
  declared: DeclaredPackages,
  options: ChooseOptions,
): Promise<Outcome<Lockfile | undefined>> {
  const issues: Issue[] = [];
  const automatic: FoundPackage[] = [];
  for (const id of automaticPackages(declared.fhirVersion)) {
    if (declared.dependencies.some((dependency) => packageStem(dependency.id) === packageStem(id))) continue;
    const { value: found, issues: trouble } = await findFirst({ id, version: 'latest' }, options);
    issues.push(...trouble, ...(found === undefined ? [missingAutomatic(id)] : []));
    if (found !== undefined) automatic.push(found);
  }
  const core: PackageRef = { id: corePackage(declared.fhirVersion), version: declared.fhirVersion };
  const wishes: Wish[] = [
    { asked: core },
    ...declared.dependencies.map((dependency) => ({ asked: dependency, declared: dependency })),
    ...automatic.flatMap(wishesOf),
  ];
  const closure = await chooseClosure(wishes, automatic, options);
  const pinned = await pin([...automatic, ...closure.value].toSorted(byIdAndVersion), options);
  issues.push(...closure.issues, ...pinned.issues);
  issues.push(...installOrder(pinned.value).issues);
  if (hasErrors(issues)) return { value: undefined, issues };
  for (const dependency of declared.dependencies.filter(({ version }) => isBuildInProgress(version))) {
    const versions = pinned.value.filter(({ id }) => id === dependency.id).map(({ version }) => version);
    issues.push(lockedInstead(dependency, resolveOpenVersion(dependency.version, versions) ?? ''));
  }
  return { value: { lockfileVersion: 1, packages: pinned.value.map(toLocked) }, issues };
}

function toLocked({ source, ...pinned }: Awaited<ReturnType<typeof pin>>['value'][number]): LockedPackage {
  if (source === 'file') throw new Error(`${packageKey(pinned)} is from the command line and cannot be locked`);
  const { id, version, integrity, ...rest } = pinned;
  return { id, version, source, integrity, ...rest };
}
