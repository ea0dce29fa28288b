/**
 * Packages that every guide has without declaring them, per FHIR release, as SUSHI and the IG Publisher load them:
 * terminology, the common extensions, and the tools' own extensions.
 */
const AUTOMATIC = ['hl7.fhir.uv.tools', 'hl7.terminology', 'hl7.fhir.uv.extensions'] as const;

const RELEASE_SUFFIX = /\.r[4-9]b?$/;

/** Ids of the automatic packages for a FHIR version; R4B shares R4's. */
export function automaticPackages(fhirVersion: string): readonly string[] {
  const suffix = fhirVersion.startsWith('4.') ? 'r4' : 'r5';
  return AUTOMATIC.map((stem) => `${stem}.${suffix}`);
}

/** The same content comes as `x`, `x.r4` and `x.r5`: a guide may declare any of them in place of the automatic one. */
export function isAutomatic(id: string): boolean {
  return AUTOMATIC.some((stem) => stem === packageStem(id));
}

export function packageStem(id: string): string {
  return id.replace(RELEASE_SUFFIX, '');
}

const CORE_BY_RELEASE: readonly (readonly [prefix: string, id: string])[] = [
  ['4.0', 'hl7.fhir.r4.core'],
  ['4.1', 'hl7.fhir.r4b.core'],
  ['4.3', 'hl7.fhir.r4b.core'],
  ['5.', 'hl7.fhir.r5.core'],
  ['6.', 'hl7.fhir.r6.core'],
];

/** Id of the package that has FHIR's own definitions of a version. */
export function corePackage(fhirVersion: string): string {
  const known = CORE_BY_RELEASE.find(([prefix]) => fhirVersion.startsWith(prefix));
  return known?.[1] ?? 'hl7.fhir.r4.core';
}

export function isCore(id: string): boolean {
  return /^hl7\.fhir\.r\d+b?\.core$/.test(id);
}
