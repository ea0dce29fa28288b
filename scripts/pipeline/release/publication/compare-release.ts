import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { countsText } from '../../../compare/format/wording.ts';
import type { ComparisonReport } from '../../../compare/result/report.ts';
import { isAtLeastVersion } from '../../../compare/result/suggested-version.ts';
import type { JsonObject } from '../../../model/fhir.ts';
import type { Issue } from '../../../model/issue.ts';
import { found } from '../../../release/found.ts';
import type { GuideFacts } from '../../../release/guide-facts.ts';
import {
  folderOf,
  type PublishedVersion,
  previousVersion,
  versionList,
} from '../../../release/publication/package-list.ts';
import { comparePackages } from '../../comparison/compare-packages.ts';
import { SITE } from './built-site.ts';
import type { WrittenComparison } from './make-version.ts';

export interface ComparingOptions {
  /** How a comparison is written. */
  readonly write: (report: ComparisonReport) => Omit<WrittenComparison, 'since'>;
  readonly signal: AbortSignal;
  readonly onStep?: ((text: string) => void) | undefined;
}

/** Holds the package that is published against the version before it; the version must follow from what changed. */
export async function compareRelease(
  project: string,
  folder: string,
  before: JsonObject | undefined,
  guide: GuideFacts,
  { signal, onStep, write }: ComparingOptions,
): Promise<{ readonly comparison: WrittenComparison | undefined; readonly issues: readonly Issue[] }> {
  const list = before === undefined ? undefined : versionList(before);
  const archiveOf = (version: PublishedVersion | undefined) => {
    const own = version && folderOf(version, guide.canonical);
    const archive = own === undefined ? undefined : join(folder, own, 'package.tgz');
    return archive !== undefined && existsSync(archive) ? archive : undefined;
  };
  const compareWith = async (version: PublishedVersion | undefined) => {
    const archive = archiveOf(version);
    if (version === undefined || archive === undefined) return undefined;
    onStep?.(`Comparing with ${version.version}`);
    return comparePackages(archive, join(project, SITE, 'package.tgz'), project, { signal, offline: true });
  };
  const previous = list && previousVersion(list, guide.version);
  // What is on the way to a release asks for no other number: the release before does.
  const released = list && previousVersion(list, guide.version, ({ version }) => !version.includes('-'));
  const report = await compareWith(previous);
  const sinceRelease = released === previous ? report : await compareWith(released);
  const next = sinceRelease?.nextVersion;
  const issues =
    sinceRelease === undefined || next === undefined || isAtLeastVersion(guide.version, next)
      ? []
      : [
          found(
            'release-version',
            `Version ${guide.version} is not enough for what changed since ${sinceRelease.from.version}: ${countsText(sinceRelease)}. Take at least ${next}; ig compare tells them all.`,
            guide.at('version'),
          ),
        ];
  if (previous === undefined || report === undefined) return { comparison: undefined, issues };
  return { comparison: { since: previous.version, ...write(report) }, issues };
}
