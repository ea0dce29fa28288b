import type { Issue } from '../model/issue.ts';
import { found } from './found.ts';
import type { GuideFacts } from './guide-facts.ts';
import { STAGES, type Stage } from './stages.ts';

/** The stage that a guide says it is in. */
export function stageOf({ releaseLabel }: GuideFacts, stages: readonly Stage[]): Stage | undefined {
  return stages.find((stage) => stage.releaseLabel === releaseLabel);
}

/** Whether the configuration is as its stage has it: asked at every edit. */
export function checkStage(guide: GuideFacts, stages: readonly Stage[]): Issue[] {
  const { releaseLabel, status, version, at } = guide;
  const stage = stageOf(guide, stages);
  if (stage === undefined) {
    const known = stages.map((each) => each.releaseLabel).join(', ');
    const says = releaseLabel === undefined ? 'There is no releaseLabel' : `releaseLabel ${releaseLabel} is no stage`;
    return [found('release-stage', `${says}: ${STAGES} has ${known}. Write one of them.`, at('releaseLabel'))];
  }
  const issues: Issue[] = [];
  if (status !== undefined && status !== stage.guideStatus)
    issues.push(
      found(
        'release-stage',
        `status is ${status}, and the stage ${stage.name} has ${stage.guideStatus}. Write status: ${stage.guideStatus}`,
        at('status'),
      ),
    );
  // A stage that is not published leaves the version as the next release will have it.
  if (stage.mode === undefined) return issues;
  const [, label] = /-(.+)$/.exec(version) ?? [];
  const wanted = stage.suffix;
  const isAsWanted = wanted === undefined ? label === undefined : label === wanted || label?.startsWith(`${wanted}.`);
  if (!isAsWanted)
    issues.push(
      found(
        'release-stage',
        `version ${version} does not belong to the stage ${stage.name}. Write version: ${stagedVersion(version, stage)}`,
        at('version'),
      ),
    );
  return issues;
}

/** The version as it is in a stage: 1.0.0-comment of 1.0.0. */
export function stagedVersion(version: string, { suffix, mode }: Stage): string {
  if (mode === undefined) return version;
  const [number = version, label] = version.split(/-(.*)/s);
  if (suffix === undefined) return number;
  return label !== undefined && (label === suffix || label.startsWith(`${suffix}.`)) ? version : `${number}-${suffix}`;
}
