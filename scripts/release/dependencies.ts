import type { Issue } from '../model/issue.ts';
import { found } from './found.ts';
import type { GuideFacts } from './guide-facts.ts';

/** A package of the lockfile. */
export interface LockedPackage {
  readonly id: string;
  readonly version: string;
  readonly source: string;
}

/**
 * What a release may rest on: published versions, named in full.
 * @param isFinal whether it is published as a version of its own, and not on the way to one
 * @param allowsStandIns whether it is tried out with stand-ins, of which is only warned then
 */
export function checkDependencies(
  { dependencies, at }: GuideFacts,
  locked: readonly LockedPackage[],
  isFinal: boolean,
  allowsStandIns = false,
): Issue[] {
  const issues: Issue[] = [];
  const graver = isFinal ? 'error' : 'warning';
  for (const { id, alias, version, position } of dependencies) {
    const name = alias === undefined ? id : `${alias}@npm:${id}`;
    if (/^(current|dev)\b/.test(version))
      issues.push(
        found(
          'release-dependency',
          `${name} is wanted in the version "${version}", which changes from day to day. Name a published version.`,
          position,
        ),
      );
    else if (version === 'latest' || /[x*^~]|\s/.test(version))
      issues.push(
        found(
          'release-dependency',
          `${name} is wanted in any version that fits "${version}". Name one version.`,
          position,
        ),
      );
    else if (/-(ballot|cibuild|ci-build|snapshot|preview|draft|alpha|beta|rc|comment)/i.test(version))
      issues.push(
        found(
          'release-dependency',
          `${name} is wanted in ${version}, which is no release yet. Name a released version, or say in suppressions.yaml why not.`,
          position,
          graver,
        ),
      );
  }
  const declared = new Set(dependencies.map(({ id, version }) => `${id}#${version}`));
  for (const { id, version, source } of locked)
    if (source === 'stand-in' && declared.has(`${id}#${version}`))
      issues.push(
        found(
          'release-dependency',
          `${id}#${version} is a stand-in here, not the published package. Pin the published one: ig packages lock --source registry`,
          dependencies.find((each) => each.id === id && each.version === version)?.position ?? at('dependencies'),
          allowsStandIns ? 'warning' : graver,
        ),
      );
  return issues;
}
