import { expect, test } from 'vitest';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { canonicalOf, caseDefinitions, guide } from '../validate/case-definitions.ts';
import { parseCase } from '../validate/case-file.ts';
import { npmPackages } from '../validate/npm-packages.ts';

const packages = await npmPackages();
const valueSet = 'https://guide.test/ValueSet/methods';

/** Errors and warnings of a binding, for an Observation whose method has a coding. */
function findingsFor(strength: string, coding: object): readonly string[] {
  const elements = [{ path: 'Observation.method', binding: { strength, valueSet } }];
  const definitions = caseDefinitions(
    packages,
    parseCase(
      JSON.stringify({
        rule: 'x',
        spec: 'x',
        definitions: [{ name: 'bound', type: 'Observation', elements }],
        valueSets: [{ name: 'methods', system: 'https://guide.test/methods', codes: ['scale'] }],
        issues: [],
      }),
    ),
  );
  const validator = createValidator({ definitions, terminology: createTerminology(definitions), package: guide });
  const observation = {
    resourceType: 'Observation',
    status: 'final',
    code: { text: 'x' },
    method: { coding: [coding] },
  };
  const { issues } = validator.validate(JSON.stringify(observation), {
    file: 'observation.json',
    profiles: [canonicalOf('bound')],
  });
  return issues.filter(({ rule }) => rule.startsWith('binding-')).map(({ message }) => message);
}

// HL7 (6.8.2, no terminology server) warns only that a Coding without a system cannot be validated. R4: without the system
// nothing can be done with the code (https://hl7.org/fhir/R4/datatypes.html#Coding), so that no value set has it.
const required = `"scale" is not in the value set ${valueSet}, from which the code must come.`;
const advice = ' It has "scale" with a system; add the system to the code.';

test('a code that the value set has is refused without its system, and the system is what is missing', () => {
  expect(findingsFor('required', { code: 'scale' })).toEqual([`${required}${advice}`]);
  expect(findingsFor('extensible', { code: 'scale' })[0]).toMatch(
    /none of its codes fits\. It has "scale" with a system/,
  );
});

test('nothing of the kind for a code that it lacks, or that has another system', () => {
  expect(findingsFor('required', { code: 'ruler' }).join()).not.toContain('add the system');
  expect(findingsFor('required', { code: 'scale', system: 'https://guide.test/other' }).join()).not.toContain(
    'add the',
  );
  expect(findingsFor('required', { code: 'scale', system: 'https://guide.test/methods' })).toEqual([]);
});
