import { ownRule, type RuleTable } from '../model/rule.ts';

/** Every rule on files as such, whoever reads them. */
export const fileRules = {
  'file-unreadable': ownRule(
    'Use regular files that may be read and are no larger than what is read.',
    'findings.md#file-unreadable',
  ),
} satisfies RuleTable;
