import { type FhirResource, isJsonObject } from '../model/fhir.ts';
import type { Profile } from './profile.ts';
import type { Scope } from './scope.ts';
import { vitalSignsProfile } from './vital-signs.ts';

export function claimedProfiles(resource: FhirResource): string[] {
  const { meta } = resource;
  const claimed = isJsonObject(meta) && Array.isArray(meta.profile) ? meta.profile : [];
  return claimed.filter((item): item is string => typeof item === 'string');
}

/** All profiles that a resource must meet: asked for, claimed, applying by code, and those that these impose. */
export function profilesFor(scope: Scope, asked: readonly string[]): readonly Profile[] {
  const { resource, engine, path, findings, from } = scope;
  const found = new Set<Profile>();
  for (const canonical of asked) {
    const profile = engine.profiles.find(canonical, engine.package);
    if (profile !== undefined) include(profile, found, scope);
    else
      findings.error(
        'not-found',
        'profile-unknown',
        `The profile ${canonical} is not loaded. Add the package that has it.`,
        path,
      );
  }
  for (const [i, canonical] of claimedProfiles(resource).entries()) {
    const profile = engine.profiles.find(canonical, from ?? engine.package);
    if (profile !== undefined) include(profile, found, scope);
    else
      findings.warning(
        'not-found',
        'profile-unknown',
        `The profile ${canonical} is not loaded, so the resource was not held against it. Add the package that has it.`,
        `${path}.meta.profile[${i}]`,
      );
  }
  const implied = vitalSignsProfile(resource);
  const vitalSign = implied === undefined ? undefined : engine.profiles.find(implied, undefined);
  if (vitalSign !== undefined) include(vitalSign, found, scope);
  return [...found];
}

function include(profile: Profile, found: Set<Profile>, scope: Scope): void {
  if (found.has(profile)) return;
  found.add(profile);
  if (!profile.isBase && profile.root === undefined)
    scope.findings.information(
      'not-supported',
      'not-checked',
      `The profile ${profile.canonical} has no snapshot, so the resource was not held against it.`,
      scope.path,
      profile.canonical,
    );
  for (const canonical of profile.imposes) {
    const imposed = scope.engine.profiles.find(canonical, profile.package);
    if (imposed !== undefined) include(imposed, found, scope);
  }
}
