import { type MessageRule, part } from './message-rule.ts';

/** What SUSHI says of value sets, code systems and bindings. */
export const terminologyMessages: readonly MessageRule[] = [
  {
    pattern: /^Cannot override \w+ binding/,
    rule: 'binding-weaker',
    code: 'conflict',
    remedy: 'A profile may strengthen a binding, not weaken it.',
  },
  {
    pattern: /^Cannot bind value set to|^Bindings can only be applied|^Applying value set bindings/,
    rule: 'binding-invalid',
    code: 'value',
    remedy: 'Bind the coded element itself.',
  },
  {
    pattern: /^Cannot (?:bind|assign) (\S+) at path (\S+)\. A (\w+) must be used/,
    rule: 'binding-invalid',
    code: 'value',
  },
  {
    pattern: /^ValueSet (\S+) must contain at least one inclusion/,
    rule: 'value-set-empty',
    code: 'required',
    remedy: 'Add a rule such as: * include codes from system ….',
  },
  {
    pattern: /^ValueSet (\S+) already includes/,
    rule: 'concept-repeated',
    code: 'duplicate',
    remedy: 'Take one of the two out.',
  },
  {
    pattern: /^CodeSystem (\S+) already contains code/,
    rule: 'concept-repeated',
    code: 'duplicate',
    remedy: 'Take one of the two out.',
  },
  {
    pattern: /^Concept (\S+) (?:must include|specifies) system/,
    rule: 'concept-system',
    code: 'required',
    remedy: 'Write it as: * $system#code "Display".',
  },
  {
    pattern: /^Do not include the system when listing concepts/,
    rule: 'concept-system',
    code: 'value',
    remedy: 'Write it as: * #code "Display".',
  },
  {
    pattern:
      /^Could not find (\S+) in concept hierarchy|^Could not find concept|^Cannot process caret assignment rule for code/,
    rule: 'concept-not-found',
    code: 'not-found',
    remedy: 'List the concept before the rule that builds on it.',
  },
  {
    pattern: /^Codes? ("[^"]+"(?:, "[^"]+")*) (?:is|are) not defined for system (\S+)\./,
    rule: 'code-unknown',
    code: 'code-invalid',
    remedy: (match, hints) => hints.concept(part(match, 2), part(match)),
  },
  {
    pattern: /^(Operator|Not applying value set filter|System is required when filtering)/,
    rule: 'value-set-filter',
    code: 'value',
    remedy: 'See https://hl7.org/fhir/R4/valueset-filter-operator.html for the operators and what they take.',
  },
  {
    pattern: /^Can not reference CodeSystem (\S+):/,
    rule: 'code-system-not-contained',
    code: 'not-found',
    remedy: 'Put the code system into ^contained before the rule that uses it.',
  },
  { pattern: /self-referencing value set/, rule: 'value-set-circular', code: 'conflict' },
  { pattern: /user-specified \^count/, rule: 'code-system-count', code: 'value' },
  {
    pattern: /^Can not bind (\S+) to ValueSet (\S+):/,
    rule: 'value-set-not-contained',
    code: 'not-found',
    remedy: 'Put the value set into ^contained before the rule that binds it.',
  },
];
