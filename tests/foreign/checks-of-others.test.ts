import { expect, test } from 'vitest';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from '../validate/npm-packages.ts';

const definitions = createDefinitions(await npmPackages());
const validator = createValidator({ definitions, terminology: createTerminology(definitions) });

function unchecked(resource: object): string[] {
  const { issues } = validator.validate(JSON.stringify(resource), { file: 'resource.json' });
  const notes = issues.filter(({ rule, message }) => rule === 'not-checked' && !/looked up|value set/.test(message));
  return notes.map(({ severity, expression }) => `${severity} ${expression}`);
}

const signature = {
  type: [{ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1' }],
  when: '2020-01-01T00:00:00Z',
  who: { display: 'x' },
  data: 'aGVsbG8=',
};

// HL7's validator 6.8.2, as seen to run: a warning at MeasureReport, "could not be resolved".
test('a MeasureReport is not held against a Measure that is not loaded, and the report says so', () => {
  const report = {
    resourceType: 'MeasureReport',
    status: 'complete',
    type: 'summary',
    measure: 'http://nowhere.test/M',
  };
  expect(unchecked(report)).toEqual(['warning MeasureReport.measure']);
});

// HL7's validator 6.8.2, as seen to run: an error, the context "nothere" is not known.
test('the rules of a StructureMap are not carried out, and the report says so', () => {
  const rule = { name: 'r', source: [{ context: 'nothere' }] };
  const group = [{ name: 'g', typeMode: 'none', input: [{ name: 's', mode: 'source' }], rule: [rule] }];
  const map = { resourceType: 'StructureMap', url: 'http://a.test/m', name: 'M', status: 'active', group };
  expect(unchecked(map)).toEqual(['information StructureMap']);
});

// HL7's validator 6.8.2, as seen to run: an error for the Bundle (no header of a JWS), nothing for the Provenance.
test('signatures are not verified, and the report says so', () => {
  expect(unchecked({ resourceType: 'Bundle', type: 'collection', signature })).toEqual([
    'information Bundle.signature',
  ]);
  const { data: _, ...unsigned } = signature;
  expect(unchecked({ resourceType: 'Bundle', type: 'collection', signature: unsigned })).toEqual([]);
  const provenance = {
    resourceType: 'Provenance',
    target: [{ display: 'x' }],
    recorded: signature.when,
    agent: [{ who: { display: 'x' } }],
    signature: [unsigned, signature],
  };
  expect(unchecked(provenance)).toEqual(['information Provenance.signature[1]']);
});
