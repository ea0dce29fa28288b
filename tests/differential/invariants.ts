import { type Change, type Family, one, type Subject } from './family.ts';
import type { Json } from './places.ts';

const onType =
  (type: string, change: (value: Json, subject: Subject) => unknown): Change =>
  (subject) =>
    one(
      subject.places.objects.filter(({ rules }) => rules.type === type),
      subject,
      ({ value }) => change(value, subject),
    );

/** Invariants of types that are broken on purpose. */
export const invariants: Family = {
  'invariant-per-1': onType('Period', (period) => Object.assign(period, { start: '2020-06-01', end: '2020-05-01' })),
  'invariant-per-1-precision': onType('Period', (period, { random }) =>
    Object.assign(
      period,
      random.pick([
        { start: '2020-06', end: '2020-06-01' },
        { start: '2020-06-01T10:00:00Z', end: '2020-06-01' },
        { start: '2020-06-01T10:00:00+02:00', end: '2020-06-01T09:00:00Z' },
        { start: '2020-06-01', end: '2020-06-01' },
      ]),
    ),
  ),
  'invariant-qty-3': onType('Quantity', (quantity) => {
    delete quantity.system;
    quantity.code = 'kg';
  }),
  'invariant-rng-2': onType('Range', (range) => Object.assign(range, { low: { value: 9 }, high: { value: 1 } })),
  'invariant-cpt-2': onType('ContactPoint', (point) => {
    delete point.system;
    point.value = '1';
  }),
  'invariant-att-1': onType('Attachment', (attachment) => {
    delete attachment.contentType;
    attachment.data = 'AAAA';
  }),
  'invariant-obs-6': onType('Observation', (observation) =>
    Object.assign(observation, { valueString: 'x', dataAbsentReason: { text: 'y' } }),
  ),
  'invariant-obs-7': onType('Observation', (observation) => {
    if (observation.code === undefined) return;
    observation.component = [{ code: structuredClone(observation.code), valueString: 'x' }];
    if (!Object.keys(observation).some((key) => key.startsWith('value'))) observation.valueString = 'x';
  }),
  'invariant-obs-3': onType('Observation', (observation) =>
    Object.assign(observation, { referenceRange: [{ appliesTo: [{ text: 'x' }] }] }),
  ),
  'invariant-pat-1': onType('Patient', (patient) => Object.assign(patient, { contact: [{ gender: 'male' }] })),
  'invariant-tim': onType('Timing', (timing, { random }) =>
    Object.assign(timing, {
      repeat: random.pick([
        { duration: 1 },
        { period: 1 },
        { durationMax: 1, durationUnit: 'h' },
        { offset: 3 },
        { count: 0 },
        { timeOfDay: ['10:00:00'], when: ['MORN'] },
        { frequencyMax: 3 },
        { period: -1, periodUnit: 'd' },
        { countMax: 3 },
      ]),
    }),
  ),
  'invariant-rat-1': onType('Ratio', (ratio) => delete ratio.denominator),
  'invariant-org-1': onType('Organization', (organization) => {
    delete organization.name;
    delete organization.identifier;
  }),
  'invariant-org-2': onType('Organization', (organization) =>
    Object.assign(organization, {
      telecom: [{ system: 'phone', value: '1', use: 'home' }],
      address: [{ use: 'home', city: 'x' }],
    }),
  ),
  'invariant-con': onType('Condition', (condition, { random }) =>
    Object.assign(
      condition,
      random.pick([
        {
          abatementDateTime: '2020-01-01',
          clinicalStatus: {
            coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }],
          },
        },
        {
          verificationStatus: {
            coding: [
              { system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'entered-in-error' },
            ],
          },
        },
        { evidence: [{}] },
        { stage: [{ type: { text: 'x' } }] },
      ]),
    ),
  ),
  'invariant-ait': onType('AllergyIntolerance', (allergy, { random }) => {
    if (random.chance(0.5)) delete allergy.clinicalStatus;
    else
      allergy.verificationStatus = {
        coding: [
          { system: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification', code: 'entered-in-error' },
        ],
      };
  }),
  'invariant-app': onType('Appointment', (appointment, { random }) =>
    random.pick([
      () => delete appointment.end,
      () => delete appointment.start,
      () => Object.assign(appointment, { cancelationReason: { text: 'x' } }),
      () => Object.assign(appointment, { participant: [{ status: 'accepted' }] }),
    ])(),
  ),
  'invariant-gol-1': onType('Goal', (goal) => Object.assign(goal, { target: [{ detailQuantity: { value: 1 } }] })),
  'invariant-que': onType('Questionnaire', (questionnaire, { random }) =>
    Object.assign(questionnaire, {
      item: random.pick([
        [
          { linkId: '1', type: 'string' },
          { linkId: '1', type: 'string' },
        ],
        [{ linkId: '1', type: 'display', required: true }],
        [{ linkId: '1', type: 'group' }],
        [
          {
            linkId: '1',
            type: 'choice',
            answerOption: [{ valueString: 'a' }],
            answerValueSet: 'http://hl7.org/fhir/ValueSet/yesnodontknow',
          },
        ],
        [{ linkId: '1', type: 'boolean', maxLength: 3 }],
        [{ linkId: '1', type: 'group', initial: [{ valueString: 'x' }], item: [{ linkId: '2', type: 'string' }] }],
        [{ linkId: '1', type: 'string', enableWhen: [{ question: '9', operator: 'exists', answerString: 'x' }] }],
        [
          {
            linkId: '1',
            type: 'string',
            enableWhen: [
              { question: '1', operator: 'exists', answerBoolean: true },
              { question: '1', operator: 'exists', answerBoolean: true },
            ],
          },
        ],
        [{ linkId: '1', type: 'display', item: [{ linkId: '2', type: 'string' }] }],
        [
          {
            linkId: '1',
            type: 'choice',
            answerOption: [{ valueString: 'a', initialSelected: true }],
            initial: [{ valueString: 'a' }],
          },
        ],
      ]),
    }),
  ),
  'invariant-imm-1': onType('Immunization', (immunization) =>
    Object.assign(immunization, { education: [{ publicationDate: '2020-01-01' }] }),
  ),
  'invariant-drt-1': onType('Duration', (duration) =>
    Object.assign(duration, { system: 'http://unitsofmeasure.org', code: 'kg', value: 1 }),
  ),
  'invariant-bundle': onType('Bundle', (bundle, { random }) =>
    Object.assign(
      bundle,
      random.pick([{ total: 4, type: 'collection' }, { entry: [{}] }, { type: 'document' }, { type: 'message' }]),
    ),
  ),
};
