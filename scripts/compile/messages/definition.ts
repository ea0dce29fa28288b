import { type MessageRule, part } from './message-rule.ts';

const usesRange =
  'A profile may narrow the cardinality of its parent, not widen it: choose a range within that of the parent.';

/** What SUSHI says of profiles, models and their elements. */
export const definitionMessages: readonly MessageRule[] = [
  {
    pattern: /^Parent (\S+) not found for (\S+)/,
    keyword: 'Parent',
    owner: (match) => part(match, 2),
    rule: 'parent-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.definition(part(match)),
  },
  {
    pattern: /^The definition for (\S+) does not include a Parent/,
    rule: 'parent-missing',
    code: 'required',
    remedy: 'Add a line "Parent: …".',
  },
  {
    pattern:
      /cannot declare itself as a Parent|as both Parent and Id|circular dependency with its parent|Circular dependency detected on parent/,
    keyword: 'Parent',
    rule: 'parent-circular',
    code: 'conflict',
    remedy:
      'Give one of the definitions a parent that does not build on it; name a parent outside the guide by its URL.',
  },
  { pattern: /^Invalid parent (\S+) specified/, keyword: 'Parent', rule: 'parent-invalid', code: 'value' },
  {
    pattern: /is missing a snapshot\. Snapshot is required/,
    keyword: 'Parent',
    rule: 'parent-without-snapshot',
    code: 'incomplete',
    remedy: 'Its package ships without snapshots: they have to be made before the guide is compiled.',
  },
  {
    pattern: /^No element found at path (\S+) for .+, skipping rule/,
    rule: 'path-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.element(part(match)),
  },
  {
    pattern: /^The element or path you referenced does not exist: (\S+)/,
    rule: 'path-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.element(part(match)),
  },
  { pattern: /^Cannot constrain cardinality to /, rule: 'cardinality-wider', code: 'conflict', remedy: usesRange },
  {
    pattern: /^The min must be <= max/,
    rule: 'cardinality-invalid',
    code: 'value',
    remedy: 'Exchange or mend the two bounds.',
  },
  {
    pattern: /^The type "([^"]+)" does not match any of the allowed types/,
    rule: 'type-not-allowed',
    code: 'value',
    remedy: 'Choose among the types named, or profiles of them.',
  },
  {
    pattern: /^No definition for the type "([^"]+)" could be found/,
    rule: 'type-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.definition(part(match)),
  },
  {
    pattern: /is not abstract, so it cannot be constrained|would eliminate all types on slice/,
    rule: 'type-not-allowed',
    code: 'value',
    remedy: 'Choose a type that the element, and all of its slices, allow.',
  },
  {
    pattern: /makes rules in \S+ obsolete/,
    rule: 'type-not-allowed',
    code: 'conflict',
    remedy: 'Take out the rules on types that are no longer allowed.',
  },
  { pattern: /must end with '\[x\]'/, rule: 'choice-path', code: 'value' },
  {
    pattern: /^Cannot apply (\S+) constraint on (\S+) because it was never defined/,
    rule: 'invariant-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.invariant(part(match)),
  },
  { pattern: /^Invariant (\S+) /, rule: 'invariant-invalid', code: 'invariant', entity: part },
  {
    pattern: /^Cannot define element|^Invalid path \S+\. Element names/,
    rule: 'element-invalid',
    code: 'value',
    remedy: 'Choose another name for the element.',
  },
  {
    pattern: /^The MustSupport flag is not permitted|^Cannot apply multiple standards status/,
    rule: 'flag-invalid',
    code: 'value',
  },
  {
    pattern: /^Use of '\w+' is not permitted/,
    rule: 'rule-not-allowed',
    code: 'not-supported',
    remedy: 'Take the rule out, or move it to an item of the right kind.',
  },
  {
    pattern: /^Rule of type (\w+) cannot be applied to entity of type (\w+)/,
    rule: 'rule-not-allowed',
    code: 'not-supported',
    remedy: 'Take the rule out of the RuleSet, or insert the RuleSet elsewhere.',
  },
  { pattern: /^Cannot directly (change type|access differential)/, rule: 'rule-not-allowed', code: 'not-supported' },
  {
    pattern: /^Unable to find source "([^"]+)"/,
    rule: 'mapping-source-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.definition(part(match)),
  },
  {
    pattern: /^(Unable to add Mapping|Multiple mappings|Invalid mapping)/,
    rule: 'mapping-invalid',
    code: 'conflict',
    remedy: 'Give each mapping of a definition an Id of its own.',
  },
  { pattern: /haracteristic/, rule: 'characteristic-invalid', code: 'value' },
  {
    pattern: /^Multiple (structure definitions|value sets|code systems) with id (\S+)\./,
    rule: 'id-repeated',
    code: 'duplicate',
    remedy: 'Change the Id of one of them.',
  },
  {
    pattern: /^Skipping (.+): an? (.+) named (\S+) already exists/,
    rule: 'name-repeated',
    code: 'duplicate',
    remedy: 'Rename one of the two: only the first is compiled.',
  },
  {
    pattern: /^Detected FSH entity definitions with duplicate names[\s\S]*Detected duplicate names: ([^,.]+)/,
    rule: 'name-repeated',
    code: 'duplicate',
    entity: part,
  },
  {
    pattern: /has a (title|description) field that should not be empty/,
    rule: 'keyword-empty',
    code: 'required',
    remedy: 'Write the text, or take the line out.',
  },
  { pattern: /may not be suitable for machine processing/, rule: 'name-invalid', code: 'value' },
  {
    pattern: /^Inadvisable path/,
    rule: 'element-invalid',
    code: 'value',
  },
  {
    pattern: /^Could not find a resource named (\S+)/,
    rule: 'instance-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.instance(part(match)),
  },
  { pattern: /includes duplicate types/, rule: 'type-repeated', code: 'duplicate', remedy: 'Take one of the two out.' },
  { pattern: /CodeableReference/, rule: 'reference-invalid', code: 'value' },
  { pattern: /xhtml div elements/, rule: 'narrative-invalid', code: 'value' },
  {
    pattern: /^SUSHI tried to find profile (\S+) but could not find it/,
    rule: 'type-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.definition(part(match)),
  },
  {
    pattern: /^Multiple profiles present on element|^Could not unfold choice element/,
    rule: 'type-not-allowed',
    code: 'multiple-matches',
    remedy: 'Narrow the element to one type or profile before the rules on what is in it.',
  },
  {
    pattern: /^Cannot find the entity referenced at (\S+)\./,
    rule: 'reference-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.reference(part(match)),
  },
  { pattern: /is an invalid type\. Logical models require/, rule: 'type-not-allowed', code: 'value' },
  {
    pattern: /^The targetType '[^']+' appears to be a flag/,
    rule: 'type-not-found',
    code: 'value',
    remedy: 'Write the type between the cardinality and the flags.',
  },
];
