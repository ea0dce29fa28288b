import { parseCanonical } from '../../model/canonical.ts';
import type { ElementDefinition } from '../../model/fhir.ts';
import type { Findings } from './findings.ts';

/** R4 requires it of every component of a vital sign; its own text and later releases say extensible. */
const UNITS = 'http://hl7.org/fhir/ValueSet/ucum-vitals-common';

/**
 * Checks that a differential keeps a required binding required.
 * The units of the vital signs' components may be bound as extensible: HL7's tools correct R4 while they load it, and
 * published profiles rely on that.
 * @see https://hl7.org/fhir/R4/profiling.html#binding-strength
 */
export function checkBinding(inherited: ElementDefinition, stated: ElementDefinition, findings: Findings): void {
  const strength = stated.binding?.strength;
  if (inherited.binding?.strength !== 'required' || strength === undefined || strength === 'required') return;
  const id = inherited.id ?? inherited.path;
  if (parseCanonical(inherited.binding.valueSet ?? '').url === UNITS) {
    const message = `The binding of ${id} is ${strength}, and R4 has it as required by mistake: HL7's tools correct that, other systems may not.`;
    findings.information('snapshot-binding-weakened', 'business-rule', id, message);
    return;
  }
  const message = `The binding of ${id} is ${strength}, but the base requires its value set. Bind as required, or leave the binding out.`;
  findings.error('snapshot-binding-weakened', 'business-rule', id, message);
}
