import { locate } from '../../compile/origin/locate.ts';
import type { GuideResource } from '../../model/definition/compiled.ts';
import type { Issue } from '../../model/issue.ts';

/** The issue with the FSH line to mend, where its resource comes from FSH. */
export function atSource(issue: Issue, origin: GuideResource['origin']): Issue {
  if (origin === undefined) return issue;
  return { ...issue, ...locate(origin, issue.expression ?? '') };
}
