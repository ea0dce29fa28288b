import { ownRule, type RuleTable } from '../model/rule.ts';

const PAGE = 'hl7-validator.md#how-findings-are-compared';

/** What comes of asking the HL7 validator; its own messages keep its own names, after `hl7:`. */
export const hl7Rules = {
  'second-opinion': ownRule(
    'Check which of ig and the HL7 validator is right where their verdicts on a resource differ.',
    PAGE,
  ),
  'hl7:crash': ownRule('Send a resource on which the HL7 validator fails to those who make it.', PAGE),
} satisfies RuleTable;
