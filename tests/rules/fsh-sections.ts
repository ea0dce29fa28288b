/**
 * The sections of the FHIR Shorthand reference 3.0.0, as its headings are addressed.
 * @see https://hl7.org/fhir/uv/shorthand/reference.html
 */
export const fshSections: ReadonlySet<string> = new Set(
  `notational-conventions fsh-projects canonical-url items fhir-version external-igs other-project-contents
  fsh-language-basics grammar reserved-words whitespace comments primitives references canonicals codes-and-codings
  quantities triple-quoted-strings item-names item-identifiers referring-to-items
  fsh-paths top-level-paths nested-element-paths reference-paths data-type-choice-x-paths
  array-paths-using-numerical-indices array-paths-using-soft-indexing sliced-array-paths extension-paths caret-paths
  fsh-items structure-of-fsh-items declaration-statements keyword-statements rule-statements
  defining-aliases defining-code-systems defining-code-systems-with-hierarchical-codes code-metadata
  defining-extensions defining-instances defining-instances-of-other-conformance-resources defining-invariants
  defining-logical-models defining-mappings defining-profiles defining-resources defining-rule-sets simple-rule-sets
  parameterized-rule-sets defining-value-sets filters concept-metadata
  fsh-rules rule-order indented-rules add-element-rules assignment-rules
  assigning-values-versus-specifying-constraints assignments-with-primitive-data-types
  assignments-with-the-coding-data-type assignments-with-the-codeableconcept-data-type
  assignments-with-the-quantity-data-type assignments-involving-references
  assignments-with-the-codeablereference-data-type assignments-with-caret-paths binding-rules cardinality-rules
  contains-rules-for-extensions contains-rules-for-slicing step-1-specify-the-slicing-logic step-2-define-the-slices
  reslicing step-3-constrain-the-slice-contents exclude-rules flag-rules include-rules insert-rules
  inserting-simple-non-parameterized-rule-sets inserting-parameterized-rule-sets
  inserting-rule-sets-with-path-context local-code-rules mapping-rules obeys-rules path-rules type-rules
  appendix-abbreviations appendix-fsh-grammar-informative`.split(/\s+/),
);

/**
 * The pages of SUSHI's documentation and their sections.
 * @see https://fshschool.org/docs/sushi/
 */
export const sushiSections: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'configuration/',
    [
      'fsh-only-minimum-configuration',
      'fsh-only-existing-implementationguide-resource',
      'fsh-and-ig-processing-minimum-configuration',
      'fsh-and-ig-processing-recommended-configuration',
      'dependencies',
      'fsh-and-ig-processing-full-configuration',
      'exhaustive-example',
    ],
  ],
  ['project/', ['minimal-project', 'initializing-a-sushi-project', 'using-the-hl7-ig-publisher-and-auto-builder']],
  [
    'running/',
    ['status-messages', 'error-messages', 'structure-definition-is-missing-snapshot-error', 'sushi-outputs'],
  ],
  [
    'tips/',
    [
      'specifying-additional-resource-paths',
      'inferred-choice-path',
      'extensions-for-representing-elements-from-other-versions-of-fhir',
      'instances-of-logical-models',
      'manual-slice-ordering',
    ],
  ],
]);
