import { type Impact, impacts, worst } from '../rules/impact.ts';
import type { Change } from './change.ts';

export type VersionStep = 'major' | 'minor' | 'patch' | 'none';

/**
 * By how much the version should grow. Before 1.0.0 the minor number plays the part of the major one.
 * @param version of the older side
 * @see https://semver.org/#spec-item-4
 */
export function suggestedStep(changes: readonly Pick<Change, 'class'>[], version: string): VersionStep {
  const gravest = impacts.find((impact) => changes.some((change) => worst(change.class) === impact));
  if (gravest === undefined) return 'none';
  const isDraft = /^0\./.test(version);
  const step = steps[gravest];
  if (!isDraft) return step;
  return step === 'major' ? 'minor' : 'patch';
}

const steps: Record<Impact, 'major' | 'minor' | 'patch'> = {
  breaking: 'major',
  'may-break': 'minor',
  obligation: 'minor',
  compatible: 'minor',
  editorial: 'patch',
};

/**
 * The version that the newer side should have at least; the label of a pre-release stays with whoever sets it. A
 * pre-release is on the way to its own number, whatever changes until that is there.
 * @returns undefined where the older version is not of the form 1.2.3
 */
export function suggestedVersion(version: string, step: VersionStep): string | undefined {
  const [, ...numbers] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  const [major, minor, patch] = numbers.map(Number);
  if (major === undefined || minor === undefined || patch === undefined) return undefined;
  if (step !== 'none' && version.includes('-')) return `${major}.${minor}.${patch}`;
  if (step === 'major') return `${major + 1}.0.0`;
  if (step === 'minor') return `${major}.${minor + 1}.0`;
  return step === 'patch' ? `${major}.${minor}.${patch + 1}` : version;
}

/** Whether a version is at least another one; the numbers alone count. */
export function isAtLeastVersion(version: string, least: string): boolean {
  const numbers = (text: string) => text.split(/[-+]/)[0]?.split('.').map(Number) ?? [];
  const [a, b] = [numbers(version), numbers(least)];
  for (const [at, wanted] of b.entries()) {
    const has = a[at] ?? 0;
    if (has !== wanted) return has > wanted;
  }
  return true;
}
