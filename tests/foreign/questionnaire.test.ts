import { describe, expect, test } from 'vitest';
import type { FhirResource } from '../../scripts/model/fhir.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from '../validate/npm-packages.ts';

const core = 'http://hl7.org/fhir/StructureDefinition/';
const sdc = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const genders = 'http://hl7.org/fhir/ValueSet/administrative-gender';
const ucum = 'http://unitsofmeasure.org';

type Json = { readonly [key: string]: unknown };

const question = (linkId: string, type = 'string', more: Json = {}): Json => ({ linkId, text: linkId, type, ...more });
const form = (...item: Json[]): FhirResource => ({
  resourceType: 'Questionnaire',
  id: 'q',
  url: 'http://forms.test/Questionnaire/q',
  status: 'active',
  item,
});
const answered = (linkId: string, ...answer: Json[]): Json => ({ linkId, answer });
const text = (valueString: string): Json => ({ valueString });
const truth = (valueBoolean: boolean): Json => ({ valueBoolean });
const integer = (valueInteger: number): Json => ({ valueInteger });
const coding = (code: string, system = 'http://s.test'): Json => ({ valueCoding: { system, code } });
const quantity = (value: number, more: Json): Json => ({ valueQuantity: { value, ...more } });
const extended = (url: string, value: Json): Json => ({ extension: [{ url, ...value }] });
const onlyIf = (...enableWhen: Json[]): Json => ({ enableWhen });
const when = (asked: string, operator: string, answer: Json): Json => ({ question: asked, operator, ...answer });

interface Case {
  readonly rule: string;
  readonly form: FhirResource;
  readonly items?: readonly Json[];
  /** What else the response has. */
  readonly more?: Json;
  /** Findings about the form: severity, rule, place. */
  readonly found: readonly string[];
  /**
   * What HL7's validator 6.8.2 has found of the answers in the same text, as it was seen to run. (The extensions of SDC
   * it refuses like ours, where their package is not loaded.)
   */
  readonly hl7: 'valid' | 'invalid' | 'breaks off';
  /** Where ours is another. */
  readonly why?: string;
}

const yes = { answerBoolean: true };
const [anA, aB] = [question('a', 'boolean'), (more: Json) => question('b', 'string', more)];
const bIfA = onlyIf(when('a', '=', yes));

const cases: readonly Case[] = [
  // Items
  {
    rule: 'An item that the Questionnaire does not have is an error',
    form: form(question('a')),
    items: [answered('zz', text('x'))],
    found: ['error questionnaire-item QuestionnaireResponse.item[0]'],
    hl7: 'invalid',
  },
  {
    rule: 'An item stands where the Questionnaire has it',
    form: form(question('g', 'group', { item: [question('b')] })),
    items: [answered('b', text('x'))],
    found: ['error questionnaire-item QuestionnaireResponse.item[0]'],
    hl7: 'invalid',
  },
  {
    rule: 'Items keep the order of the Questionnaire',
    form: form(question('a'), question('b')),
    items: [answered('b', text('x')), answered('a', text('x'))],
    found: ['error questionnaire-order QuestionnaireResponse.item[1]'],
    hl7: 'invalid',
  },
  {
    rule: 'The text of an item is that of the Questionnaire',
    form: form(question('a')),
    items: [{ ...answered('a', text('x')), text: 'other' }],
    found: ['error questionnaire-item QuestionnaireResponse.item[0].text'],
    hl7: 'invalid',
  },
  {
    rule: 'The text of an item may be a translation that the Questionnaire has',
    form: form(
      question('a', 'string', {
        _text: {
          extension: [
            {
              url: `${core}translation`,
              extension: [
                { url: 'lang', valueCode: 'fr' },
                { url: 'content', valueString: 'autre' },
              ],
            },
          ],
        },
      }),
    ),
    items: [{ ...answered('a', text('x')), text: 'autre' }],
    found: [],
    hl7: 'invalid',
    why: 'R4 lets a Questionnaire have its texts in several languages by this extension; HL7 reads only the first.',
  },
  {
    rule: 'Items below a question belong into its answer',
    form: form(question('a', 'string', { item: [question('b')] })),
    items: [{ ...answered('a', text('x')), item: [answered('b', text('x'))] }],
    found: ['error questionnaire-item QuestionnaireResponse.item[0]'],
    hl7: 'invalid',
  },
  {
    rule: 'Items may be nested in answers',
    form: form(question('a', 'string', { item: [question('b')] })),
    items: [answered('a', { ...text('x'), item: [answered('b', text('x'))] })],
    found: [],
    hl7: 'valid',
  },
  {
    rule: 'A group takes no answer',
    form: form(question('g', 'group', { item: [question('b')] })),
    items: [answered('g', text('x'))],
    found: ['error questionnaire-type QuestionnaireResponse.item[0]'],
    hl7: 'invalid',
  },
  {
    rule: 'A display takes no answer',
    form: form(question('g', 'display')),
    items: [answered('g', text('x'))],
    found: ['error questionnaire-type QuestionnaireResponse.item[0]'],
    hl7: 'invalid',
  },
  {
    rule: 'A display may be repeated in the response',
    form: form(question('g', 'display')),
    items: [{ linkId: 'g' }],
    found: [],
    hl7: 'valid',
  },
  // Required
  ...(['completed', 'amended'] as const).map(
    (status): Case => ({
      rule: `A required item is in a response that is ${status}`,
      form: form(question('a', 'string', { required: true })),
      more: { status },
      found: ['error questionnaire-required QuestionnaireResponse'],
      hl7: 'invalid',
    }),
  ),
  ...(['in-progress', 'stopped', 'entered-in-error'] as const).map(
    (status): Case => ({
      rule: `A required item may be missing in a response that is ${status}`,
      form: form(question('a', 'string', { required: true })),
      more: { status },
      found: ['warning questionnaire-required QuestionnaireResponse'],
      hl7: 'valid',
    }),
  ),
  {
    rule: 'A required item without answers is not answered',
    form: form(question('a', 'string', { required: true })),
    items: [{ linkId: 'a' }],
    found: ['error questionnaire-required QuestionnaireResponse.item[0]'],
    hl7: 'invalid',
  },
  {
    rule: 'A required item is asked again below each answer',
    form: form(question('a', 'string', { item: [question('b', 'string', { required: true })] })),
    items: [answered('a', text('x'))],
    found: ['error questionnaire-required QuestionnaireResponse.item[0].answer[0]'],
    hl7: 'invalid',
  },
  {
    rule: 'A required group has items',
    form: form(question('g', 'group', { required: true, item: [question('b')] })),
    items: [{ linkId: 'g' }],
    found: ['error questionnaire-required QuestionnaireResponse.item[0]'],
    hl7: 'invalid',
  },
  // Repeats
  {
    rule: 'A question that does not repeat has one answer',
    form: form(question('a')),
    items: [answered('a', text('x'), text('y'))],
    found: ['error questionnaire-repeats QuestionnaireResponse.item[0]'],
    hl7: 'invalid',
  },
  {
    rule: 'A group that does not repeat is given once',
    form: form(question('g', 'group', { item: [question('b')] })),
    items: [
      { linkId: 'g', item: [answered('b', text('x'))] },
      { linkId: 'g', item: [answered('b', text('x'))] },
    ],
    found: ['error questionnaire-repeats QuestionnaireResponse.item[1]'],
    hl7: 'invalid',
  },
  {
    rule: 'A question that repeats may be given as several items',
    form: form(question('a', 'string', { repeats: true })),
    items: [answered('a', text('x')), answered('a', text('y'))],
    found: [],
    hl7: 'valid',
  },
  {
    rule: 'As many answers as maxOccurs says are allowed',
    form: form(
      question('a', 'string', {
        repeats: true,
        ...extended(`${core}questionnaire-maxOccurs`, { valueInteger: 2 }),
      }),
    ),
    items: [answered('a', text('x'), text('y'))],
    found: [],
    hl7: 'invalid',
    why: 'HL7 refuses "2 answers" with "the maximum number of answers is 2"; the extension says maximum.',
  },
  // Types
  {
    rule: 'An answer is of the type of the question, in whatever status',
    form: form(question('a', 'integer')),
    items: [answered('a', text('x'))],
    more: { status: 'in-progress' },
    found: ['error questionnaire-type QuestionnaireResponse.item[0].answer[0].value'],
    hl7: 'invalid',
  },
  {
    rule: 'The reason why there is no value is no answer of the wrong type',
    form: form(question('a', 'string', { required: true })),
    items: [answered('a', extended(`${core}data-absent-reason`, { valueCode: 'unknown' }))],
    found: [],
    hl7: 'valid',
  },
  // Options
  {
    rule: 'A choice is one of the options',
    form: form(question('a', 'choice', { answerOption: [coding('y')] })),
    items: [answered('a', coding('n'))],
    found: ['error questionnaire-option QuestionnaireResponse.item[0].answer[0].value'],
    hl7: 'invalid',
  },
  {
    rule: 'A choice is no text where no option is one',
    form: form(question('a', 'choice', { answerOption: [coding('y')] })),
    items: [answered('a', text('y'))],
    found: ['error questionnaire-option QuestionnaireResponse.item[0].answer[0].value'],
    hl7: 'invalid',
  },
  {
    rule: 'A Coding in an open choice is one of the options',
    form: form(question('a', 'open-choice', { answerOption: [coding('y')] })),
    items: [answered('a', coding('n'))],
    found: ['error questionnaire-option QuestionnaireResponse.item[0].answer[0].value'],
    hl7: 'invalid',
  },
  {
    rule: 'An open choice takes any text',
    form: form(question('a', 'open-choice', { answerOption: [coding('y')] })),
    items: [answered('a', text('whatever'))],
    found: [],
    hl7: 'valid',
  },
  {
    rule: 'A number is one of the options where there are any',
    form: form(question('a', 'integer', { answerOption: [integer(1)] })),
    items: [answered('a', integer(3))],
    found: ['error questionnaire-option QuestionnaireResponse.item[0].answer[0].value'],
    hl7: 'invalid',
  },
  {
    rule: 'A choice is from the value set of the options',
    form: form(question('a', 'choice', { answerValueSet: genders })),
    items: [answered('a', coding('nope', 'http://hl7.org/fhir/administrative-gender'))],
    found: ['error questionnaire-option QuestionnaireResponse.item[0].answer[0].value'],
    hl7: 'invalid',
  },
  {
    rule: 'A code of the value set of the options is an answer',
    form: form(question('a', 'choice', { answerValueSet: genders })),
    items: [answered('a', coding('male', 'http://hl7.org/fhir/administrative-gender'))],
    found: [],
    hl7: 'valid',
  },
  {
    rule: 'A text beside the value set of an open choice is an answer',
    form: form(question('a', 'open-choice', { answerValueSet: genders })),
    items: [answered('a', text('nope'))],
    found: [],
    hl7: 'valid',
  },
  ...(['y', 'n'] as const).map(
    (code): Case => ({
      rule: `A contained value set that lists its codes is held against the code ${code}`,
      form: {
        ...form(question('a', 'choice', { answerValueSet: '#vs' })),
        contained: [
          {
            resourceType: 'ValueSet',
            id: 'vs',
            status: 'active',
            compose: { include: [{ system: 'http://s.test', concept: [{ code: 'y' }] }] },
          },
        ],
      },
      items: [answered('a', coding(code))],
      found: code === 'y' ? [] : ['error questionnaire-option QuestionnaireResponse.item[0].answer[0].value'],
      hl7: 'valid',
      ...(code === 'y' ? {} : { why: 'HL7 gives up, because it does not know the system; the list needs no more.' }),
    }),
  ),
  // Conditions
  {
    rule: 'A question whose condition is not met has no answer',
    form: form(anA, aB(bIfA)),
    items: [answered('a', truth(false)), answered('b', text('x'))],
    found: ['error questionnaire-enabled QuestionnaireResponse.item[1]'],
    hl7: 'invalid',
  },
  {
    rule: 'A question whose condition is not met may stand there without an answer',
    form: form(anA, aB(bIfA)),
    items: [answered('a', truth(false)), { linkId: 'b' }],
    found: [],
    hl7: 'valid',
  },
  {
    rule: 'A required question whose condition is not met may be missing',
    form: form(anA, aB({ ...bIfA, required: true })),
    items: [answered('a', truth(false))],
    found: [],
    hl7: 'valid',
  },
  {
    rule: 'A required question whose condition is met must be answered',
    form: form(anA, aB({ ...bIfA, required: true })),
    items: [answered('a', truth(true))],
    found: ['error questionnaire-required QuestionnaireResponse'],
    hl7: 'invalid',
  },
  {
    rule: 'Without an answer, "exists" false is met',
    form: form(anA, aB(onlyIf(when('a', 'exists', { answerBoolean: false })))),
    items: [answered('b', text('x'))],
    found: [],
    hl7: 'valid',
  },
  {
    rule: 'Without an answer, "!=" is not met',
    form: form(anA, aB(onlyIf(when('a', '!=', yes)))),
    items: [answered('b', text('x'))],
    found: ['error questionnaire-enabled QuestionnaireResponse.item[0]'],
    hl7: 'invalid',
  },
  {
    rule: 'A condition without a system takes any',
    form: form(
      question('a', 'choice', { answerOption: [coding('y')] }),
      aB(onlyIf(when('a', '=', { answerCoding: { code: 'y' } }))),
    ),
    items: [answered('a', coding('y')), answered('b', text('x'))],
    found: [],
    hl7: 'valid',
  },
  {
    rule: 'Numbers are compared as numbers',
    form: form(question('a', 'integer'), aB(onlyIf(when('a', '>', { answerInteger: 5 })))),
    items: [answered('a', integer(30)), answered('b', text('x'))],
    found: [],
    hl7: 'valid',
  },
  ...(['all', 'any'] as const).map(
    (enableBehavior): Case => ({
      rule: `Of two conditions one is met, and ${enableBehavior} must be`,
      form: form(
        anA,
        question('c', 'boolean'),
        aB({ enableBehavior, ...onlyIf(when('a', '=', yes), when('c', '=', yes)) }),
      ),
      items: [answered('a', truth(true)), answered('c', truth(false)), answered('b', text('x'))],
      found: enableBehavior === 'any' ? [] : ['error questionnaire-enabled QuestionnaireResponse.item[2]'],
      hl7: enableBehavior === 'any' ? 'valid' : 'invalid',
    }),
  ),
  {
    rule: 'In a group that repeats, the answer within the same group decides',
    form: form(question('g', 'group', { repeats: true, item: [anA, aB(bIfA)] })),
    items: [
      { linkId: 'g', item: [answered('a', truth(true)), answered('b', text('x'))] },
      { linkId: 'g', item: [answered('a', truth(false)), answered('b', text('x'))] },
    ],
    found: ['error questionnaire-enabled QuestionnaireResponse.item[1].item[1]'],
    hl7: 'invalid',
  },
  {
    rule: 'A condition on an answer of another type is not checked',
    form: form(anA, aB(onlyIf(when('a', '=', { answerString: 'true' })))),
    items: [answered('a', truth(true)), answered('b', text('x'))],
    found: ['information not-checked QuestionnaireResponse'],
    hl7: 'breaks off',
  },
  {
    rule: 'A condition in FHIRPath is evaluated on the response',
    form: form(
      question('a'),
      aB(
        extended(`${sdc}enableWhenExpression`, {
          valueExpression: {
            language: 'text/fhirpath',
            expression: "%resource.item.where(linkId = 'a').answer.exists()",
          },
        }),
      ),
    ),
    items: [answered('b', text('x'))],
    found: ['error questionnaire-enabled QuestionnaireResponse.item[0]'],
    hl7: 'invalid',
  },
  // Values
  ...(['string', 'text', 'open-choice'] as const).map(
    (type): Case => ({
      rule: `An answer of type ${type} is no longer than maxLength`,
      form: form(question('a', type, { maxLength: 3 })),
      items: [answered('a', text('toolong'))],
      found: ['error questionnaire-value QuestionnaireResponse.item[0].answer[0].value'],
      hl7: type === 'string' ? 'invalid' : 'valid',
      ...(type === 'string'
        ? {}
        : { why: 'R4: the number of characters in an answer that is valid, whatever its type.' }),
    }),
  ),
  {
    rule: 'A number is not below minValue',
    form: form(question('a', 'integer', extended(`${core}minValue`, { valueInteger: 5 }))),
    items: [answered('a', integer(3))],
    found: ['error questionnaire-value QuestionnaireResponse.item[0].answer[0].value'],
    hl7: 'invalid',
  },
  {
    rule: 'An amount above the least in another unit is allowed',
    form: form(
      question(
        'a',
        'quantity',
        extended(`${sdc}minQuantity`, { valueQuantity: { value: 5, system: ucum, code: 'kg' } }),
      ),
    ),
    items: [answered('a', quantity(6000, { system: ucum, code: 'g' }))],
    found: [],
    hl7: 'valid',
  },
  {
    rule: 'A unit is one of the options',
    form: form(
      question(
        'a',
        'quantity',
        extended(`${core}questionnaire-unitOption`, { valueCoding: { system: ucum, code: 'kg', display: 'kg' } }),
      ),
    ),
    items: [answered('a', quantity(3, { unit: 'kilos', system: ucum, code: 'kg' }))],
    found: ['error questionnaire-value QuestionnaireResponse.item[0].answer[0].value'],
    hl7: 'invalid',
  },
  {
    rule: 'An answer of type string has one line',
    form: form(question('a')),
    items: [answered('a', text('x\ny'))],
    found: ['warning questionnaire-value QuestionnaireResponse.item[0].answer[0].value'],
    hl7: 'valid',
  },
  {
    rule: 'A reference leads to a type that the Questionnaire allows',
    form: form(
      question('a', 'reference', extended(`${core}questionnaire-referenceResource`, { valueCode: 'Patient' })),
    ),
    items: [answered('a', { valueReference: { reference: 'Organization/1' } })],
    found: ['error questionnaire-value QuestionnaireResponse.item[0].answer[0].value'],
    hl7: 'valid',
    why: 'HL7 looks at the type only with an option of its own (assumeValidRestReferences), then it refuses this.',
  },
];

const packages = await npmPackages();
const loadedForm = { ...form(question('a', 'integer')), url: 'http://forms.test/Questionnaire/loaded', version: '1' };
const definitions = createDefinitions(packages, {
  package: { id: 'forms.test', version: '1' },
  dependencies: [],
  resources: [loadedForm],
});
const validator = createValidator({ definitions, terminology: createTerminology(definitions), allowExampleUrls: true });

const aboutForms = /^(?:questionnaire-|not-checked$)/;

function found(resource: FhirResource): string[] {
  const { issues } = validator.validate(JSON.stringify(resource), { file: 'response.json' });
  return issues
    .filter(({ rule, message }) => aboutForms.test(rule) && !/looked up|bcp13/.test(message))
    .filter(({ expression = '' }) => !expression.includes('contained['))
    .map(({ severity, rule, expression }) => `${severity} ${rule} ${expression}`);
}

function response(more: Json): FhirResource {
  return { resourceType: 'QuestionnaireResponse', status: 'completed', ...more };
}

describe('A QuestionnaireResponse is held against its Questionnaire', () => {
  for (const { rule, form: questionnaire, items, more, found: expected, hl7, why } of cases)
    test(rule, () => {
      const { contained = [], ...own } = questionnaire as Json & { readonly contained?: Json[] };
      const resource = response({
        contained: [own, ...contained],
        questionnaire: '#q',
        ...(items === undefined ? {} : { item: items }),
        ...more,
      });
      expect(found(resource)).toEqual(expected);
      const isRefused = expected.some((line) => line.startsWith('error'));
      if (why === undefined && hl7 !== 'breaks off') expect(isRefused).toBe(hl7 === 'invalid');
    });
});

describe('Its Questionnaire is found', () => {
  const wrong = [answered('a', text('x'))];

  test('among what is loaded, by canonical with and without version', () => {
    for (const version of ['', '|1']) {
      const resource = response({ questionnaire: `${loadedForm.url}${version}`, item: wrong });
      expect(found(resource)).toEqual(['error questionnaire-type QuestionnaireResponse.item[0].answer[0].value']);
    }
  });

  test('in the same Bundle (HL7 looks only among what is loaded, and takes this for valid)', () => {
    const bundle = {
      resourceType: 'Bundle',
      type: 'collection',
      entry: [
        { fullUrl: 'http://forms.test/fhir/Questionnaire/q', resource: form(question('a', 'integer')) },
        {
          fullUrl: 'urn:uuid:c757873d-ec9a-4326-a141-556f43239520',
          resource: response({ questionnaire: 'http://forms.test/Questionnaire/q', item: wrong }),
        },
      ],
    };
    expect(found(bundle)).toEqual(['error questionnaire-type Bundle.entry[1].resource.item[0].answer[0].value']);
  });

  test('or the report says that it was not, as grave as HL7 has it in its own tests', () => {
    const lines = (questionnaire: string | undefined) =>
      found(response({ ...(questionnaire === undefined ? {} : { questionnaire }), item: wrong }));
    const at = 'QuestionnaireResponse.questionnaire';
    expect(lines('http://nowhere.test/Q')).toEqual([`warning not-checked ${at}`]);
    expect(lines(`${loadedForm.url}|2`)).toEqual([`warning not-checked ${at}`]);
    expect(lines('http://example.org/Q')).toEqual([`information not-checked ${at}`]);
    expect(lines('#gone')).toEqual([`information not-checked ${at}`]);
    expect(lines(undefined)).toEqual(['information not-checked QuestionnaireResponse']);
    expect(lines(genders)).toEqual([`error questionnaire-kind ${at}`]);
  });
});

describe('Large and hostile forms end soon', () => {
  test('many conditions on a question with many answers are given up, and that is told', () => {
    const many = Array.from({ length: 3_000 }, (_, i) => i);
    const questionnaire = form(
      question('a', 'integer', { repeats: true }),
      ...many.map((i) => question(`b${i}`, 'string', onlyIf(when('a', '=', { answerInteger: -1 - i })))),
    );
    const resource = response({
      contained: [questionnaire],
      questionnaire: '#q',
      item: [answered('a', ...many.map(integer)), ...many.map((i) => answered(`b${i}`, text('x')))],
    });
    const lines = found(resource);
    expect(lines.filter((line) => line.startsWith('error questionnaire-enabled')).length).toBeGreaterThan(100);
    expect(lines).toContain('information not-checked QuestionnaireResponse');
  });

  test('what is malformed is left to the other rules', () => {
    const odd = [null, 1, 'x', [], { linkId: 1 }, { linkId: 'a', answer: {} }, { linkId: 'a', answer: [null, 3, []] }];
    const resource = response({
      contained: [
        { ...form(), item: [...odd, question('a', 'toString', { enableWhen: [null, {}], answerOption: [1] })] },
      ],
      questionnaire: '#q',
      item: odd,
    });
    expect(() => found(resource)).not.toThrow();
    expect(found(resource).length).toBeGreaterThan(0);
  });
});
