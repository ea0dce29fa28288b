import { type MessageRule, part } from './message-rule.ts';

/** What SUSHI says of slices and extensions. */
export const slicingMessages: readonly MessageRule[] = [
  {
    pattern: /^Cardinality on \S+ cannot be narrowed|^The sum of mins of slices/,
    rule: 'cardinality-slices',
    code: 'conflict',
    remedy: 'Change the cardinality of the slices first, or allow more of the sliced element.',
  },
  {
    pattern: /^Cannot create (\S+) slice\. No slicing found/,
    rule: 'slicing-missing',
    code: 'required',
    remedy: 'Set ^slicing.discriminator.type, ^slicing.discriminator.path and ^slicing.rules on the element first.',
  },
  {
    pattern: /^Slice named (\S+) already exists/,
    rule: 'slice-repeated',
    code: 'duplicate',
    remedy: 'Name the slice once in "contains"; further rules use its name in brackets.',
  },
  { pattern: /^Cannot slice element/, rule: 'slicing-invalid', code: 'value' },
  {
    pattern: /^Cannot constraint slicing property/,
    rule: 'slicing-invalid',
    code: 'conflict',
    remedy: 'Keep the slicing as the parent has it.',
  },
  {
    pattern: /slicing info added to them/,
    rule: 'slicing-invalid',
    code: 'value',
    remedy: 'Slice the element itself instead.',
  },
  {
    pattern: /unable to locate extension definition for: (\S+)\./,
    rule: 'extension-not-found',
    code: 'not-found',
    remedy: (match, hints) => hints.definition(part(match)),
  },
  {
    pattern: /^Cannot specify type on \S+ slice/,
    rule: 'slicing-invalid',
    code: 'value',
    remedy: 'Only extensions take "named" in a "contains" rule.',
  },
  { pattern: /[Mm]odifier extension/, rule: 'modifier-extension', code: 'extension' },
  {
    pattern: /cross-version extension|was not found in the extension package|xver package/i,
    rule: 'cross-version-extension',
    code: 'not-found',
  },
  {
    pattern: /^Extension on \S+ cannot have both a value and sub-extensions/,
    rule: 'extension-invalid',
    code: 'extension',
    remedy: 'Keep value[x] or the inner extensions, and set the other to 0..0.',
  },
  {
    pattern: /^Inline extensions should only be defined in Extensions/,
    rule: 'extension-invalid',
    code: 'extension',
    remedy: 'Define the extension as an item of its own, and name it with "named".',
  },
  {
    pattern: /extension context/,
    rule: 'extension-context-unknown',
    code: 'not-found',
    remedy: 'Name a type, an element path or an extension that exists.',
  },
  {
    pattern: /should not define its own slicing|Slicing ordering must be true|slice[\s\S]* has a max greater than/,
    rule: 'slicing-invalid',
    code: 'value',
  },
  {
    pattern: /(?:: |^)(?:Missing required value|Invalid value: #)/,
    rule: 'slicing-incomplete',
    code: 'required',
    remedy: 'Set ^slicing.discriminator.type, ^slicing.discriminator.path and ^slicing.rules to codes that FHIR knows.',
  },
];
