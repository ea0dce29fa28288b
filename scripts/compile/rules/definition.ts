import { type RuleTable, r4Rule } from '../../model/rule.ts';
import { fshRule as fsh, sushiRule as sushi } from './rule-sources.ts';

/** What is asked of profiles, models and their elements. */
export const definitionRules = {
  'name-invalid': fsh('Name items with letters, digits and underscores, a capital letter first.', 'item-names'),
  'name-repeated': fsh('Give each item a name that no other has.', 'item-names'),
  'id-invalid': fsh('Write ids with letters, digits, hyphens and dots, 64 at most.', 'item-identifiers'),
  'id-repeated': fsh('Give each item of a kind an id of its own.', 'item-identifiers'),
  'keyword-empty': fsh('Fill titles and descriptions, or leave them out.', 'keyword-statements'),
  'parent-missing': fsh('Name the parent of each profile.', 'defining-profiles'),
  'parent-not-found': fsh(
    'Name a parent that the project defines or a package has, by name, id or URL.',
    'referring-to-items',
  ),
  'parent-circular': fsh('Let no definition be its own ancestor.', 'keyword-statements'),
  'parent-invalid': fsh('Give each kind of definition a parent that it may have.', 'keyword-statements'),
  'parent-without-snapshot': sushi(
    'Use parents whose package has snapshots, or have them made.',
    'running/#structure-definition-is-missing-snapshot-error',
  ),
  'path-not-found': fsh('Write paths to elements that the definition has.', 'fsh-paths'),
  'choice-path': fsh('Name an element with a choice of types with [x] at its end.', 'data-type-choice-x-paths'),
  'cardinality-wider': fsh('Narrow the cardinality of the parent or leave it.', 'cardinality-rules'),
  'cardinality-invalid': fsh(
    'Write a cardinality as min..max, the minimum not above the maximum.',
    'cardinality-rules',
  ),
  'type-not-allowed': fsh('Narrow the types of an element to some of those it has.', 'type-rules'),
  'type-not-found': fsh('Name types and profiles that the project defines or a package has.', 'type-rules'),
  'type-repeated': fsh('Name each type of an element once.', 'type-rules'),
  'flag-invalid': fsh('Set flags that the element can have, and one standards status at most.', 'flag-rules'),
  'invariant-not-found': fsh('Define each invariant that an element obeys.', 'obeys-rules'),
  'invariant-invalid': fsh(
    'Give each invariant a description and a severity: #error or #warning.',
    'defining-invariants',
  ),
  'element-invalid': fsh('Name new elements with letters and digits, and once each.', 'add-element-rules'),
  'element-incomplete': fsh(
    'Give each new element its cardinality, its type and a short description.',
    'add-element-rules',
  ),
  'rule-not-allowed': fsh('Use only kinds of rules that the item can have.', 'rule-statements'),
  'mapping-source-not-found': fsh('Name a definition of the project as the source of a mapping.', 'defining-mappings'),
  'mapping-invalid': fsh('Give each mapping of a definition an id of its own.', 'defining-mappings'),
  'characteristic-invalid': fsh('Use the characteristics that FHIR knows, as codes.', 'defining-logical-models'),
  'custom-resource': fsh(
    'Keep resource types of your own out of guides that are to be published.',
    'defining-resources',
  ),
  'narrative-invalid': r4Rule('Write the narrative as one div element.', 'narrative.html'),
} satisfies RuleTable;
