import { ownRule, type RuleTable } from '../model/rule.ts';

/** Every rule that the terminology server's stage can name in an issue and no other stage states. */
export const terminologyServerRules = {
  'terminology-recording': ownRule(
    'Leave recorded answers as ig wrote them, or delete them to have them asked anew.',
    'terminology.md#recorded-answers',
  ),
} satisfies RuleTable;
