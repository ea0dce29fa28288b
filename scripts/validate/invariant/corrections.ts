/** A published invariant that does not say what it means, and what it means. */
interface Correction {
  readonly key: string;
  /** The expression as published; the correction applies to this text alone. */
  readonly published: string;
  readonly meant: string;
}

/**
 * R4's invariants that are wrong as published, most because an absent element makes them empty, which counts as false.
 * The HL7 validator mends the same ones; so a finding of theirs would help nobody.
 */
const corrections: readonly Correction[] = [
  {
    key: 'ref-1', // no reference at all, or a reference to the container itself
    published:
      "reference.startsWith('#').not() or (reference.substring(1).trace('url') in %rootResource.contained.id.trace('ids'))",
    meant:
      "reference.exists() implies (reference = '#' or reference.startsWith('#').not() or (reference.substring(1) in %rootResource.contained.id))",
  },
  {
    key: 'dom-6', // only the outermost resource needs a narrative
    published: 'text.`div`.exists()',
    meant: '(%rootResource != $this) or text.`div`.exists()',
  },
  {
    key: 'bdl-8',
    published: "fullUrl.contains('/_history/').not()",
    meant: "fullUrl.exists() implies fullUrl.contains('/_history/').not()",
  },
  {
    key: 'con-3', // category is a CodeableConcept, never equal to a string
    published:
      "clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or category.select($this='problem-list-item').empty()",
    meant:
      "clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or category.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-category' and code = 'problem-list-item').empty()",
  },
  {
    key: 'tim-9', // `when` repeats
    published: "offset.empty() or (when.exists() and ((when in ('C' | 'CM' | 'CD' | 'CV')).not()))",
    meant: "offset.empty() or (when.exists() and when.select($this in ('C' | 'CM' | 'CD' | 'CV')).allFalse())",
  },
  {
    key: 'que-7', // the type is called boolean
    published: "operator = 'exists' implies (answer is Boolean)",
    meant: "operator = 'exists' implies (answer is boolean)",
  },
  {
    key: 'que-12', // two already need a behaviour
    published: 'enableWhen.count() > 2 implies enableBehavior.exists()',
    meant: 'enableWhen.count() >= 2 implies enableBehavior.exists()',
  },
  {
    key: 'rng-2', // amounts with the same unit, or with none, are compared as numbers
    published: 'low.empty() or high.empty() or (low <= high)',
    meant:
      'low.empty() or high.empty() or iif(low.code.empty() and high.code.empty() and low.unit.exists() = high.unit.exists() and (low.unit.empty() or low.unit = high.unit), low.value.empty() or high.value.empty() or low.value <= high.value, low <= high)',
  },
  {
    key: 'ras-2',
    published: 'probability is decimal implies (probability as decimal) <= 100',
    meant: '(probability.exists() and (probability is decimal)) implies ((probability as decimal) <= 100)',
  },
  {
    key: 'opd-3', // a parameter of a resource type may be bound to a profile as well
    published: "targetProfile.exists() implies (type = 'Reference' or type = 'canonical')",
    meant:
      "targetProfile.exists() implies (type = 'Reference' or type = 'canonical' or type.memberOf('http://hl7.org/fhir/ValueSet/resource-types'))",
  },
  {
    key: 'eld-19', // the whole path must match, not a part of it
    published:
      "path.matches('[^\\\\s\\\\.,:;\\\\\\'\"\\\\/|?!@#$%&*()\\\\[\\\\]{}]{1,64}(\\\\.[^\\\\s\\\\.,:;\\\\\\'\"\\\\/|?!@#$%&*()\\\\[\\\\]{}]{1,64}(\\\\[x\\\\])?(\\\\:[^\\\\s\\\\.]+)?)*')",
    meant:
      "path.matches('^[^\\\\s\\\\.,:;\\\\\\'\"\\\\/|?!@#$%&*()\\\\[\\\\]{}]{1,64}(\\\\.[^\\\\s\\\\.,:;\\\\\\'\"\\\\/|?!@#$%&*()\\\\[\\\\]{}]{1,64}(\\\\[x\\\\])?(\\\\:[^\\\\s\\\\.]+)?)*$')",
  },
  {
    key: 'eld-20',
    published: "path.matches('[A-Za-z][A-Za-z0-9]*(\\\\.[a-z][A-Za-z0-9]*(\\\\[x])?)*')",
    meant: "path.matches('^[A-Za-z][A-Za-z0-9]*(\\\\.[a-z][A-Za-z0-9]*(\\\\[x\\\\])?)*$')",
  },
];

const namePattern = "name.matches('[A-Z]([A-Za-z0-9_]){0,254}')";
const meantNamePattern = "name.exists() implies name.matches('^[A-Z]([A-Za-z0-9_]){0,254}$')";

const byExpression: ReadonlyMap<string, Correction> = new Map(
  corrections.map((correction) => [correction.published, correction]),
);

/** The expression that a constraint means: its own, unless it is one that was published wrong. */
export function correctedExpression(key: string, expression: string): string {
  const text = expression.trim();
  if (text === namePattern) return meantNamePattern; // sdf-0, vsd-0 and the like, with one text
  const correction = byExpression.get(text);
  return correction?.key === key ? correction.meant : text;
}
