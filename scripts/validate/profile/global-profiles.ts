import type { Definitions } from '../../model/definition/definitions.ts';
import { isJsonObject } from '../../model/fhir.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';

/**
 * The profiles that a guide asks of every resource of a type, whether the resource claims them or not.
 * @param owner the guide's package; without one no guide covers what is validated
 * @returns canonicals by type
 * @see https://hl7.org/fhir/R4/implementationguide-definitions.html#ImplementationGuide.global
 */
export function globalProfiles(
  definitions: Definitions,
  owner: PackageRef | undefined,
): ReadonlyMap<string, readonly string[]> {
  const profiles = new Map<string, string[]>();
  if (owner === undefined) return profiles;
  for (const guide of definitions.list('ImplementationGuide')) {
    if (packageKey(guide.package) !== packageKey(owner)) continue;
    const { global } = guide.read();
    for (const each of Array.isArray(global) ? global : []) {
      if (!isJsonObject(each) || typeof each.type !== 'string' || typeof each.profile !== 'string') continue;
      profiles.set(each.type, [...(profiles.get(each.type) ?? []), each.profile]);
    }
  }
  return profiles;
}
