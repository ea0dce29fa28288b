import type { Issue } from '../model/issue.ts';
import { type InstalledPackage, packageKey } from '../model/package.ts';
import type { ResourceResult } from '../model/report.ts';
import { isAutomatic } from '../packages/automatic.ts';
import { behindStandIns } from '../report/finding/stand-in-lead.ts';
import type { Validator } from '../validate/validator.ts';

/** Says of a finding that a stand-in may be its cause; gives back any other as it is. */
export type Doubt = (issue: Issue) => Issue;

/**
 * What is not found in a stand-in may well be in the published package: whoever reads the finding must know that before
 * the advice. A URL is looked for in the stand-ins that it belongs to; a name, as FSH has them, may be of any.
 * @returns undefined where no package is a stand-in
 */
export function standInDoubt(packages: readonly InstalledPackage[]): Doubt | undefined {
  const standIns = packages.filter(({ source }) => source === 'stand-in');
  if (standIns.length === 0) return undefined;
  return (issue) => {
    if (!isNotFound(issue)) return issue;
    const urls = issue.message.match(/https?:\/\/[^\s"'|,;)]+/g) ?? [];
    const suspects = standIns.filter(({ id, manifest: { canonical } }) =>
      NAMED_BY_FSH.has(issue.rule) && urls.length === 0
        ? !isAutomatic(id)
        : canonical !== undefined && urls.some((url) => url.startsWith(`${canonical}/`)),
    );
    if (suspects.length === 0) return issue;
    return { ...issue, message: behindStandIns(issue.message, suspects.map(packageKey)) };
  };
}

/** The same validator, whose findings say it. */
export function withDoubt(validator: Validator, doubt: Doubt | undefined): Validator {
  if (doubt === undefined) return validator;
  return {
    validate: (text, request) => doubted(validator.validate(text, request), doubt),
    validateResource: (resource, request) => doubted(validator.validateResource(resource, request), doubt),
  };
}

/** Most results have nothing that is not found. */
export function doubted(result: ResourceResult, doubt: Doubt): ResourceResult {
  return result.issues.some(isNotFound) ? { ...result, issues: result.issues.map(doubt) } : result;
}

function isNotFound({ code, rule, message }: Issue): boolean {
  if (rule === 'path-not-found') return /\[(?!x\]|[+=]\])[^\d\]]/.test(message); // a slice may be the stand-in's parent's to define
  return rule === 'extension-unknown' || NAMED_BY_FSH.has(rule) || (code === 'not-found' && !ABOUT_PACKAGES.test(rule));
}

/** They say themselves which package is missing. */
const ABOUT_PACKAGES = /^(package|lockfile)-/;

/** Rules of findings about what FSH names, which a package may define. */
const NAMED_BY_FSH: ReadonlySet<string> = new Set([
  'canonical-not-found',
  'code-system-not-found',
  'concept-not-found',
  'extension-not-found',
  'instance-not-found',
  'instance-of-not-found',
  'parent-not-found',
  'path-not-found',
  'reference-not-found',
  'type-not-found',
  'version-not-found',
]);
