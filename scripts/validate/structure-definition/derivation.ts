import type { Scope } from '../scope/scope.ts';

/**
 * A definition with a base says how it relates to that: else nobody knows whether its elements are limits or additions.
 * @see https://hl7.org/fhir/R4/structuredefinition-definitions.html#StructureDefinition.derivation
 */
export function checkDerivation({ resource, path, findings }: Scope): void {
  if (resource.baseDefinition === undefined || resource.derivation !== undefined) return;
  const message = 'There is a baseDefinition and no derivation; add "constraint" for a profile, or "specialization".';
  findings.error({ code: 'required', rule: 'definition-type', message, expression: path });
}
