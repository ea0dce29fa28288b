import type { ResourceResult } from '../../scripts/model/report.ts';
import { createJudge } from '../../scripts/pipeline/api.ts';
import { guideValidator } from '../../scripts/pipeline/check.ts';
import { compiledGuide } from '../guide/compile-guide.ts';

const guide = await compiledGuide();
export const resources = guide.resources.map(({ resource }) => resource);
export const validator = guideValidator(guide);

type Facts = Readonly<Record<string, string>>;

/** Who judges as this project's guide says, with these facts of a session. */
export function judgeWith(facts: Facts = {}) {
  return createJudge(validator, resources, facts);
}

/** `invalid: text` for each error that is answered. */
export function answered({ answer }: ResourceResult): string[] {
  return (answer?.outcome?.issue ?? []).map(({ code, diagnostics }) =>
    diagnostics === undefined ? code : `${code}: ${diagnostics}`,
  );
}

/** What findings are known by: the key of a constraint, else the name of the check. */
export function found({ issues }: ResourceResult): Set<string> {
  return new Set(issues.flatMap(({ constraint, rule }) => [rule, ...(constraint === undefined ? [] : [constraint])]));
}
