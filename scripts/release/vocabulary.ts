/** How a publication is made. @see https://confluence.hl7.org/spaces/FHIR/pages/144970227 */
export const modes = ['working', 'milestone', 'technical-correction'] as const;

/** What a web site’s list of versions says of a version. */
export const statuses = [
  'release',
  'trial-use',
  'update',
  'preview',
  'ballot',
  'draft',
  'normative+trial-use',
  'normative',
  'informative',
  'public-comment',
] as const;

/** What the pages say of themselves, in their head. */
export const labels = [
  'ci-build',
  'draft',
  'qa-preview',
  'preview',
  'ballot',
  'public-comment',
  'trial-use',
  'release',
  'update',
  'normative',
  'normative+trial-use',
  'informative',
] as const;

/** Of the guide and its artefacts: http://hl7.org/fhir/ValueSet/publication-status */
export const guideStatuses = ['draft', 'active', 'retired', 'unknown'] as const;
