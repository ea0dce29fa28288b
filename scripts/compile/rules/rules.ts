import { ownRule, type RuleTable } from '../../model/rule.ts';
import { configRules } from './config.ts';
import { definitionRules } from './definition.ts';
import { instanceRules } from './instance.ts';
import { fshRule as fsh } from './rule-sources.ts';
import { slicingRules } from './slicing.ts';
import { terminologyRules } from './terminology.ts';

/** What is asked of the text itself, before its meaning. */
const syntaxRules = {
  'fsh-syntax': fsh('Write FSH as its grammar has it.', 'grammar'),
  'fsh-encoding': ownRule('Save FSH files as UTF-8 without a byte order mark.', 'findings.md#fsh-encoding'),
  'fsh-indentation': fsh('Indent rules by two spaces below a rule with a path, or not at all.', 'indented-rules'),
  'fsh-too-large': ownRule('Write FSH that does not unfold beyond its bounds.', 'findings.md#fsh-bounds'),
  'keyword-missing': fsh('Give each item the keywords that its kind requires.', 'keyword-statements'),
  'keyword-repeated': fsh('Write each keyword of an item once.', 'keyword-statements'),
} satisfies RuleTable;

const sushiFaults = {
  'fsh-compile': ownRule('Read the message of SUSHI, and mend what it names.', 'findings.md#sushi'),
  'sushi-ignore-list': ownRule(
    'Write a message a line into the lists that SUSHI ignores, or a regular expression between slashes.',
    'findings.md#sushi',
  ),
  'sushi-failure': ownRule('Mend the other findings first, then what was changed last.', 'findings.md#sushi'),
} satisfies RuleTable;

/** Every rule that compiling can name in an issue and no other stage states. */
export const compileRules = {
  ...configRules,
  ...syntaxRules,
  ...definitionRules,
  ...instanceRules,
  ...slicingRules,
  ...terminologyRules,
  ...sushiFaults,
} satisfies RuleTable;

/** Some names are other stages' and mean the same there. */
export type CompileRule = keyof typeof compileRules | 'code-unknown' | 'file-unreadable' | 'package-missing';
