import { afterEach, describe, expect, test, vi } from 'vitest';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import type { InvariantEnvironment, InvariantNode } from '../../scripts/validate/invariant/environment.ts';
import { compileInvariant, evaluateInvariant } from '../../scripts/validate/invariant/invariant.ts';

const patient: FhirResource = {
  resourceType: 'Patient',
  id: 'p',
  active: false,
  birthDate: '1970-03-30',
  name: [{ family: 'Martin', given: ['Anne'] }],
  contained: [{ resourceType: 'Organization', id: 'org' }],
};
const group: FhirResource = { resourceType: 'Group', id: 'g' };
const environment: InvariantEnvironment = {
  resource: patient,
  rootResource: patient,
  resolve: (reference) => (reference === 'Group/g' ? group : undefined),
  memberOf: (value, valueSet) => (valueSet === 'http://test/vs' ? value === 'yes' : undefined),
  conformsTo: (value, profile) => (profile === 'http://test/profile' ? value === patient : undefined),
};
const root: InvariantNode = { value: patient, type: 'Patient' };

function evaluate(expression: string, node: InvariantNode = root, key = 'test-1', around = environment) {
  const constraint = { key, severity: 'error', human: 'Says what it means', expression } as const;
  return evaluateInvariant(compileInvariant(constraint, node.type), node, around);
}

const ele1 = 'hasValue() or (children().count() > id.count())';
const ext1 = 'extension.exists() != value.exists()';
const per1 = 'start.hasValue().not() or end.hasValue().not() or (start <= end)';
const ref1 =
  "reference.startsWith('#').not() or (reference.substring(1).trace('url') in %rootResource.contained.id.trace('ids'))";
const extension = [{ url: 'http://test/e', valueString: 'x' }];

describe('the result of an expression', () => {
  for (const [expression, verdict] of [
    ['true', 'true'],
    ['false', 'false'],
    ['{}', 'false'], // as the HL7 validator takes it
    ["name.where(family = 'Nobody')", 'false'],
    ['name', 'true'], // something, though not a boolean
    ['active', 'false'],
    ['name.given | name.family', 'true'],
  ] as const) {
    test(`of ${expression} counts as ${verdict}`, () => expect(evaluate(expression)).toBe(verdict));
  }
});

describe('typed elements', () => {
  const cases: readonly (readonly [string, string, InvariantNode, 'true' | 'false'])[] = [
    ['ele-1 holds for a primitive with a value', ele1, { value: 'x', type: 'string' }, 'true'],
    ['ele-1 holds for false', ele1, { value: false, type: 'boolean' }, 'true'],
    ['ele-1 holds for 0', ele1, { value: 0, type: 'integer' }, 'true'],
    ['ele-1 holds for a narrative', ele1, { value: '<div/>', type: 'xhtml' }, 'true'],
    [
      'ele-1 holds for a primitive with nothing but extensions',
      ele1,
      { value: undefined, primitiveElement: { extension }, type: 'code' },
      'true',
    ],
    [
      'ele-1 fails for a primitive with nothing but an id',
      ele1,
      { value: undefined, primitiveElement: { id: 'x' }, type: 'code' },
      'false',
    ],
    ['ele-1 fails for an empty string', ele1, { value: '', type: 'string' }, 'false'],
    ['ele-1 fails for an element with nothing but an id', ele1, { value: { id: 'x' }, type: 'HumanName' }, 'false'],
    [
      'ele-1 holds for an element with an extended primitive',
      ele1,
      { value: { _family: { extension } }, type: 'HumanName' },
      'true',
    ],
    ['ele-1 fails for an empty array', ele1, { value: { given: [] }, type: 'HumanName' }, 'false'],
    ['ext-1 holds for a value', ext1, { value: { url: 'u', valueBoolean: false }, type: 'Extension' }, 'true'],
    [
      'ext-1 holds for an extended value',
      ext1,
      { value: { url: 'u', _valueCode: { extension } }, type: 'Extension' },
      'true',
    ],
    ['ext-1 fails for neither', ext1, { value: { url: 'u' }, type: 'Extension' }, 'false'],
    ['ext-1 fails for both', ext1, { value: { url: 'u', valueCode: 'x', extension }, type: 'Extension' }, 'false'],
    [
      'a choice is found below a backbone element',
      'value.exists()',
      { value: { valueQuantity: { value: 1 } }, type: 'Observation.component' },
      'true',
    ],
    [
      'a choice knows its type',
      'value.ofType(Quantity).value > 3',
      { value: { valueQuantity: { value: 4 } }, type: 'Observation.component' },
      'true',
    ],
    [
      'content defined elsewhere is found',
      "item.item.linkId = '1.1'",
      { value: { item: [{ item: [{ linkId: '1.1' }] }] }, type: 'Questionnaire.item' },
      'true',
    ],
    [
      'dates of one precision compare',
      per1,
      { value: { start: '2024-02-01', end: '2024-01-31' }, type: 'Period' },
      'false',
    ],
    [
      'dates of one precision compare',
      per1,
      { value: { start: '2024-01-31', end: '2024-02-01' }, type: 'Period' },
      'true',
    ],
    [
      'times in two zones compare',
      per1,
      { value: { start: '2024-01-01T10:00:00+02:00', end: '2024-01-01T09:00:00+00:00' }, type: 'Period' },
      'true',
    ],
    [
      'a date and its month do not compare',
      per1,
      { value: { start: '2024-01', end: '2024-01-15' }, type: 'Period' },
      'false',
    ],
    ['a type is told from another', '$this is dateTime', { value: '2024', type: 'dateTime' }, 'true'],
    ['a type is told from another', '$this is dateTime', { value: {}, type: 'Period' }, 'false'],
    [
      'the system type of ids is text',
      'length() = 2',
      { value: 'ab', type: 'http://hl7.org/fhirpath/System.String' },
      'true',
    ],
  ];
  for (const [name, expression, node, verdict] of cases) {
    test(`${name}: ${JSON.stringify(node.value)}`, () => expect(evaluate(expression, node)).toBe(verdict));
  }
});

describe('the world around an element', () => {
  for (const [expression, verdict] of [
    ["%resource.id = 'p' and %rootResource.id = 'p' and %context.id = 'p'", 'true'],
    ["%ucum = 'http://unitsofmeasure.org' and %sct = 'http://snomed.info/sct' and %loinc = 'http://loinc.org'", 'true'],
    ["%`vs-name` = 'http://hl7.org/fhir/ValueSet/name'", 'true'],
    ["%`ext-name` = 'http://hl7.org/fhir/StructureDefinition/name'", 'true'],
    ["'Group/g'.resolve() is Group", 'true'],
    ["'Group/other'.resolve().empty()", 'true'],
    ["'yes'.memberOf('http://test/vs')", 'true'],
    ["'no'.memberOf('http://test/vs')", 'false'],
    ["conformsTo('http://test/profile')", 'true'],
  ] as const) {
    test(`${expression}: ${verdict}`, () => expect(evaluate(expression)).toBe(verdict));
  }
  test('a reference resolves by its reference', () => {
    expect(evaluate('resolve() is Group', { value: { reference: 'Group/g' }, type: 'Reference' })).toBe('true');
    expect(evaluate('resolve().id.exists()', { value: { display: 'x' }, type: 'Reference' })).toBe('false');
  });
});

describe('what cannot be decided says why, and never fails', () => {
  for (const [expression, reason] of [
    ["'yes'.memberOf('http://test/none')", /http:\/\/test\/none/],
    ["conformsTo('http://test/none')", /http:\/\/test\/none/],
    ['name.(', /mismatched|extraneous|input/],
    ['nonsense()', /nonsense/],
    ['name.exists(1, 2)', /exists\(\) takes 0 to 1 parameters, not 2/],
    ['name.where()', /where\(\) takes 1/],
    ['%nothing', /nothing/],
    ['(name | contained).single()', /./],
    ["'a'.matches('((')", /regular expression/],
    ["'aaaa'.matches('(?:(a)|\\\\1)*b')", /without end/],
    ["'a'.repeat($this & 'a').empty()", /stopped/],
    ['name.given.select(5 / $this)', /./],
  ] as const) {
    test(expression, () => expect(evaluate(expression)).toEqual({ error: expect.stringMatching(reason) }));
  }
});

describe('patterns', () => {
  test('may hold escapes that JavaScript does not need', () => {
    expect(evaluate("'a/b[0]'.matches('^[a-z0-9\\\\/\\\\[\\\\]\\\\-_]+$')")).toBe('true');
  });
  test('are matched in bounded time', () => {
    const started = performance.now();
    expect(evaluate(`'${'a'.repeat(400)}!'.matches('^(a+)+$')`)).toBe('false');
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe('invariants that were published wrong are taken as they were meant', () => {
  const reference = (value: object): InvariantNode => ({ value, type: 'Reference' });
  const cases: readonly (readonly [string, string, string, InvariantNode, 'true' | 'false'])[] = [
    ['ref-1', 'no reference at all', ref1, reference({ display: 'Dr Martin' }), 'true'],
    ['ref-1', 'a reference to the container', ref1, reference({ reference: '#' }), 'true'],
    ['ref-1', 'a contained resource', ref1, reference({ reference: '#org' }), 'true'],
    ['ref-1', 'a contained resource that is not there', ref1, reference({ reference: '#none' }), 'false'],
    ['ref-1', 'an ordinary reference', ref1, reference({ reference: 'Patient/1' }), 'true'],
    ['dom-6', 'the outermost resource without narrative', 'text.`div`.exists()', root, 'false'],
    ['dom-6', 'a contained resource without narrative', 'text.`div`.exists()', { value: group, type: 'Group' }, 'true'],
    [
      'bdl-8',
      'an entry without fullUrl',
      "fullUrl.contains('/_history/').not()",
      { value: {}, type: 'Bundle.entry' },
      'true',
    ],
    [
      'bdl-8',
      'an entry with a version in its fullUrl',
      "fullUrl.contains('/_history/').not()",
      { value: { fullUrl: 'http://x/Patient/1/_history/2' }, type: 'Bundle.entry' },
      'false',
    ],
    [
      'que-7',
      'exists with a boolean',
      "operator = 'exists' implies (answer is Boolean)",
      { value: { operator: 'exists', answerBoolean: true }, type: 'Questionnaire.item.enableWhen' },
      'true',
    ],
    [
      'que-7',
      'exists with a number',
      "operator = 'exists' implies (answer is Boolean)",
      { value: { operator: 'exists', answerInteger: 1 }, type: 'Questionnaire.item.enableWhen' },
      'false',
    ],
    [
      'que-12',
      'two conditions without behaviour',
      'enableWhen.count() > 2 implies enableBehavior.exists()',
      { value: { enableWhen: [{}, {}] }, type: 'Questionnaire.item' },
      'false',
    ],
    [
      'tim-9',
      'an offset with an event that takes one',
      "offset.empty() or (when.exists() and ((when in ('C' | 'CM' | 'CD' | 'CV')).not()))",
      { value: { offset: 10, when: ['AC', 'HS'] }, type: 'Timing.repeat' },
      'true',
    ],
    [
      'tim-9',
      'an offset with an event that takes none',
      "offset.empty() or (when.exists() and ((when in ('C' | 'CM' | 'CD' | 'CV')).not()))",
      { value: { offset: 10, when: ['AC', 'CM'] }, type: 'Timing.repeat' },
      'false',
    ],
    [
      'ras-2',
      'a probability in words',
      'probability is decimal implies (probability as decimal) <= 100',
      { value: {}, type: 'RiskAssessment.prediction' },
      'true',
    ],
    [
      'ras-2',
      'a probability above 100',
      'probability is decimal implies (probability as decimal) <= 100',
      { value: { probabilityDecimal: 101 }, type: 'RiskAssessment.prediction' },
      'false',
    ],
    [
      'vsd-0',
      'no name',
      "name.matches('[A-Z]([A-Za-z0-9_]){0,254}')",
      { value: { resourceType: 'ValueSet' }, type: 'ValueSet' },
      'true',
    ],
    [
      'vsd-0',
      'a name with a blank',
      "name.matches('[A-Z]([A-Za-z0-9_]){0,254}')",
      { value: { resourceType: 'ValueSet', name: 'My Set' }, type: 'ValueSet' },
      'false',
    ],
  ];
  for (const [key, what, expression, node, verdict] of cases) {
    test(`${key}, ${what}: ${verdict}`, () => expect(evaluate(expression, node, key)).toBe(verdict));
  }
  test('but a profile that takes the key for a rule of its own is taken at its word', () => {
    expect(evaluate('name.exists()', root, 'dom-6')).toBe('true');
    expect(evaluate("fullUrl.contains('/_history/').not()", { value: {}, type: 'Bundle.entry' }, 'mine-1')).toBe(
      'false',
    );
  });
});

describe('side effects', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });
  test('the input may be frozen, and is as it was', () => {
    const frozen = freeze(structuredClone(patient));
    const around = { ...environment, resource: frozen, rootResource: frozen };
    const before = JSON.stringify(frozen);
    for (const expression of [
      'name.given.exists()',
      'descendants().where($this is HumanName)',
      'name.repeat(given)',
      '%resource.contained.id',
      ele1,
    ]) {
      expect(evaluate(expression, { value: frozen, type: 'Patient' }, 'x-1', around)).toBe('true');
    }
    expect(JSON.stringify(frozen)).toBe(before);
    expect(Object.getOwnPropertyNames(frozen)).toEqual(Object.keys(frozen));
  });
  test('an unfrozen input gets no hidden properties', () => {
    const resource = structuredClone(patient) as FhirResource & { name: object[] };
    evaluate('name', { value: resource, type: 'Patient' });
    evaluate('contained', { value: resource, type: 'Patient' });
    expect(Object.getOwnPropertyNames(resource)).not.toContain('__path__');
    expect(Object.getOwnPropertyNames(resource.name[0])).toEqual(['family', 'given']);
  });
  test('trace() prints nothing', () => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => {});
    expect(evaluate("name.trace('names').given.trace('given', $this).exists()")).toBe('true');
    expect(print).not.toHaveBeenCalled();
  });
});

test('an expression that multiplies what it finds is stopped', () => {
  const many = { resourceType: 'Patient', name: Array.from({ length: 5_000 }, (_, at) => ({ family: `n${at}` })) };
  const around = { ...environment, resource: many, rootResource: many };
  const started = performance.now();
  expect(
    evaluate('name.select(%resource.descendants()).count() > 1', { value: many, type: 'Patient' }, 'x-2', around),
  ).toEqual({
    error: expect.stringMatching(/stopped/),
  });
  expect(performance.now() - started).toBeLessThan(30_000);
});

test('equal constraints share one compiled form', () => {
  const constraint = { key: 'x-9', severity: 'error', human: 'h', expression: 'id.exists()' } as const;
  expect(compileInvariant({ ...constraint }, 'Patient')).toBe(compileInvariant({ ...constraint }, 'Patient'));
  expect(compileInvariant({ ...constraint }, 'Patient')).not.toBe(compileInvariant({ ...constraint }, 'Group'));
});

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) freeze(inner);
  return Object.freeze(value);
}
