import { type FhirResource, isJsonObject } from '../../model/fhir.ts';
import { shown } from '../finding/wording.ts';
import type { Profile, Scope } from '../scope/scope.ts';
import { vitalSignsProfile } from './vital-signs.ts';

export function claimedProfiles(resource: FhirResource): string[] {
  const { meta } = resource;
  const claimed = isJsonObject(meta) && Array.isArray(meta.profile) ? meta.profile : [];
  return claimed.filter((item): item is string => typeof item === 'string');
}

const THIS_RELEASE = '4.0';

/**
 * The release and the rest of a canonical of HL7's own definitions that names a release:
 * `http://hl7.org/fhir/4.0/StructureDefinition/Patient`.
 * @see https://hl7.org/fhir/R4/versioning.html#mt-version
 */
function namedRelease(canonical: string): { readonly release: string; readonly url: string } | undefined {
  const [, release, rest] =
    /^http:\/\/hl7\.org\/fhir\/([1-9]\.\d)\/(StructureDefinition\/[\w.-]+)$/.exec(canonical) ?? [];
  return release === undefined ? undefined : { release, url: `http://hl7.org/fhir/${rest}` };
}

/** R4's own definitions may be named with their release. */
function ofThisRelease(canonical: string, { engine, from }: Scope): Profile | undefined {
  const named = namedRelease(canonical);
  return named?.release === THIS_RELEASE ? engine.profiles.find(named.url, from ?? engine.package) : undefined;
}

/** All profiles that a resource must meet: asked for, claimed, the guide's for its type, applying by code, and those that these impose. */
export function profilesFor(scope: Scope, asked: readonly string[]): readonly Profile[] {
  const { resource, engine, path, findings, from } = scope;
  const found = new Set<Profile>();
  for (const canonical of asked) {
    const profile = engine.profiles.find(canonical, engine.package);
    if (profile !== undefined) include(profile, found, scope);
    else {
      const other = engine.profiles.otherType(canonical, engine.package);
      const why =
        other === undefined
          ? 'is not loaded. Add the package that has it.'
          : `is no profile: it is of type ${shown(other)}.`;
      findings.error({
        code: 'not-found',
        rule: 'profile-unknown',
        message: `The profile ${shown(canonical)} ${why}`,
        expression: path,
      });
    }
  }
  for (const [i, canonical] of claimedProfiles(resource).entries()) {
    const profile = engine.profiles.find(canonical, from ?? engine.package) ?? ofThisRelease(canonical, scope);
    const release = profile === undefined ? namedRelease(canonical)?.release : undefined;
    if (profile !== undefined) include(profile, found, scope);
    else if (release === THIS_RELEASE)
      findings.error({
        code: 'not-found',
        rule: 'profile-unknown',
        message: `FHIR ${release} has no definition ${shown(canonical)}. Correct the name.`,
        expression: `${path}.meta.profile[${i}]`,
      });
    else if (release !== undefined)
      findings.information({
        code: 'not-supported',
        rule: 'not-checked',
        message: `${shown(canonical)} is a definition of FHIR ${release}, not of ${THIS_RELEASE}, so the resource was not held against it.`,
        expression: `${path}.meta.profile[${i}]`,
      });
    else
      findings.warning({
        code: 'not-found',
        rule: 'profile-unknown',
        message: `The profile ${canonical} is not loaded, so the resource was not held against it. Add the package that has it.`,
        expression: `${path}.meta.profile[${i}]`,
      });
  }
  for (const canonical of engine.globalProfiles(resource.resourceType)) {
    const profile = engine.profiles.find(canonical, engine.package); // that it is not loaded is said at the guide
    if (profile !== undefined) include(profile, found, scope);
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
  findings.warning({ code: 'not-found', rule: 'profile-unknown', message, expression: path, profile: stated });
}

function reportUnenforced(canonical: string, { canonical: stated }: Profile, { findings, path }: Scope): void {
  const message = `${stated} says that it complies with ${shown(canonical)}, which adds no rule to it: the resource was not held against that profile. Name it with --profile to have it checked.`;
  findings.information({ code: 'informational', rule: 'not-checked', message, expression: path, profile: stated });
}
