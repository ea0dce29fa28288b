import { type FhirResource, isJsonObject } from '../model/fhir.ts';
import type { Profile } from './profile.ts';
import type { Scope } from './scope.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';

/**
 * The vital signs profiles apply to every Observation with one of these LOINC codes, claimed or not.
 * @see https://hl7.org/fhir/R4/observation-vitalsigns.html
 */
const vitalSigns: ReadonlyMap<string, string> = new Map([
  ['85353-1', 'vitalspanel'],
  ['9279-1', 'resprate'],
  ['8867-4', 'heartrate'],
  ['2708-6', 'oxygensat'],
  ['59408-5', 'oxygensat'],
  ['8310-5', 'bodytemp'],
  ['8302-2', 'bodyheight'],
  ['8306-3', 'bodyheight'],
  ['8287-5', 'headcircum'],
  ['9843-4', 'headcircum'],
  ['29463-7', 'bodyweight'],
  ['3141-9', 'bodyweight'],
  ['39156-5', 'bmi'],
  ['85354-9', 'bp'],
  ['8480-6', 'bp'],
  ['8462-4', 'bp'],
]);

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
  for (const name of vitalSignsNames(resource)) {
    const profile = engine.profiles.find(`${core}${name}`, undefined);
    if (profile !== undefined) include(profile, found, scope);
  }
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

function vitalSignsNames(resource: FhirResource): string[] {
  if (resource.resourceType !== 'Observation' || !isJsonObject(resource.code) || !Array.isArray(resource.code.coding))
    return [];
  const names = new Set<string>();
  for (const coding of resource.code.coding) {
    if (!isJsonObject(coding) || coding.system !== 'http://loinc.org' || typeof coding.code !== 'string') continue;
    const name = vitalSigns.get(coding.code);
    if (name !== undefined) names.add(name);
  }
  return [...names];
}
