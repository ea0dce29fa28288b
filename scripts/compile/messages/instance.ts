import { type MessageRule, part } from './message-rule.ts';

/** What SUSHI says of instances, values, aliases and RuleSets. */
export const instanceMessages: readonly MessageRule[] = [
  {
    pattern: /^InstanceOf (\S+) not found for (\S+)/,
    keyword: 'InstanceOf',
    rule: 'instance-of-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.definition(part(match)),
  },
  {
    pattern: /is an instance of an abstract resource: (\S+)/,
    keyword: 'InstanceOf',
    rule: 'instance-of-abstract',
    code: 'value',
    remedy: 'Name a resource or profile that is not abstract.',
  },
  {
    pattern: /^Element (\S+) has minimum cardinality (\d+) but occurs (\d+) time/,
    rule: 'instance-required-element',
    code: 'required',
    remedy: (match) =>
      `Add a rule that sets ${part(match)
        .split('.')
        .slice(1)
        .join('.')
        .replace(/:([\w-]+)/g, '[$1]')}.`,
  },
  {
    pattern:
      /has its cardinality satisfied by a rule that does not include the slice name|has an array item that|is being accessed via numeric index/,
    rule: 'slice-name-missing',
    code: 'value',
  },
  {
    pattern: /^Cannot assign (\S+) value: ([\s\S]*)\. Value does not match element type: (\S+)/,
    rule: 'value-type',
    code: 'value',
    remedy: (match) => `Write a value of type ${part(match, 3)}.`,
  },
  {
    pattern: /since this element does not have a single type/,
    rule: 'choice-type',
    code: 'value',
    remedy: 'Name the type in the path, as in valueQuantity.',
  },
  {
    pattern: /choice elements? on an instance must use|use the choice element's type/,
    rule: 'choice-type',
    code: 'value',
    remedy: 'Name the type in the path, as in valueQuantity.',
  },
  {
    pattern: /contains multiple choice value assignments/,
    rule: 'choice-type',
    code: 'value',
    remedy: 'Keep one of the values.',
  },
  {
    pattern: /already assigned/,
    rule: 'value-conflict',
    code: 'conflict',
    remedy: 'Take the rule out, or give it the value that the profile demands.',
  },
  {
    pattern: /conflicts with all values of the closed slicing/,
    rule: 'value-conflict',
    code: 'conflict',
    remedy: 'Use one of the values that the slices allow.',
  },
  { pattern: /^The string "([^"]+)" does not represent a valid FHIR id/, rule: 'id-invalid', code: 'value' },
  { pattern: /represents a valid FHIR name but not a valid FHIR id/, rule: 'id-invalid', code: 'value' },
  {
    pattern: /does not represent a valid FHIR|^The low must be|^The start |^The quantities must have/,
    rule: 'value-invalid',
    code: 'value',
    remedy: 'Mend the value.',
  },
  {
    pattern: /^Resolved value "([^"$:\s]+)" is not a valid URI/,
    rule: 'terminology-not-found',
    code: 'not-found',
    text: (match) => `There is no value set or code system ${part(match)}, and it is no URL.`,
    word: part,
    remedy: (match, hints) => hints.definition(part(match)),
  },
  {
    pattern: /^Resolved value "([^"]*)" is not a valid URI/,
    rule: 'url-invalid',
    code: 'value',
    word: part,
    remedy: 'Write a URL, or the name of an item.',
  },
  { pattern: /is invalid because the specified system is/, rule: 'code-system-not-found', code: 'not-found' },
  {
    pattern:
      /^(?:Cannot find definition for Instance: |Cannot assign Instance at path [\s\S]*Definition not found for Instance: )(\S+?)\.(?: |$)/,
    rule: 'instance-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.instance(part(match)),
  },
  {
    pattern: /^Contained instance "([^"]+)" is an example/,
    rule: 'contained-example',
    code: 'business-rule',
    remedy: 'Give the instance "Usage: #inline".',
  },
  { pattern: /should only be used inline/, rule: 'usage-invalid', code: 'value' },
  { pattern: /^No usage was specified on/, rule: 'usage-missing', code: 'required' },
  {
    pattern: /^Multiple instances of type (\w+) with id (\S+)\./,
    rule: 'id-repeated',
    code: 'duplicate',
    remedy: 'Change the name or the id of one of them.',
  },
  {
    pattern: /^Cannot use canonical URL of (\S+) because it does not exist/,
    rule: 'canonical-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.definition(part(match)),
  },
  {
    pattern:
      /^(Reference assignments should not include a version|Multiple choices of|Referenced types?|A resourceType of)/,
    rule: 'reference-invalid',
    code: 'value',
  },
  {
    pattern: /missing values at the following indices/,
    rule: 'array-gap',
    code: 'incomplete',
    remedy: 'Number the items without gaps, or use [+] and [=].',
  },
  { pattern: /instance\(s\) of custom resources/, rule: 'custom-resource', code: 'not-supported' },
  {
    pattern: /^(\S+) was requested, but SUSHI found (\S+)/,
    rule: 'version-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.definition(part(match)),
  },
  {
    pattern: /but SUSHI found version|^Extension slice \S+ on \S+ pins version/,
    rule: 'version-not-found',
    code: 'not-found',
  },
  {
    pattern: /^Value (\$\S+) does not resolve as alias/,
    rule: 'alias-unresolved',
    code: 'not-found',
    remedy: (match, hints) => hints.alias(part(match)),
  },
  { pattern: /^Alias /, rule: 'alias-invalid', code: 'value', remedy: 'Write it as: Alias: $name = https://….' },
  {
    pattern: /^(?:Unable to find definition for RuleSet|Could not find parameterized RuleSet named) (\S+?)\.?$/,
    rule: 'rule-set-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.ruleSet(part(match)),
  },
  {
    pattern: /^Incorrect number of parameters applied to RuleSet (\S+)/,
    rule: 'rule-set-parameters',
    code: 'value',
    remedy: (match, hints) => hints.ruleSetParameters(part(match)),
  },
  {
    pattern: /^(?:Failed to parse RuleSet|(?:Error|Warning)s? parsing insert rule)/,
    rule: 'rule-set-parameters',
    code: 'structure',
    remedy: 'Check the RuleSet with these values put in; a comma or a parenthesis in a value is written \\, and \\).',
  },
  {
    pattern: /contains unused parameter/,
    rule: 'rule-set-parameters',
    code: 'value',
    remedy: 'Use the parameter in the RuleSet as {name}, or take it out.',
  },
  {
    pattern: /^Inserting (\S+) will cause a circular dependency/,
    rule: 'rule-set-circular',
    code: 'conflict',
    remedy: 'A RuleSet cannot insert itself: take out one of the "insert" rules.',
  },
  {
    pattern: /^Do not insert a RuleSet at a path|^Only one concept may be listed before|^Caret rule on ValueSet/,
    rule: 'rule-not-allowed',
    code: 'not-supported',
    remedy: 'Move the rule to the left margin, with one concept or none before it.',
  },
  {
    pattern: /^More than (\d+) elements are required/,
    rule: 'fsh-too-large',
    code: 'too-costly',
    text: (match) =>
      `The minimums of its profile require more than ${part(match)} elements, with those of the instances before it.`,
    remedy: 'Lower the minimum, of which this many were hardly meant.',
  },
  {
    pattern: /^(?:Cannot read propert|[Ii]t nests too deeply|.* is not a function|.* is not iterable)/,
    rule: 'sushi-failure',
    code: 'exception',
    text: (match) => `SUSHI itself fails on this item (${match.input.replace(/\.$/, '')}).`,
    remedy: 'Mend the other findings on it first; then look for a name that does not exist.',
  },
];
