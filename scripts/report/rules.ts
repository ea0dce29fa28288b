import { ownRule, type RuleTable } from '../model/rule.ts';

/** Every rule that reporting itself can name in an issue. */
export const reportRules = {
  'suppression-without-reason': ownRule(
    'Write the reason of each suppression in a comment line above it.',
    'findings.md#accepted-findings',
  ),
} satisfies RuleTable;
