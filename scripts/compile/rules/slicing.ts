import { type RuleTable, r4Rule } from '../../model/rule.ts';
import { fshRule as fsh, sushiRule as sushi } from './rule-sources.ts';

/** What is asked of slices and extensions. */
export const slicingRules = {
  'slicing-missing': fsh(
    'Set the discriminator and the rules of a slicing before its first slice.',
    'step-1-specify-the-slicing-logic',
  ),
  'slicing-incomplete': fsh(
    'Give each slicing a discriminator type, a path and rules, by codes that FHIR knows.',
    'step-1-specify-the-slicing-logic',
  ),
  'slicing-invalid': fsh(
    'Slice elements that may repeat, and slice them as the parent does.',
    'contains-rules-for-slicing',
  ),
  'slice-repeated': fsh('Define each slice of an element once.', 'step-2-define-the-slices'),
  'cardinality-slices': r4Rule(
    'Keep the cardinalities of an element and of its slices compatible.',
    'profiling.html#slice-cardinality',
  ),
  'extension-not-found': fsh(
    'Name an extension that the project defines or a package has.',
    'contains-rules-for-extensions',
  ),
  'extension-invalid': fsh('Give an extension a value or inner extensions, never both.', 'defining-extensions'),
  'extension-context-unknown': fsh(
    'Name types, element paths or extensions that exist as context.',
    'defining-extensions',
  ),
  'modifier-extension': r4Rule(
    'Put modifier extensions into modifierExtension, and no others.',
    'extensibility.html#modifierExtension',
  ),
  'cross-version-extension': sushi(
    'Depend on the package that has the extensions for elements of another FHIR version.',
    'tips/#extensions-for-representing-elements-from-other-versions-of-fhir',
  ),
} satisfies RuleTable;
