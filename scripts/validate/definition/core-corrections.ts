import type { ElementDefinition } from '../../model/fhir.ts';

type Binding = NonNullable<ElementDefinition['binding']>;

/** The core package's own profiles, whose mistakes cannot be mended at their source. */
function isCoreProfile(canonical: string): boolean {
  return canonical.startsWith('http://hl7.org/fhir/StructureDefinition/');
}

const publishedPrecision = '($this as dateTime).toString().length() >= 8';

/**
 * R4's vital signs ask by vs-1 that a dateTime be precise to the day, in an expression that no Period can meet although
 * they allow one. Later releases say it rightly.
 * @see https://hl7.org/fhir/R4/observation-vitalsigns.html
 */
export function correctedConstraint(expression: string, profile: string): string {
  if (expression !== publishedPrecision || !isCoreProfile(profile)) return expression;
  return '$this is dateTime implies $this.toString().length() >= 10';
}

/**
 * R4's vital signs require their units of every component, measured in units or not; the value set's own text and later
 * releases say extensible.
 */
export function correctedBinding(binding: Binding, profile: string): Binding {
  const units = binding.valueSet?.startsWith('http://hl7.org/fhir/ValueSet/ucum-vitals-common') === true;
  return units && binding.strength === 'required' && isCoreProfile(profile)
    ? { ...binding, strength: 'extensible' }
    : binding;
}
