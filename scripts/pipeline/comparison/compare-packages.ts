import { resolve } from 'node:path';
import { compareVersions } from '../../compare/compare.ts';
import { type Actor, unknownNames } from '../../compare/result/actors.ts';
import { type ComparisonReport, reportOf } from '../../compare/result/report.ts';
import type { Side } from '../../compare/tree/side.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { packageKey } from '../../model/package.ts';
import { configFileIn } from '../guide/project.ts';
import type { PackageOptions } from '../packages/package-options.ts';
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
  const actors = readActors(isGuide ? own : cwd);
  const older = from ?? `git:${await lastRelease(cwd, options.signal)}`;
  const old = await openSide(older, cwd, options);
  const now = await openSide(to, cwd, options);
  options.signal.throwIfAborted();
  if (isGuide) requireKnown(actors, [old.side, now.side]);
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
  return reportOf(old.side, now.side, comparison, replay, actors, [...new Set(notes)]);
}

/** A map that is not kept would say of a change that it concerns nobody. */
function requireKnown(actors: readonly Actor[], sides: readonly Side[]): void {
  const canonicals = sides.flatMap(({ resources }) => resources.map(({ url }) => String(url)));
  const unknown = unknownNames(actors, canonicals);
  if (unknown.length === 0) return;
  throw new EnvironmentError(
    `actors.yaml names ${unknown.join(', ')}, which neither version has. Name artefacts by id or canonical, or by the beginning and *.`,
  );
}
