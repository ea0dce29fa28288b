import { isDeepStrictEqual } from 'node:util';
import { formatCanonical } from '../../model/canonical.ts';
import { isJsonObject } from '../../model/fhir.ts';
import type { Issue } from '../../model/issue.ts';
import { type InstalledPackage, type PackageEntry, packageKey } from '../../model/package.ts';
import { packageStem } from '../automatic.ts';
import { compareVersions } from '../version.ts';

interface Claim {
  readonly owner: InstalledPackage;
  readonly entry: PackageEntry;
}

interface Clash {
  readonly canonical: string;
  readonly first: Claim;
  readonly second: Claim;
}

/**
 * Finds definitions that are loaded twice under one canonical and one version, with different content. Equal copies do
 * no harm. None of them stops a run: which of the two answers is fixed (see resolve.ts), and is said.
 *
 * - Within one package it is a note: the Publisher of 2020 to 2022 wrote `ig-r4.json`, a second ImplementationGuide,
 *   into every package, and nobody but its publisher could correct it.
 * - In two packages it is a warning: a reference from elsewhere may mean either. Where nothing refers to it, or one
 *   package is in use in two versions or as the copy of another release, the order of dependencies decides: a note.
 *
 * Two packages that clash many times are told once.
 */
export function findDuplicateDefinitions(packages: readonly InstalledPackage[]): Issue[] {
  const claims = new Map<string, Claim>();
  const clashes = new Map<string, Clash[]>();
  for (const owner of packages) {
    for (const entry of owner.entries) {
      if (entry.url === undefined) continue;
      const canonical = formatCanonical(entry.url, entry.version ?? owner.version);
      const claim = { owner, entry };
      const first = claims.get(canonical);
      if (first === undefined) claims.set(canonical, claim);
      else if (!isDeepStrictEqual(contentOf(first), contentOf(claim))) {
        const key = `${severityOf(first, claim)} ${packageKey(first.owner)} ${packageKey(owner)}`;
        const alike = clashes.get(key) ?? [];
        alike.push({ canonical, first, second: claim });
        clashes.set(key, alike);
      }
    }
  }
  return [...clashes.values()].flatMap(duplicate);
}

/** Without what tools add: the narrative, and when and by what the resource was written. */
function contentOf({ owner, entry }: Claim): unknown {
  const resource = owner.read(entry);
  if (!isJsonObject(resource)) return resource;
  const { text: _narrative, meta: _meta, id: _id, ...content } = resource;
  return content;
}

function severityOf({ owner: a, entry }: Claim, { owner: b }: Claim): 'warning' | 'information' {
  const isOrdered = packageStem(a.id) === packageStem(b.id);
  return isOrdered || entry.resourceType === 'ImplementationGuide' ? 'information' : 'warning';
}

function duplicate(alike: readonly Clash[]): Issue[] {
  const [clash] = alike;
  if (clash === undefined) return [];
  const { canonical, first, second } = clash;
  const severity = severityOf(first, second);
  const code = severity === 'warning' ? 'duplicate' : 'informational';
  const others = alike.length === 1 ? '' : ` So are ${alike.length - 1} more of their definitions.`;
  const message = `${describe(canonical, first, second)}${others}`;
  return [{ severity, code, rule: 'duplicate-canonical', message }];
}

function describe(canonical: string, first: Claim, second: Claim): string {
  const [left, right] = [packageKey(first.owner), packageKey(second.owner)];
  const [file, otherFile] = [first.entry.filename, second.entry.filename];
  if (left === right) return `${left} defines ${canonical} twice: ${file} is used, ${otherFile} is not.`;
  const isSecond = compareVersions(second.owner.version, first.owner.version) > 0;
  return `${canonical} is defined by ${left} (${file}) and otherwise by ${right} (${otherFile}). Each package uses its own, and others that of their nearest dependency; where that does not decide, ${isSecond ? right : left} is used. Depend on one of the two packages only to be certain.`;
}
