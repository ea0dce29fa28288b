import { type RuleText, r4Rule as rule } from '../../model/rule.ts';

/** Every rule that the snapshot generator can name in an issue. */
export const snapshotRules = {
  'snapshot-base-missing': rule(
    'Name a base definition that a loaded package has, with a snapshot or one that can be made.',
    'structuredefinition-definitions.html#StructureDefinition.baseDefinition',
  ),
  'snapshot-definition-broken': rule(
    'Give the parts of a definition the JSON types that FHIR gives them, and keep it to a size that can be worked out.',
    'structuredefinition.html',
  ),
  'snapshot-base-circular': rule(
    'Let no definition derive from itself, not by way of others either.',
    'structuredefinition-definitions.html#StructureDefinition.baseDefinition',
  ),
  'snapshot-base-type': rule(
    'Give a profile the type of its base.',
    'structuredefinition-definitions.html#StructureDefinition.type',
  ),
  'snapshot-path-unknown': rule(
    'Constrain only elements that the base has; a profile cannot add any.',
    'profiling.html#snapshot',
  ),
  'snapshot-element-duplicate': rule(
    'Say all there is to say of an element in one place of the differential, and give each slice a name of its own.',
    'elementdefinition-definitions.html#ElementDefinition.sliceName',
  ),
  'snapshot-root-constrained': rule(
    'Give the first element of a differential neither types nor slices.',
    'structuredefinition-definitions.html#StructureDefinition.differential',
  ),
  'snapshot-order': rule(
    'Give the elements of a differential in the order of the base, each before what is below it and before its slices.',
    'structuredefinition-definitions.html#StructureDefinition.differential.element',
  ),
  'snapshot-min-widened': rule('Raise the minimum of the base or leave it.', 'profiling.html#cardinality'),
  'snapshot-max-widened': rule('Lower the maximum of the base or leave it.', 'profiling.html#cardinality'),
  'snapshot-min-above-max': rule(
    'Keep the minimum of an element at or below its maximum.',
    'elementdefinition-definitions.html#ElementDefinition.min',
  ),
  'snapshot-type-not-allowed': rule(
    'Choose among the types that the base allows, name profiles on the type chosen, and give fixed and pattern values of it.',
    'elementdefinition-definitions.html#ElementDefinition.type',
  ),
  'snapshot-target-not-allowed': rule(
    'Let references point to what the base allows, or to profiles on it.',
    'elementdefinition-definitions.html#ElementDefinition.type.targetProfile',
  ),
  'snapshot-profile-unresolved': rule(
    'Load the packages of all profiles and types that the differential builds on.',
    'elementdefinition-definitions.html#ElementDefinition.type.profile',
  ),
  'snapshot-slice-unnamed': rule(
    'Give an element whose id names a slice the sliceName too.',
    'elementdefinition-definitions.html#ElementDefinition.sliceName',
  ),
  'snapshot-slicing-missing': rule(
    'Give an element that is sliced a discriminator that tells its slices apart.',
    'profiling.html#slicing',
  ),
  'snapshot-slicing-changed': rule(
    'Keep the discriminators and rules by which the base slices; add discriminators or close it at most.',
    'profiling.html#slicing',
  ),
  'snapshot-slicing-closed': rule('Add no slices where the base closed the slicing.', 'profiling.html#slicing'),
  'snapshot-slices-min': rule(
    'Give an element that is sliced at least the minimum that its slices add up to.',
    'profiling.html#slicing',
  ),
  'snapshot-slices-max': rule(
    'Let no more slices be mandatory than the element that they slice may occur.',
    'profiling.html#slicing',
  ),
  'snapshot-slices-type': rule(
    'Let no other slice follow a mandatory one of an element that is sliced by type: it occurs once.',
    'profiling.html#slicing',
  ),
  'snapshot-slicing-single': rule(
    'Slice an element that cannot repeat by type alone, or state its maximum of 1 beside the slicing.',
    'profiling.html#slicing',
  ),
  'snapshot-reslice-discriminator': rule(
    'Let slices of a slice be told apart as the slices themselves are.',
    'profiling.html#reslicing',
  ),
  'snapshot-binding-weakened': rule('Keep a required binding required.', 'profiling.html#binding-strength'),
  'snapshot-must-support-removed': rule('Keep must-support where the base has it.', 'profiling.html#mustsupport'),
} satisfies Readonly<Record<string, RuleText>>;

export type SnapshotRule = keyof typeof snapshotRules;
