import type { FhirResource } from '../../model/fhir.ts';

const types = /^http:\/\/hl7\.org\/fhir\/ValueSet\/defined-types(?:\||$)/;
/** @see http://hl7.org/fhirpath/N1/#literals */
const ofFhirPath =
  /^http:\/\/hl7\.org\/fhirpath\/System\.(?:Boolean|String|Integer|Long|Decimal|Date|DateTime|Time|Quantity)$/;

/**
 * Whether a type is rightly named by a URL, which the value set of FHIR's types cannot have: a type of FHIRPath, which
 * the values of primitives have, or one that a logical model defines or uses.
 * @see https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.type.code
 */
export function isTypeByUrl(code: string | undefined, valueSet: string, { kind }: FhirResource): boolean {
  if (code === undefined || !types.test(valueSet)) return false;
  if (code.startsWith('http://hl7.org/fhirpath/')) return ofFhirPath.test(code);
  return kind === 'logical' && /^[A-Za-z][A-Za-z0-9+.-]*:/.test(code);
}
