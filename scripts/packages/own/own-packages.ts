import { join } from 'node:path';
import { isMap, isScalar } from 'yaml';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import type { Issue, Outcome, SourcePosition } from '../../model/issue.ts';
import { isPackageId, isPackageVersion, shownName } from '../../model/package-name.ts';
import { parseYaml } from '../../model/yaml-text.ts';
import { resolveOpenVersion } from '../version.ts';
import { type OwnPlace, parseOwnPlace } from './own-place.ts';

/** Where the project says where packages are that no registry has: SUSHI and the Publisher never look into it. */
export const OWN_PACKAGES = 'packages.yaml';

/** A package of which the project itself says where it is. */
export interface OwnPackage {
  readonly id: string;
  /** Where the project says so for one version alone. */
  readonly version?: string;
  readonly place: OwnPlace;
  /** As it is written there. */
  readonly asked: string;
  readonly source: SourcePosition;
}

/** Reads the project's own places of packages; none where it has no such file. */
export function readOwnPackages(project: string): Outcome<readonly OwnPackage[]> {
  const text = readTextIfThere(join(project, OWN_PACKAGES), LONGEST_SETTINGS);
  return text === undefined ? { value: [], issues: [] } : parseOwnPackages(text);
}

/** A text such as `ans.fhir.fr.core: ../core/build`, one package a line. */
export function parseOwnPackages(text: string): Outcome<readonly OwnPackage[]> {
  const file = OWN_PACKAGES;
  const issues: Issue[] = [];
  const failed = (message: string, source: SourcePosition): void => {
    issues.push({ severity: 'error', code: 'structure', rule: 'package-place', message, source });
  };
  const parsed = parseYaml(text);
  if ('fault' in parsed) {
    failed(`${file} ${parsed.fault}`, { file, line: parsed.line, column: parsed.column });
    return { value: [], issues };
  }
  const { contents } = parsed.document;
  if (contents === null) return { value: [], issues };
  if (!isMap(contents)) {
    const message = `${file} names no packages. Write a package a line, with its place: ans.fhir.fr.core: ../core/build`;
    failed(message, { file, line: 1 });
    return { value: [], issues };
  }
  const value: OwnPackage[] = [];
  for (const { key, value: place } of contents.items) {
    const offset = isScalar(key) ? key.range?.[0] : undefined;
    const source = offset === undefined ? { file } : { file, line: parsed.lines.linePos(offset).line };
    const name = isScalar(key) ? String(key.value) : '';
    const [id = '', version, ...more] = name.split('#');
    if (!isPackageId(id) || more.length > 0 || (version !== undefined && !isPackageVersion(version))) {
      failed(
        `${shownName(name)} is no package: write its id, such as ans.fhir.fr.core, or ans.fhir.fr.core#1.0.0.`,
        source,
      );
      continue;
    }
    const asked = isScalar(place) && typeof place.value === 'string' ? place.value.trim() : '';
    const read = parseOwnPlace(asked);
    // The text itself is not shown: it may have a password in it.
    if ('fault' in read) failed(`The place of ${name} is not read: ${read.fault}.`, source);
    else value.push({ id, ...(version === undefined ? {} : { version }), place: read, asked, source });
  }
  return { value, issues };
}

/** What the project says of a package: for that version, else for any. */
export function ownPackage(packages: readonly OwnPackage[], id: string, wanted: string): OwnPackage | undefined {
  const same = packages.filter((each) => each.id === id);
  return (
    same.find(({ version }) => version !== undefined && resolveOpenVersion(wanted, [version]) !== undefined) ??
    same.find(({ version }) => version === undefined)
  );
}
