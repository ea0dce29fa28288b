import { z } from 'zod';
import type { Issue, Outcome } from '../../model/issue.ts';
import { type PackageManifest, type PackageRef, packageKey } from '../../model/package.ts';
import { isPackageId, isWantedVersion, parseDependencyName, shownName } from '../../model/package-name.ts';
import { parseJson } from '../json-text.ts';
import { isExactVersion } from '../version.ts';

const Manifest = z.looseObject({
  name: z.string(),
  version: z.string(),
  title: z.string().optional(),
  canonical: z.string().optional(),
  fhirVersions: z.array(z.string()).optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

/** Far above what any guide depends on; each may mean a request. */
const MOST_DEPENDENCIES = 1_000;

/**
 * Reads a package.json. Its name and version are checked, so that paths and addresses can be made from them; so are
 * its dependencies, of which those that name no package are left out, with a warning.
 * @param place names the file for the reader: a path relative to the project, or `<archive>: package/package.json`
 * @param expected what it must call itself; npm compares names without case, FHIR packages are lower case
 * @see https://confluence.hl7.org/display/FHIR/NPM+Package+Specification
 */
export function parseManifest(
  text: string,
  place: string,
  expected?: PackageRef,
): Outcome<PackageManifest | undefined> {
  const parsed = parseJson(text);
  if ('problem' in parsed) return failed(place, `${place} is not JSON: ${parsed.problem}.`);
  const { data, error } = Manifest.safeParse(parsed.value);
  if (data === undefined) {
    const [first] = error.issues;
    return failed(place, `${place} is no package.json of a FHIR package: ${first?.path.join('.')}: ${first?.message}.`);
  }
  if (expected !== undefined && (data.name !== expected.id || data.version !== expected.version)) {
    const found = packageKey({ id: data.name, version: data.version });
    return failed(place, `${place} says it is ${cut(found)}, but ${packageKey(expected)} was asked for.`);
  }
  if (!isPackageId(data.name)) {
    return failed(place, `${place} has the name ${shownName(data.name)}, which is no name of a package.`);
  }
  if (!isExactVersion(data.version)) {
    return failed(place, `${place} has the version ${shownName(data.version)}, which is not an exact version.`);
  }
  const { dependencies = {} } = data;
  const named = Object.entries(dependencies);
  if (named.length > MOST_DEPENDENCIES) {
    return failed(place, `${place} has ${named.length} dependencies; a package may have ${MOST_DEPENDENCIES}.`);
  }
  const odd = named.filter(([name, version]) => parseDependencyName(name) === undefined || !isWantedVersion(version));
  if (odd.length === 0) return { value: data as PackageManifest, issues: [] };
  const sound = Object.fromEntries(named.filter((each) => !odd.includes(each)));
  return { value: { ...data, dependencies: sound } as PackageManifest, issues: [leftOut(place, odd)] };
}

function leftOut(file: string, odd: readonly (readonly [name: string, version: string])[]): Issue {
  const [[name, version] = ['', '']] = odd;
  const others = odd.length === 1 ? '' : ` (and ${odd.length - 1} more)`;
  const message = `${file} depends on ${shownName(name)} in version ${shownName(version)}${others}, which does not name a package. The dependency is ignored.`;
  return { severity: 'warning', code: 'value', rule: 'package-manifest', message, source: { file } };
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function failed(file: string, message: string): Outcome<undefined> {
  const issue: Issue = { severity: 'error', code: 'structure', rule: 'package-manifest', message, source: { file } };
  return { value: undefined, issues: [issue] };
}
