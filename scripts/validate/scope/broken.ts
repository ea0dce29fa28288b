import { shown } from '../finding/wording.ts';
import type { Profile, Run } from './scope.ts';

/**
 * Reports a definition that is needed and cannot be relied on: once in a text, at the first place that needs it, and
 * whatever becomes of the findings there. What was asked for and not done is an error.
 */
export function reportBroken(
  { broken, findings }: Pick<Run, 'broken' | 'findings'>,
  message: string,
  path: string,
): void {
  if (broken.has(message)) return;
  broken.add(message);
  findings.error({ code: 'processing', rule: 'definition-broken', message, expression: path });
}

/** The same of a profile, if anything is wrong with it; what of it can be applied still is. */
export function reportProblem(profile: Profile, run: Run, path: string): void {
  if (profile.isBase) return; // what is wrong with the base specification shows wherever it is needed
  const { problem, unsliced, canonical } = profile;
  if (problem !== undefined) {
    if (run.broken.has(problem)) return;
    run.broken.add(problem);
    run.findings.error({
      code: 'processing',
      rule: 'profile-unusable',
      message: problem,
      expression: path,
      profile: canonical,
    });
  } else if (unsliced.length > 0) {
    const [first] = unsliced;
    const message = `The profile ${canonical} has the slice ${first} of an element that is not in its snapshot; it was not checked.`;
    run.findings.information({
      code: 'not-supported',
      rule: 'not-checked',
      message,
      expression: path,
      profile: canonical,
    });
  }
}

export function baseUnusable(type: string): string {
  return `The definition of ${shown(type)} that is loaded cannot be used, so nothing of this type was checked. Correct the package that has it.`;
}
