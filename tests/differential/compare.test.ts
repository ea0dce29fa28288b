import { expect, test } from 'vitest';
import type { Issue } from '../../scripts/model/issue.ts';
import { compare, emptyTally } from './compare.ts';
import { readReasons } from './reasons.ts';

const mutant = { name: 'm', family: 'f', where: 'Patient', text: '{}' };
const error = (rule: string, expression: string, message = 'x'): Issue => ({
  severity: 'error',
  code: 'value',
  rule,
  message,
  expression,
});
const unanswered = (expression: string): Issue => ({
  severity: 'information',
  code: 'incomplete',
  rule: 'hl7:x',
  message: 'Not checked',
  expression,
});

function compared(mine: readonly Issue[], theirs: readonly Issue[]) {
  const tally = emptyTally();
  const valid = !theirs.some(({ severity }) => severity === 'error');
  const result = { file: 'm', name: 'm', valid: mine.length === 0, issues: mine, profiles: [] };
  const differences = compare(mutant, result, { valid, issues: theirs, artefacts: 0 }, tally, readReasons());
  return { tally, kinds: differences.map(({ kind, reason }) => `${kind}${reason === undefined ? '' : ' explained'}`) };
}

test('one error at one place is no difference', () => {
  const { tally, kinds } = compared([error('a', 'Patient.name')], [error('hl7:b', 'Patient.name[0]')]);
  expect(kinds).toEqual([]);
  expect(tally).toMatchObject({ mutants: 1, verdicts: 1, unanswered: 0 });
});

test('an error of ours alone is another verdict, and an alarm', () => {
  const { tally, kinds } = compared([error('a', 'Patient.name')], []);
  expect(kinds).toEqual(['verdict', 'alarm']);
  expect(tally).toMatchObject({ mutants: 1, verdicts: 0 });
});

test('a code that only a terminology server could judge makes no verdict', () => {
  const code = error('code-unknown', 'Patient.communication[0].language.coding[0].code');
  const { tally, kinds } = compared([code], [unanswered('Patient.communication[0].language')]);
  expect(kinds).toEqual([]);
  expect(tally).toMatchObject({ mutants: 0, unanswered: 1 });
});

test('it is the whole concept that is left to the server, wherever one of the two names a part of it', () => {
  const code = error('code-unknown', 'Patient.communication[0].language.coding[0].code');
  const concept = error('binding-required', 'Patient.communication[0].language');
  const { tally, kinds } = compared(
    [code, concept],
    [unanswered('Patient.communication[0].language.coding[0].system')],
  );
  expect(kinds).toEqual([]);
  expect(tally).toMatchObject({ mutants: 0, unanswered: 1 });
});

test('a code that both refuse counts, also where another part was not judged', () => {
  const theirs = [unanswered('Observation.value'), error('hl7:x', 'Observation.value.comparator')];
  const { tally } = compared([error('binding-required', 'Observation.value.comparator')], theirs);
  expect(tally).toMatchObject({ mutants: 1, verdicts: 1 });
});

test('an error of policy, and ours at the same element, are left out; what is beside it is not', () => {
  const policy = error('hl7:Type_Specific_Checks_DT_URL_Resolve', 'Patient.extension[0].url');
  expect(compared([error('a', 'Patient.extension[0].url')], [policy]).kinds).toEqual([]);
  expect(compared([error('a', 'Patient.name')], [policy]).kinds).toEqual(['verdict', 'alarm']);
});

test('what the HL7 validator fails on has no verdict', () => {
  const message = 'rng-2 Cannot invoke "org.hl7.fhir.r5.model.Base.isPrimitive()" because it is null';
  expect(compared([], [error('hl7:rng-2', 'Observation.value', message)]).kinds).toEqual([]);
});

test('a known difference has its reason', () => {
  const { kinds } = compared([error('empty', 'Patient.name', 'The object is empty')], []);
  expect(kinds).toEqual(['verdict explained', 'alarm explained']);
});
