import { isDeepStrictEqual } from 'node:util';
import { formatCanonical } from '../model/canonical.ts';
import { isJsonObject } from '../model/fhir.ts';
import type { Issue } from '../model/issue.ts';
import { type InstalledPackage, type PackageEntry, packageKey } from '../model/package.ts';

interface Claim {
  readonly owner: InstalledPackage;
  readonly entry: PackageEntry;
}

/**
 * Finds definitions that two packages have under one canonical and one version, with different content: no reference
 * can say which of them it means. Equal copies do no harm.
 */
export function findDuplicateDefinitions(packages: readonly InstalledPackage[]): Issue[] {
  const claims = new Map<string, Claim>();
  const issues: Issue[] = [];
  for (const owner of packages) {
    for (const entry of owner.entries) {
      if (entry.url === undefined) continue;
      const canonical = formatCanonical(entry.url, entry.version ?? owner.version);
      const first = claims.get(canonical);
      if (first === undefined) claims.set(canonical, { owner, entry });
      else if (!isDeepStrictEqual(contentOf(first), contentOf({ owner, entry }))) {
        issues.push(duplicate(canonical, first, { owner, entry }));
      }
    }
  }
  return issues;
}

/** Without what tools add: the narrative, and when and by what the resource was written. */
function contentOf({ owner, entry }: Claim): unknown {
  const resource = owner.read(entry);
  if (!isJsonObject(resource)) return resource;
  const { text: _narrative, meta: _meta, id: _id, ...content } = resource;
  return content;
}

function duplicate(canonical: string, a: Claim, b: Claim): Issue {
  const [left, right] = [a, b].map(({ owner, entry }) => `${packageKey(owner)} (${entry.filename})`);
  const message = `${canonical} is defined by ${left} and otherwise by ${right}, so no reference can tell them apart. Depend on one of the two packages only, or correct the version of one definition.`;
  return { severity: 'error', code: 'duplicate', rule: 'duplicate-canonical', message };
}
