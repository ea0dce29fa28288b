import { ownRule, type RuleTable } from '../model/rule.ts';

/** Every rule that reporting itself can name in an issue. */
export const reportRules = {
  suppressions: ownRule(
    'Write each suppression with a message or a rule, and with its reason, owner and last day.',
    'gate.md#suppressions',
  ),
  'suppressions-stale': ownRule(
    'Make the files of the other programs from suppressions.yaml again.',
    'gate.md#other-programs',
  ),
  'suppression-expired': ownRule('Mend what has expired, or set a later day.', 'gate.md#suppressions'),
  'suppression-unused': ownRule('Delete a suppression that nothing is found for.', 'gate.md#suppressions'),
  'suppression-of-error': ownRule('Mend errors, which no suppression can hide.', 'gate.md#suppressions'),
  'suppression-without-reason': ownRule(
    'Write the reason of each suppression in a comment line above it.',
    'gate.md#written-by-hand',
  ),
  'baseline-outdated': ownRule(
    'Write the baseline again, so that what is mended cannot come back.',
    'gate.md#baseline',
  ),
} satisfies RuleTable;
