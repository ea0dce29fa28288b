import { isPackageVersion } from '../model/package-name.ts';

const SEMVER = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/;

/**
 * Orders two versions of a package or a resource, the older first.
 * Semantic versions by their own precedence (a pre-release before its release); everything else (dates, `2.9`,
 * `20240726120000`) part by part, numbers as numbers. Where one version only goes on where the other ends, it is newer.
 * @returns negative when `a` is older, 0 when neither is newer
 * @see https://semver.org/#spec-item-11
 */
export function compareVersions(a: string, b: string): number {
  const left = SEMVER.exec(a);
  const right = SEMVER.exec(b);
  if (left === null || right === null) return compareParts(split(a), split(b));
  const [, ...release] = left.slice(0, 4);
  const [, ...otherRelease] = right.slice(0, 4);
  const byRelease = compareParts(release, otherRelease);
  if (byRelease !== 0) return byRelease;
  const [preRelease, otherPreRelease] = [left[4], right[4]];
  if (preRelease === undefined || otherPreRelease === undefined) {
    return Number(preRelease === undefined) - Number(otherPreRelease === undefined);
  }
  return compareParts(preRelease.split('.'), otherPreRelease.split('.'));
}

/**
 * Whether a resource of version `actual` answers a reference to version `wanted`.
 * A partial version stands for all that begin with it: `4.0` for 4.0.0 and 4.0.1, never for 4.01.
 * R4 leaves the form of a version open and asks for equality; partial ones are in use since R4 core's own packages
 * were published: https://hl7.org/fhir/R4/references.html#canonical
 */
export function matchesVersion(actual: string, wanted: string): boolean {
  return actual === wanted || actual.startsWith(`${wanted}.`);
}

/** Whether a package dependency leaves part of its version open: `4.0.x`, `4.x`, `4.0.*`, `latest`, `current`, `dev`. */
function isOpenVersion(version: string): boolean {
  return version === 'latest' || isBuildInProgress(version) || /(^|\.)[x*]($|\.)/i.test(version);
}

/**
 * Whether a dependency asks for what its authors are building: `current` and `current$branch` are the last builds of
 * HL7's build server, `dev` is one of this machine. Of these no source has one twice, so that the newest stands for them.
 */
export function isBuildInProgress(version: string): boolean {
  return version === 'dev' || /^current(\$.+)?$/.test(version);
}

/** Whether a version means one content of a package for good: what a package may say it is, and what can be locked. */
export function isExactVersion(version: string): boolean {
  return isPackageVersion(version) && !isOpenVersion(version);
}

/**
 * Picks the newest version that an open one stands for; pre-releases only where nothing else fits, or where what is
 * being built is asked for.
 * @param wanted `latest`, `4.0.x`, `current`, or an exact version
 */
export function resolveOpenVersion(wanted: string, available: readonly string[]): string | undefined {
  if (!isOpenVersion(wanted)) return available.find((version) => version === wanted);
  if (isBuildInProgress(wanted)) return newest(available);
  const prefix = wanted === 'latest' ? '' : wanted.replace(/[x*].*$/i, '');
  const fitting = available.filter((version) => version.startsWith(prefix));
  const releases = fitting.filter((version) => !version.includes('-'));
  return newest(releases.length > 0 ? releases : fitting);
}

function newest(versions: readonly string[]): string | undefined {
  let found: string | undefined; // in one pass: a registry may list any number
  for (const version of versions) if (found === undefined || compareVersions(version, found) >= 0) found = version;
  return found;
}

function split(version: string): string[] {
  return version.split(/[.\-_T:]/);
}

function compareParts(left: readonly (string | undefined)[], right: readonly (string | undefined)[]): number {
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [a, b] = [left[at], right[at]];
    if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
    const difference = comparePart(a, b);
    if (difference !== 0) return difference;
  }
  return 0;
}

function comparePart(a: string, b: string): number {
  const numeric = /^\d+$/;
  const [aIsNumber, bIsNumber] = [numeric.test(a), numeric.test(b)];
  if (aIsNumber && bIsNumber) return Number(a) - Number(b);
  if (aIsNumber !== bIsNumber) return aIsNumber ? -1 : 1; // semver: a number comes before a word
  return a < b ? -1 : Number(a > b);
}
