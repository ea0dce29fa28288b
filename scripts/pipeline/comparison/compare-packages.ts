import { resolve } from 'node:path';
import { compareVersions } from '../../compare/compare.ts';
import type { Acceptance } from '../../compare/result/acceptance.ts';
import { namesOf, unknownNames } from '../../compare/result/actors.ts';
import type { Comparison } from '../../compare/result/comparison.ts';
import { type ComparisonReport, reportOf } from '../../compare/result/report.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { packageKey } from '../../model/package.ts';
import { configFileIn } from '../guide/project.ts';
import type { PackageOptions } from '../packages/package-options.ts';
import { readAccepted } from './accepted-file.ts';
import { readActors } from './actors-file.ts';
import { openSide } from './open-side.ts';
import { replayExamples } from './replay.ts';
import { lastRelease } from './revision.ts';

/**
 * Opens two versions, one after the other, and compares them.
 * @param from the last release, by the tags of the repository, where it is absent
 */
export async function comparePackages(
  from: string | undefined,
  to: string,
  cwd: string,
  options: PackageOptions,
): Promise<ComparisonReport> {
  const own = resolve(cwd, to);
  const isGuide = configFileIn(own) !== undefined;
  const acceptances = readAccepted(isGuide ? own : cwd);
  const named = readActors(isGuide ? own : cwd);
  const older = from ?? `git:${await lastRelease(cwd, options.signal)}`;
  const old = await openSide(older, cwd, options);
  const now = await openSide(to, cwd, options);
  options.signal.throwIfAborted();
  const canonicals = [old, now].flatMap(({ side }) => side.resources.map(({ url }) => String(url)));
  const unknown = unknownNames(named, canonicals);
  if (isGuide) requireKnown(unknown);
  // Of packages that the actors have nothing to do with nobody is told what they mean to them.
  const actors = unknown.length < namesOf(named).length ? named : [];
  options.onStep?.('Comparing');
  const comparison = compareVersions(old.side, now.side);
  options.onStep?.('Trying the examples of each version under the other one');
  const replay = await replayExamples(old, now, comparison.renamed, options.signal);
  const notes = [old, now].flatMap(({ issues, side, hasExamples }) => [
    ...issues.map(({ message }) => message),
    ...(hasExamples
      ? []
      : [`The examples of ${packageKey(side.package)} were not tried: name its .tgz file or folder, which has them.`]),
  ]);
  return reportOf(
    old.side,
    now.side,
    comparison,
    replay,
    actors,
    [...new Set(notes)],
    applicable(comparison, acceptances, isGuide),
  );
}

/** In a guide's folder all that it accepts is meant; of packages compared there, only what they have any of. */
function applicable(
  { changes }: Comparison,
  acceptances: readonly Acceptance[],
  isGuide: boolean,
): readonly Acceptance[] {
  const known = new Set(changes.map(({ fingerprint }) => fingerprint));
  const isMeant = isGuide || acceptances.some(({ changes: accepted }) => accepted.some((each) => known.has(each)));
  return isMeant ? acceptances : [];
}

/** A map that is not kept would say of a change that it concerns nobody. */
function requireKnown(unknown: readonly string[]): void {
  if (unknown.length === 0) return;
  throw new EnvironmentError(
    `actors.yaml names ${unknown.join(', ')}, which neither version has. Name artefacts by id or canonical, or by the beginning and *.`,
  );
}
