/** Why a verdict of HL7's suite is not ours, by the name of the case. */
export const reasons: { readonly [name: string]: string } = {
  'patient-example-ra4':
    'The suite runs without the look-up of URLs that the validator itself does: of http://hl7.org/fhir/v2/0203, which R4 does not define, the validator has an error, as we do.',
  'obs-vital-signs-mdc':
    'The suite runs without the look-up of URLs that the validator itself does: of a system under http://hl7.org/fhir/ that no package defines, the validator has an error, as we do.',
  'bundle-id-5': 'The displays of CVX are known to a terminology server only.',
  'reference-invalid-resource-type-qr':
    'The suite sets an option that takes every absolute URL for one of a RESTful server; by R4 (references.html#literal) it need not be.',
};
