import { z } from 'zod';
import type { Issue, Outcome } from '../model/issue.ts';
import { type PackageManifest, type PackageRef, packageKey } from '../model/package.ts';
import { parseJson } from './json-text.ts';

const Manifest = z.looseObject({
  name: z.string().min(1),
  version: z.string().min(1),
  title: z.string().optional(),
  canonical: z.string().optional(),
  fhirVersions: z.array(z.string()).optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
});

/**
 * Reads a package.json.
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
    return failed(place, `${place} says it is ${found}, but ${packageKey(expected)} was asked for.`);
  }
  return { value: data as PackageManifest, issues: [] };
}

function failed(file: string, message: string): Outcome<undefined> {
  const issue: Issue = { severity: 'error', code: 'structure', rule: 'package-manifest', message, source: { file } };
  return { value: undefined, issues: [issue] };
}
