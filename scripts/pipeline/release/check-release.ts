import { join } from 'node:path';
import { countsText } from '../../compare/format/wording.ts';
import { isAtLeastVersion } from '../../compare/result/suggested-version.ts';
import { readText } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import type { JsonObject } from '../../model/fhir.ts';
import { EnvironmentError, type Issue } from '../../model/issue.ts';
import { readLockfile } from '../../packages/lockfile.ts';
import { checkDependencies } from '../../release/dependencies.ts';
import { found } from '../../release/found.ts';
import { type GuideFacts, guideFacts } from '../../release/guide-facts.ts';
import { checkStage, stageOf } from '../../release/in-stage.ts';
import { readJsonText, textOf } from '../../release/json-text.ts';
import { checkOnDisk } from '../../release/publication/on-disk.ts';
import { checkRequest, REQUEST } from '../../release/request.ts';
import { checkSite, type SiteFacts, siteLayout } from '../../release/site.ts';
import { checkBuild, checkSource } from '../../release/source.ts';
import { stagedConfig, stagedRequest } from '../../release/staged.ts';
import { STAGES, type Stage } from '../../release/stages.ts';
import { comparePackages } from '../comparison/compare-packages.ts';
import { configFileIn } from '../guide/project.ts';
import { readStages } from '../guide/stages.ts';
import { filesBelow } from './project-files.ts';
import { checkRepository } from './repository.ts';

export interface ReleaseOptions {
  /** The stage as which the guide would be published; the one that it is in, where it is absent. */
  readonly stage?: string;
  /** A folder with the web site. */
  readonly web?: string;
  /** An older version, such as `git:v1.0.0`: the version must follow from what changed since. */
  readonly since?: string;
  /** Whether packages may be local stand-ins for published ones: for a trial, in which they are warnings. */
  readonly allowsStandIns?: boolean;
  /** As `2026-11-30`. */
  readonly today: string;
  readonly signal: AbortSignal;
}

/** What was looked at, and what was found. */
export interface ReleaseCheck {
  readonly id: string;
  readonly version: string;
  /** As it would be published. */
  readonly guide: GuideFacts;
  /** publication-request.json as it would be published; absent where it cannot be read. */
  readonly request?: JsonObject;
  readonly stage?: Stage;
  readonly issues: readonly Issue[];
}

/**
 * All that can be asked of a release before anything is built.
 * @throws EnvironmentError where the folder has no guide whose configuration can be read, or no such stage
 */
export async function checkRelease(folder: string, options: ReleaseOptions): Promise<ReleaseCheck> {
  const { guide: source, text: config, file } = readGuideFacts(folder);
  const files = filesBelow(folder);
  const { value: stages, issues: faults } = readStages(folder);
  if (stages === undefined && options.stage !== undefined)
    throw new EnvironmentError(
      faults[0] === undefined
        ? `There is no ${STAGES} in ${folder}. docs/release.md tells how it is written.`
        : `${STAGES}:${faults[0].source?.line ?? 1} ${faults[0].message}`,
    );
  const wanted = options.stage === undefined ? undefined : stageNamed(options.stage, stages ?? []);
  const stage = wanted ?? stageOf(source, stages ?? []);
  // As it would be published: what ig release stage writes is not asked of the sources.
  const guide =
    wanted === undefined ? source : (guideFacts(stagedConfig(config, source, wanted, options.today), file) ?? source);
  const text = requestText(files.read(REQUEST), source, wanted);
  const request = text === undefined ? undefined : readJsonText(text, REQUEST);
  const value = request === undefined || 'fault' in request ? undefined : request.value;
  const site = options.web === undefined ? undefined : checkWeb(guide, value, options.web);
  const isFinal = (stage?.mode ?? (value && textOf(value, 'mode'))) !== 'working' && stage?.releaseLabel !== 'ci-build';
  const isDevelopment = stage !== undefined && stage.mode === undefined;
  const { value: lock } = readLockfile(folder);
  const issues = [
    ...faults,
    ...(stages === undefined ? [] : checkStage(guide, stages)),
    ...checkRequest(text, {
      guide,
      stage: isDevelopment ? requestedStage(value, stages ?? []) : stage,
      isPublished: site?.isPublished,
      read: files.read,
    }),
    ...(isDevelopment ? [developmentNote(stage, stages ?? [])] : []),
    ...checkDependencies(guide, lock?.packages ?? [], isFinal, options.allowsStandIns === true),
    ...checkSource(guide, value && textOf(value, 'changes'), files),
    ...checkBuild(source, files),
    ...(site?.issues ?? []),
    ...(options.since === undefined ? [] : await checkVersion(folder, options.since, guide, options.signal)),
    ...(await checkRepository(folder, guide, stage, options.signal)),
  ];
  return {
    id: guide.id,
    version: guide.version,
    guide,
    ...(value === undefined ? {} : { request: value }),
    ...(stage === undefined ? {} : { stage }),
    issues,
  };
}

/** The web site's settings and lists, and whether what they say is on the disk. */
function checkWeb(guide: GuideFacts, request: Parameters<typeof checkSite>[1], web: string): SiteFacts {
  const files = filesBelow(web);
  const { isPublished, issues } = checkSite(guide, request, files);
  const layout = siteLayout(guide, files);
  return { isPublished, issues: layout === undefined ? issues : [...issues, ...checkOnDisk(layout.folder, files)] };
}

/** @throws EnvironmentError where its configuration cannot be read */
export function readGuideFacts(folder: string): {
  readonly guide: GuideFacts;
  readonly text: string;
  readonly file: string;
} {
  const file = configFileIn(folder);
  if (file === undefined)
    throw new EnvironmentError(`There is no sushi-config.yaml in ${folder}. Name the folder of a guide.`);
  const text = readText(join(folder, file), LONGEST_SETTINGS);
  const guide = guideFacts(text, file);
  if (guide === undefined) throw new EnvironmentError(`${file} cannot be read. ig build tells why.`);
  return { guide, text, file };
}

/** @throws EnvironmentError where there is no such stage */
export function stageNamed(name: string, stages: readonly Stage[]): Stage {
  const stage = stages.find((each) => each.name === name);
  if (stage !== undefined) return stage;
  throw new EnvironmentError(
    `There is no stage ${name.slice(0, 100)}: ${STAGES} has ${stages.map((each) => each.name).join(', ')}.`,
  );
}

function requestText(text: string | undefined, guide: GuideFacts, stage: Stage | undefined): string | undefined {
  if (stage === undefined || text === undefined) return text;
  try {
    return stagedRequest(text, guide, stage);
  } catch {
    return text; // no JSON, which the check tells
  }
}

/** Sources in development have the request of what is published next: its stage is the one with its mode and status. */
function requestedStage(
  request: Parameters<typeof textOf>[0] | undefined,
  stages: readonly Stage[],
): Stage | undefined {
  const published = stages.filter(({ mode }) => mode !== undefined);
  const [mode, status] = request === undefined ? [] : [textOf(request, 'mode'), textOf(request, 'status')];
  return (
    published.find((each) => each.mode === mode && each.status === status) ??
    published.find((each) => each.mode === mode) ??
    published[0]
  );
}

function developmentNote(stage: Stage, stages: readonly Stage[]): Issue {
  const published = stages.filter(({ mode }) => mode !== undefined).map(({ name }) => name);
  return found(
    'release-stage',
    `The guide is in the stage ${stage.name}, which is not published. Check it as it would be: ig release check --stage ${published[0] ?? '<stage>'}`,
    stage.source,
    'information',
  );
}

/** The version follows from what changed. */
async function checkVersion(folder: string, since: string, guide: GuideFacts, signal: AbortSignal): Promise<Issue[]> {
  const report = await comparePackages(since, '.', folder, { signal, offline: true });
  const { from, nextVersion } = report;
  if (nextVersion === undefined || isAtLeastVersion(guide.version, nextVersion)) return [];
  const message = `Version ${guide.version} is not enough for what changed since ${from.version}: ${countsText(report)}. Take at least ${nextVersion}; ig compare ${since} has them all.`;
  return [found('release-version', message, guide.at('version'))];
}
