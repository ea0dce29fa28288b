import type { Stated } from '../snapshot/profile.ts';

const at = (path: string, rest: Omit<Stated, 'path'> = {}): Stated => ({ id: path, path, ...rest });
const core = (type: string) => `http://hl7.org/fhir/StructureDefinition/${type}`;
const slice = (name: string, min: number, max = '*'): Stated[] => [
  { id: `Observation.category:${name}`, path: 'Observation.category', sliceName: name, min, max },
  { id: `Observation.category:${name}.text`, path: 'Observation.category.text', min: 1, fixedString: name },
];
const sliced = (rules: 'open' | 'closed', ...slices: readonly Stated[][]): Stated[] => [
  at('Observation.category', { slicing: { rules, discriminator: [{ type: 'value', path: 'text' }] } }),
  ...slices.flat(),
];
const codings = (system: object, code: object = {}): Stated[] => {
  const discriminator = ['code', 'system'].map((path) => ({ type: 'value' as const, path }));
  const own = (name: string, rest: object): Stated => ({
    id: `Observation.code.coding:own.${name}`,
    path: `Observation.code.coding.${name}`,
    min: 1,
    ...rest,
  });
  return [
    at('Observation.code.coding', { slicing: { rules: 'open', discriminator } }),
    { id: 'Observation.code.coding:own', path: 'Observation.code.coding', sliceName: 'own', min: 1, max: '1' },
    own('system', system),
    own('code', code),
  ];
};
const coding = { system: 'http://loinc.org', code: '6301-6' };

/** What a profile on Observation may say of one thing, by names; elements of one name exclude each other. */
export const edits: Readonly<Record<string, Readonly<Record<string, readonly Stated[]>>>> = {
  subject: {
    required: [at('Observation.subject', { min: 1 })],
    'of patients': [at('Observation.subject', { type: [{ code: 'Reference', targetProfile: [core('Patient')] }] })],
    'of patients or groups': [
      at('Observation.subject', { type: [{ code: 'Reference', targetProfile: [core('Patient'), core('Group')] }] }),
    ],
  },
  note: {
    prohibited: [at('Observation.note', { max: '0' })],
    once: [at('Observation.note', { max: '1' })],
    required: [at('Observation.note', { min: 1 })],
    'with author': [at('Observation.note.author[x]', { min: 1 })],
    'without extensions': [at('Observation.note.extension', { max: '0' })],
    'author by name': [at('Observation.note.author[x]', { type: [{ code: 'string' }] })],
  },
  status: {
    final: [at('Observation.status', { fixedCode: 'final' })],
    amended: [at('Observation.status', { fixedCode: 'amended' })],
    'must be supported': [at('Observation.status', { mustSupport: true })],
  },
  effective: {
    'a date': [at('Observation.effective[x]', { type: [{ code: 'dateTime' }] })],
    'a date or period': [at('Observation.effective[x]', { type: [{ code: 'dateTime' }, { code: 'Period' }] })],
    'required date': [at('Observation.effective[x]', { min: 1, type: [{ code: 'dateTime' }] })],
  },
  value: {
    quantity: [at('Observation.value[x]', { type: [{ code: 'Quantity' }] })],
    'quantity of a unit': [
      at('Observation.value[x]', {
        type: [{ code: 'Quantity' }],
        patternQuantity: { system: 'http://unitsofmeasure.org', code: '/min' },
      }),
    ],
    'quantity of a unit, part by part': [
      at('Observation.value[x]', { type: [{ code: 'Quantity' }] }),
      at('Observation.value[x].system', { min: 1, fixedUri: 'http://unitsofmeasure.org' }),
      at('Observation.value[x].code', { min: 1, fixedCode: '/min' }),
    ],
    'quantity of a unit from a list': [
      at('Observation.value[x]', {
        type: [{ code: 'Quantity' }],
        patternQuantity: { system: 'http://unitsofmeasure.org', code: '/min' },
      }),
      at('Observation.value[x].code', {
        min: 1,
        binding: { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/ucum-vitals-common' },
      }),
    ],
    'small quantity': [
      at('Observation.value[x]', { type: [{ code: 'Quantity' }] }),
      at('Observation.value[x].value', { minValueDecimal: 0, maxValueDecimal: 100 }),
    ],
  },
  code: {
    'of a pattern': [at('Observation.code', { patternCodeableConcept: { coding: [coding] } })],
    'of a pattern with text': [
      at('Observation.code', { patternCodeableConcept: { coding: [coding], text: 'INR ratio.' } }),
    ],
    'of a pattern, in a slice of a system': [
      at('Observation.code', { patternCodeableConcept: { coding: [coding] } }),
      ...codings({ patternUri: 'http://loinc.org' }),
    ],
    'in a slice of a pattern': codings({ patternUri: 'http://loinc.org' }, { patternCode: '6301-6' }),
    fixed: [at('Observation.code', { fixedCodeableConcept: { coding: [coding] } })],
    'with system': [at('Observation.code.coding.system', { min: 1 })],
    'with text': [at('Observation.code.text', { min: 1 })],
    'short text': [at('Observation.code.text', { maxLength: 12 })],
  },
  category: {
    open: sliced('open', slice('one', 0)),
    'open, two': sliced('open', slice('one', 0), slice('two', 0)),
    'open, required': sliced('open', slice('one', 1, '1')),
    closed: sliced('closed', slice('one', 0)),
    'closed, two': sliced('closed', slice('one', 0), slice('two', 0)),
    once: [at('Observation.category', { max: '1' })],
  },
  rules: {
    'no method': [
      at('Observation', {
        constraint: [{ key: 'x-1', severity: 'error', human: 'No method.', expression: 'method.empty()' }],
      }),
    ],
    'a warning': [
      at('Observation', {
        constraint: [{ key: 'x-1', severity: 'warning', human: 'No method.', expression: 'method.empty()' }],
      }),
    ],
    other: [
      at('Observation', {
        constraint: [{ key: 'x-1', severity: 'error', human: 'No site.', expression: 'bodySite.empty()' }],
      }),
    ],
  },
};
