import { type FhirResource, isJsonObject } from '../model/fhir.ts';
import type { Profile } from './profile.ts';
import type { Scope } from './scope.ts';
import { vitalSignsProfile } from './vital-signs.ts';
import { shown } from './wording.ts';

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
    else {
      const other = engine.profiles.otherType(canonical, engine.package);
      const why =
        other === undefined ? 'is not loaded. Add the package that has it.' : `is no profile: it is a ${shown(other)}.`;
      findings.error('not-found', 'profile-unknown', `The profile ${shown(canonical)} ${why}`, path);
    }
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
  const rest = [profile];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const canonical of next.compliesWith) reportUnenforced(canonical, next, scope);
    for (const canonical of next.imposes.toReversed()) {
      const imposed = scope.engine.profiles.find(canonical, next.package);
      if (imposed !== undefined) rest.push(imposed);
      else reportImposed(canonical, next, scope);
    }
  }
}

function reportImposed(canonical: string, { canonical: stated }: Profile, { findings, path }: Scope): void {
  const message = `The profile ${shown(canonical)}, which ${stated} imposes, is not loaded, so the resource was not held against it. Add the package that has it.`;
  findings.warning('not-found', 'profile-unknown', message, path, stated);
}

function reportUnenforced(canonical: string, { canonical: stated }: Profile, { findings, path }: Scope): void {
  const message = `${stated} says that it complies with ${shown(canonical)}, which adds no rule to it: the resource was not held against that profile. Name it with --profile to have it checked.`;
  findings.information('informational', 'not-checked', message, path, stated);
}
