import { isJsonObject } from '../../model/fhir.ts';

const forReleases = 'http://hl7.org/fhir/StructureDefinition/version-specific-use';
const R4 = 4.0;

/**
 * Whether a context of an extension holds in R4: those of some are limited to releases, from one, to one, or both.
 * @see https://hl7.org/fhir/extensions/StructureDefinition-version-specific-use.html
 */
export function isOfThisRelease(context: object): boolean {
  if (!('extension' in context) || !Array.isArray(context.extension)) return true;
  return context.extension.every((each: unknown) => {
    if (!isJsonObject(each) || each.url !== forReleases || !Array.isArray(each.extension)) return true;
    return each.extension.every((bound: unknown) => {
      if (!isJsonObject(bound)) return true;
      const release = releaseOf(bound.valueCode);
      if (release === undefined) return true;
      if (bound.url === 'startFhirVersion') return release <= R4;
      return bound.url !== 'endFhirVersion' || release >= R4;
    });
  });
}

/** `4.0.1` as 4.0: the last number is a correction of the same release. */
function releaseOf(version: unknown): number | undefined {
  const [, release] = typeof version === 'string' ? (/^(\d+\.\d)/.exec(version) ?? []) : [];
  return release === undefined ? undefined : Number(release);
}
