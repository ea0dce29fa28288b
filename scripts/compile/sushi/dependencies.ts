import { type ConfigText, configPosition } from '../../model/config-text.ts';
import type { Issue } from '../../model/issue.ts';
import type { InstalledPackage } from '../../model/package.ts';
import { toDependency } from './guide-facts.ts';
import { resolveVersion } from './package-loading.ts';
import type { Sushi, SushiConfiguration } from './sushi.ts';

/** Holds the configuration's dependencies, and FHIR itself, against the packages that are there: an issue for each that is not. */
export function checkDependencies(
  { library }: Sushi,
  config: SushiConfiguration,
  packages: readonly InstalledPackage[],
  text: ConfigText | undefined,
): Issue[] {
  const { fixCrossVersionDependencies, getFHIRVersionInfo } = library.utils;
  const declared = (config.dependencies ?? []).flatMap((dependency) => {
    const [replaced = dependency] = fixCrossVersionDependencies([dependency], false);
    const { id, version } = toDependency(replaced);
    // SUSHI has a message of its own for a dependency without a version.
    return version === undefined ? [] : [{ id, version, keys: ['dependencies', dependency.packageId ?? ''] }];
  });
  const fhir = config.fhirVersion.map(getFHIRVersionInfo).find(({ isSupported }) => isSupported);
  const core = fhir === undefined ? [] : [{ id: fhir.packageId, version: fhir.version, keys: ['fhirVersion'] }];

  return [...declared, ...core].flatMap(({ id, version, keys }) => {
    if (resolveVersion(packages, id, version) !== undefined) return [];
    const source = text === undefined ? undefined : configPosition(text, keys);
    const message = `The package ${id}#${version} is not installed${others(packages, id)}. Run "ig packages lock" to resolve the dependencies anew.`;
    return [{ severity: 'error', code: 'not-found', rule: 'package-missing', message, ...(source && { source }) }];
  });
}

function others(packages: readonly InstalledPackage[], id: string): string {
  const versions = packages.filter((pkg) => pkg.id === id).map(({ version }) => version);
  return versions.length === 0 ? '' : ` (installed: ${versions.join(', ')})`;
}
