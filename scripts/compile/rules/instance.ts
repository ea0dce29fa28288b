import { type RuleTable, r4Rule } from '../../model/rule.ts';
import { fshRule as fsh } from './rule-sources.ts';

/** What is asked of instances, values, references, aliases and RuleSets. */
export const instanceRules = {
  'instance-of-not-found': fsh('Name a profile, resource or type that exists in InstanceOf.', 'defining-instances'),
  'instance-of-abstract': fsh('Make instances of definitions that are not abstract.', 'defining-instances'),
  'instance-not-found': fsh('Define each instance that another one uses.', 'defining-instances'),
  'instance-circular': fsh('Let instances refer to each other, and hold none that holds them.', 'assignment-rules'),
  'instance-required-element': fsh('Give an instance every element that its profile requires.', 'assignment-rules'),
  'usage-missing': fsh('State the usage of each instance: #example, #definition or #inline.', 'defining-instances'),
  'usage-invalid': fsh('Use the usage that fits: #inline for what is no resource.', 'defining-instances'),
  'contained-example': fsh('Give instances that others contain the usage #inline.', 'defining-instances'),
  'value-type': fsh('Assign a value of the type of the element.', 'assignment-rules'),
  'value-invalid': fsh('Write each value in the form that its type has in FHIR.', 'primitives'),
  'decimal-changed': r4Rule(
    'Write decimals so that SUSHI keeps them: without zeros at the end, and with 17 digits at most.',
    'datatypes.html#decimal',
  ),
  'value-conflict': fsh(
    'Assign no other value than the one that is assigned already, by the profile or before.',
    'assigning-values-versus-specifying-constraints',
  ),
  'choice-type': fsh(
    'Name the type in the path when assigning to an element with a choice.',
    'data-type-choice-x-paths',
  ),
  'slice-name-missing': fsh('Reach the elements of a slice by its name in brackets.', 'sliced-array-paths'),
  'array-gap': fsh('Number the items of a list without gaps, from 0.', 'array-paths-using-numerical-indices'),
  'soft-index': fsh('Begin each item of a list with [+], and go on with [=].', 'array-paths-using-soft-indexing'),
  'url-invalid': fsh('Write a URL, or the name of an item that has one.', 'referring-to-items'),
  'canonical-not-found': fsh('Name items that exist in Canonical(…).', 'canonicals'),
  'version-not-found': fsh('Refer to a version that a package in use has.', 'canonicals'),
  'reference-not-found': fsh('Refer to an instance that exists, or to Type/id or a URL.', 'references'),
  'reference-invalid': fsh('Refer to what the element allows, without a version.', 'assignments-involving-references'),
  'alias-unresolved': fsh('Define each alias that begins with $.', 'defining-aliases'),
  'alias-invalid': fsh(
    'Define each alias once, with a name of letters, digits, hyphens, underscores and dots.',
    'item-names',
  ),
  'rule-set-not-found': fsh('Define each RuleSet that a rule inserts.', 'insert-rules'),
  'rule-set-parameters': fsh(
    'Pass a RuleSet one value for each parameter, and use each parameter in it.',
    'inserting-parameterized-rule-sets',
  ),
  'rule-set-circular': fsh('Let no RuleSet insert itself, not by way of others either.', 'defining-rule-sets'),
} satisfies RuleTable;
