/** The HL7 validator's names of messages that it has only for want of a terminology server. */
export const withoutServer: ReadonlySet<string> = new Set([
  'Coding_has_no_system__cannot_validate',
  'Error_validating_code_running_without_terminology_services',
  'TERMINOLOGY_TX_NOSVC_BOUND_EXT',
  'TERMINOLOGY_TX_NOSVC_BOUND_REQ',
  'TERMINOLOGY_TX_SYSTEM_NO_CODE',
  'Terminology_TX_Binding_NoSource',
  'Terminology_TX_Error_CodeableConcept',
  'Terminology_TX_Error_Coding',
  'Terminology_TX_ValueSet_NotFound',
  'UNKNOWN_CODESYSTEM',
  'VALUESET_INC_NO_SERVER',
]);

/**
 * The last three: where the validator itself fails for a connection, or a value set, that it does not have, and where a
 * code is not among those of a value set that is made of others, which it does not have.
 */
const saysSo =
  /\bNo Service\b|without terminology services|no terminology service|terminology server null|no Terminology server is available|definition for CodeSystem '[^']*' could not be found|"org\.hl7\.fhir\.r5\.terminologies\.client\.|"this\.valueset" is null|\(error message = [^)]*definition for the value Set '[^']*' could not be found/i;

/**
 * Whether the HL7 validator says something only because it runs without a terminology server: a code that it could not
 * look up, such as any MIME type, which it then calls an error.
 */
export function isArtefact(messageId: string | undefined, message: string): boolean {
  return (messageId !== undefined && withoutServer.has(messageId)) || saysSo.test(message);
}
