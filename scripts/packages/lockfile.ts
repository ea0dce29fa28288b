import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { readTextIfThere } from '../files/read-file.ts';
import { LONGEST_SETTINGS } from '../files/size.ts';
import { faultAndRemedy } from '../model/disk-fault.ts';
import { faultText } from '../model/fault.ts';
import { EnvironmentError, type Issue, type Outcome } from '../model/issue.ts';
import { type LoadedFrom, packageKey, packageSources } from '../model/package.ts';
import { isPackageId, isPackageVersion, isWantedVersion, parseDependencyName } from '../model/package-name.ts';
import { findTooDeep } from '../model/yaml-text.ts';
import { isExactVersion } from './version.ts';

export const LOCKFILE_NAME = 'fhir-packages.lock.json';

const packageId = z.string().refine(isPackageId, 'must be a package id such as hl7.fhir.r4.core');
const exactVersion = z
  .string()
  .refine(isPackageVersion, { error: 'must be an exact version', abort: true })
  .refine(isExactVersion, 'must be exact: no range, no "current"');
const dependencies = z
  .record(z.string(), z.string().refine(isWantedVersion, 'must be a version'))
  .refine(
    (named) => Object.keys(named).every((name) => parseDependencyName(name) !== undefined),
    'must name packages by their ids',
  );

const LockedPackage = z.strictObject({
  id: packageId,
  version: exactVersion,
  source: z.enum(packageSources),
  /** See digest.ts. */
  integrity: z.string().regex(/^sha512-[A-Za-z0-9+/]{86}==$/, 'must be sha512- and a digest in base64'),
  /** Where it was found: an address, with its commit for one of git, or `npm:<name>@<version>`. */
  resolved: z.string().optional(),
  /** Where the project says that it is, as packages.yaml has it. */
  asked: z.string().optional(),
  /** As its package.json has them; a second version of one package is named `<alias>@npm:<id>` there. */
  dependencies: dependencies.optional(),
});

const Lockfile = z.strictObject({
  lockfileVersion: z.literal(1, 'must be 1, the only version that this program knows'),
  /** Sorted by id, then by version; one id may have two versions. */
  packages: z.array(LockedPackage),
});

export type Lockfile = z.infer<typeof Lockfile>;
export type LockedPackage = z.infer<typeof LockedPackage>;

const REMEDY = 'Restore the file, or run ig packages lock to make it anew.';

/**
 * Reads a lockfile's text.
 * @param file its path relative to the project, for the issues
 */
export function parseLockfile(text: string, file: string): Outcome<Lockfile | undefined> {
  if (findTooDeep(text) !== undefined) {
    const message = `The lockfile nests deeper than any lockfile does. ${REMEDY}`;
    return {
      value: undefined,
      issues: [{ severity: 'error', code: 'structure', rule: 'lockfile', message, source: { file } }],
    };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'json', uniqueKeys: true, logLevel: 'error' });
  const lineAt = (path: readonly PropertyKey[]): number | undefined => {
    for (let end = path.length; end > 0; end--) {
      const node = document.getIn(path.slice(0, end), true);
      const range =
        isScalar(node) || (typeof node === 'object' && node !== null && 'range' in node) ? node.range : undefined;
      if (Array.isArray(range)) return lines.linePos(Number(range[0])).line;
    }
    return undefined;
  };
  const issue = (message: string, line: number | undefined): Issue => ({
    severity: 'error',
    code: 'structure',
    rule: 'lockfile',
    message,
    source: line === undefined ? { file } : { file, line },
  });

  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    const line = document.errors[0]?.linePos?.[0].line;
    const reason = faultText(error);
    return {
      value: undefined,
      issues: [issue(`The lockfile is not JSON: ${reason}. ${REMEDY}`, line)],
    };
  }
  const { data: lock, error } = Lockfile.safeParse(data);
  if (lock === undefined) {
    const issues = error.issues.map(({ path, message }) =>
      issue(`${path.join('.') || 'lockfile'}: ${message}. ${REMEDY}`, lineAt(path)),
    );
    return { value: undefined, issues };
  }
  const keys = lock.packages.map(packageKey);
  const repeated = keys.findIndex((key, at) => keys.indexOf(key) !== at);
  if (repeated !== -1) {
    return {
      value: undefined,
      issues: [issue(`${keys[repeated]} is locked twice. Run ig packages lock.`, lineAt(['packages', repeated]))],
    };
  }
  return { value: lock, issues: [] };
}

/** The text of a lockfile: the same lock gives the same bytes. */
export function formatLockfile(lock: Lockfile): string {
  const packages = lock.packages
    .toSorted(byIdAndVersion)
    .map(({ id, version, source, integrity, resolved, asked, dependencies }) => ({
      id,
      version,
      source,
      integrity,
      ...(resolved === undefined ? {} : { resolved }),
      ...(asked === undefined ? {} : { asked }),
      ...(dependencies === undefined ? {} : { dependencies: sorted(dependencies) }),
    }));
  return `${JSON.stringify({ lockfileVersion: 1, packages }, undefined, 2)}\n`;
}

/** Reads the project's lockfile; undefined without issues when there is none. */
export function readLockfile(project: string): Outcome<Lockfile | undefined> {
  const text = readTextIfThere(join(project, LOCKFILE_NAME), LONGEST_SETTINGS);
  if (text === undefined) return { value: undefined, issues: [] };
  return parseLockfile(text, LOCKFILE_NAME);
}

/** Writes the project's lockfile, whole or not at all, and never one that a later run would refuse. */
export function writeLockfile(project: string, lock: Lockfile): void {
  const text = formatLockfile(lock);
  const [fault] = parseLockfile(text, LOCKFILE_NAME).issues;
  if (fault !== undefined) throw new EnvironmentError(`${LOCKFILE_NAME} was not written: ${fault.message}`);
  const file = join(project, LOCKFILE_NAME);
  const temporary = join(dirname(file), `.${basename(file)}.${process.pid}`);
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, file);
  } catch (cause) {
    rmSync(temporary, { force: true });
    throw new EnvironmentError(`${LOCKFILE_NAME} cannot be written: ${faultAndRemedy(cause)}`, { cause });
  }
}

export function byIdAndVersion(a: { id: string; version: string }, b: { id: string; version: string }): number {
  const [left, right] = [packageKey(a), packageKey(b)];
  return left < right ? -1 : Number(left > right);
}

function sorted(dependencies: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A package in one exact version with one exact content; also one that is in use without being locked. */
export interface PinnedPackage extends Readonly<Omit<LockedPackage, 'source' | 'dependencies'>> {
  readonly source: LoadedFrom;
  readonly dependencies?: { readonly [name: string]: string } | undefined;
}
