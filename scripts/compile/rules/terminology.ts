import { type RuleTable, r4Rule } from '../../model/rule.ts';
import { fshRule as fsh } from './rule-sources.ts';

/** What is asked of value sets, code systems and bindings. */
export const terminologyRules = {
  'binding-weaker': fsh('Keep the strength of a binding, or strengthen it.', 'binding-rules'),
  'binding-invalid': fsh('Bind value sets, and bind them to coded elements.', 'binding-rules'),
  'terminology-not-found': fsh(
    'Name a value set or code system that the project defines, or give its URL.',
    'referring-to-items',
  ),
  'value-set-empty': fsh('Let each value set include at least one code.', 'defining-value-sets'),
  'value-set-circular': fsh('Let no value set include itself.', 'defining-value-sets'),
  'value-set-filter': fsh('Filter a code system by an operator and a value that fit together.', 'filters'),
  'value-set-not-contained': fsh('Contain an inline value set before the rule that binds it.', 'binding-rules'),
  'code-system-not-contained': fsh(
    'Contain an inline code system before the rule that uses it.',
    'defining-value-sets',
  ),
  'code-system-not-found': fsh('Name the code system of a code by its URL or by its name.', 'codes-and-codings'),
  'code-system-count': r4Rule(
    'State as count the number of concepts that the code system has, or leave it out.',
    'codesystem-definitions.html#CodeSystem.count',
  ),
  'code-invalid': fsh('Write the codes of keywords without a system.', 'keyword-statements'),
  'concept-repeated': fsh('List each concept once.', 'local-code-rules'),
  'concept-system': fsh(
    'Write concepts with their system in a value set, without one in a code system.',
    'codes-and-codings',
  ),
  'concept-not-found': fsh(
    'List a concept before the rules that build on it.',
    'defining-code-systems-with-hierarchical-codes',
  ),
} satisfies RuleTable;
