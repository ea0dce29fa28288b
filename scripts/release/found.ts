import type { Issue, Severity, SourcePosition } from '../model/issue.ts';
import type { ReleaseRule } from './rules.ts';

/** A finding of a check of a release. */
export function found(
  rule: ReleaseRule,
  message: string,
  source: SourcePosition,
  severity: Exclude<Severity, 'fatal'> = 'error',
): Issue {
  return { severity, code: 'business-rule', rule, message, source };
}
