import { expect, test } from 'vitest';
import { type Opinion, parseAnswer } from '../../scripts/hl7/answer.ts';
import { isNear, toExpression, toPath } from '../../scripts/model/hl7-location.ts';

function opinionOf(...issues: object[]): Opinion {
  const answer = parseAnswer(JSON.stringify({ index: 3, issues }));
  if (answer === undefined || 'step' in answer) throw new Error('This is no answer about a resource.');
  return answer.opinion;
}

const wrongDate = {
  severity: 'error',
  type: 'invalid',
  location: 'AllergyIntolerance.reaction[1].onset',
  messageId: 'Type_Specific_Checks_DT_Date_Valid',
  message: "Not a valid date format: '2013-04-31'",
  line: 110,
  column: 25,
};
const mimeType = {
  severity: 'error',
  type: 'code-invalid',
  location: 'Bundle.entry[0].resource/*DiagnosticReport/101*/.presentedForm[0].contentType',
  messageId: 'Terminology_TX_NoValid_16',
  message:
    "The value provided ('application/pdf') was not found in the value set 'MimeType' (http://hl7.org/fhir/ValueSet/mimetypes|4.0.1), and a code is required from this value set  (error message = No Service)",
};
const wrongStatus = {
  ...mimeType,
  location: 'Observation.status',
  message:
    "The value provided ('done') was not found in the value set 'ObservationStatus' (http://hl7.org/fhir/ValueSet/observation-status|4.0.1), and a code is required from this value set",
};

test('a finding keeps its severity, its place and the name that HL7 gives it', () => {
  expect(opinionOf(wrongDate)).toEqual({
    valid: false,
    artefacts: 0,
    issues: [
      {
        severity: 'error',
        code: 'invalid',
        rule: 'hl7:Type_Specific_Checks_DT_Date_Valid',
        message: "Not a valid date format: '2013-04-31'",
        expression: 'AllergyIntolerance.reaction[1].onset',
        source: { file: '', line: 110, column: 25 },
      },
    ],
  });
});

test('what it says for want of a terminology server is a note, and no reason to refuse a resource', () => {
  const { valid, artefacts, issues } = opinionOf(mimeType);
  expect({ valid, artefacts }).toEqual({ valid: true, artefacts: 1 });
  expect(issues[0]).toMatchObject({ severity: 'information', code: 'incomplete' });
  expect(issues[0]?.message).toMatch(/^Not checked, for want of a terminology server: .*application\/pdf/);
});

test('so is what breaks inside it because there is no connection to a server', () => {
  const broken = `Cannot invoke "org.hl7.fhir.r5.terminologies.client.TerminologyClientContext.getAddress()" because "tc" is null`;
  for (const [messageId, message] of [
    [
      'Terminology_TX_NoValid_16',
      `The value provided ('application/fhir+json') was not found (error message = ${broken})`,
    ],
    ['ERROR_PROCESSING_SNAPSHOT', `Error processing Snapshot: ${broken}`],
    [
      'VALUESET_BAD_FILTER_VALUE_INVALID', // an expression of SNOMED CT, which is no code
      "The value '< 284009009' for the filter constraint is invalid: Attempt to use Terminology server when no Terminology server is available",
    ],
    [
      'Terminology_TX_NoValid_16', // US Core's birth sex, made of value sets that only a server has
      `The value provided ('F') was not found (error message = Cannot invoke "org.hl7.fhir.r5.model.ValueSet.hasCompose()" because "this.valueset" is null)`,
    ],
    [
      'Terminology_TX_NoValid_12', // its categories of race, likewise
      "The Coding provided (http://terminology.hl7.org/CodeSystem/v3-NullFlavor#UNK) was not found in the value set 'OMB Race Categories' (http://hl7.org/fhir/us/core/ValueSet/omb-race-category|6.1.0), and a code is required from this value set. (error message = A definition for the value Set 'http://cts.nlm.nih.gov/fhir/ValueSet/2.16.840.1.114222.4.11.836' could not be found)",
    ],
  ])
    expect(opinionOf({ ...mimeType, messageId, message })).toMatchObject({ valid: true, artefacts: 1 });
});

test('a code that is not in its value set stays an error, under the same name', () => {
  expect(opinionOf(wrongStatus)).toMatchObject({ valid: false, artefacts: 0 });
});

test('a message without a name or a place, and a resource that is not even JSON', () => {
  const message = 'Error parsing JSON: Error parsing JSON source: JSON syntax error\n - found Comma at Line 74';
  const { issues } = opinionOf({ severity: 'fatal', type: null, location: null, messageId: null, message });
  expect(issues).toEqual([
    {
      severity: 'fatal',
      code: 'processing',
      rule: 'hl7:unnamed',
      message: 'Error parsing JSON: Error parsing JSON source: JSON syntax error - found Comma at Line 74',
    },
  ]);
});

test('a crash is no verdict', () => {
  const answer = parseAnswer('{"index":0,"crash":"java.lang.NullPointerException"}');
  expect(answer).toMatchObject({ index: 0, opinion: { valid: undefined, issues: [{ rule: 'hl7:crash' }] } });
});

test('what else it prints is not taken for an answer', () => {
  expect(parseAnswer('{"step":"hl7.fhir.r4.core#4.0.1"}')).toEqual({ step: 'hl7.fhir.r4.core#4.0.1' });
  for (const line of ['', 'Loading…', '{"index":1', '{"resourceType":"Patient"}', 'null']) {
    expect(parseAnswer(line), line).toBeUndefined();
  }
});

test('locations become the expressions that ours have', () => {
  expect(toExpression('Bundle.entry[15].resource/*ConceptMap/103*/.group[0]')).toBe(
    'Bundle.entry[15].resource.group[0]',
  );
  expect(toExpression('Bundle.entry[0].resource/*Observation/x*/')).toBe('Bundle.entry[0].resource');
  expect(toExpression('Observation.component[1].value.ofType(Quantity).code')).toBe(
    'Observation.component[1].value.code',
  );
  expect(toExpression('(syntax)')).toBeUndefined();
  expect(toExpression(undefined)).toBeUndefined();
});

test('and as the JSON names it, where that is another text', () => {
  expect(toPath('Bundle.entry[0].resource/*Observation/x*/.component[1].value.ofType(Quantity).code')).toBe(
    'Bundle.entry[0].resource.component[1].valueQuantity.code',
  );
  expect(toPath('Observation.effective.ofType(dateTime)')).toBe('Observation.effectiveDateTime');
  expect(toPath('Bundle.entry[0].resource/*Observation/x*/.status')).toBeUndefined();
  expect(toPath('(document)')).toBeUndefined();
});

test('findings are near at the element itself, at its parent and at its child', () => {
  expect(isNear('Observation.status', 'Observation.status')).toBe(true);
  expect(isNear('Observation', 'Observation.status')).toBe(true);
  expect(isNear('Observation.name[0].given', 'Observation.name.given[1]')).toBe(true);
  expect(isNear('Observation.valueQuantity.code', 'Observation.value.code')).toBe(true);
  expect(isNear('Observation.code', 'Observation.status')).toBe(false);
  expect(isNear('Observation', 'Observation.code.coding[0]')).toBe(false);
  expect(isNear('Observation.component[1].code', 'Observation.component[2].code')).toBe(false);
});
