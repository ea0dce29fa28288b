import { type Change, type Family, one, type Subject } from './family.ts';
import type { Json } from './places.ts';

/** LOINC codes by which R4 applies its vital-signs profiles. */
const vital = new Set([
  '85353-1',
  '9279-1',
  '8867-4',
  '2708-6',
  '59408-5',
  '8310-5',
  '8302-2',
  '9843-4',
  '8287-5',
  '29463-7',
  '39156-5',
  '85354-9',
]);

const onVital =
  (change: (observation: Json, subject: Subject) => unknown): Change =>
  (subject) => {
    const { resource } = subject;
    const codings = ((resource.code as Json | undefined)?.coding ?? []) as Json[];
    if (resource.resourceType !== 'Observation' || !Array.isArray(codings)) return false;
    if (!codings.some(({ code }) => vital.has(String(code)))) return false;
    return change(resource, subject) !== false;
  };
const quantity = ({ valueQuantity }: Json): Json | undefined => valueQuantity as Json | undefined;
const onQuantity = (change: (value: Json, subject: Subject) => unknown) =>
  onVital((observation, subject) => {
    const value = quantity(observation);
    return value === undefined ? false : change(value, subject);
  });
const onComponent = (change: (component: Json, subject: Subject) => unknown) =>
  onVital((observation, subject) =>
    one((observation.component ?? []) as Json[], subject, (each) => change(each, subject)),
  );

/** What R4's vital-signs profiles fix: categories, codes, units, values, components. */
export const vitalSigns: Family = {
  'vs-category-missing': onVital((observation) => delete observation.category),
  'vs-category-other': onVital((observation) =>
    Object.assign(observation, {
      category: [
        { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] },
      ],
    }),
  ),
  'vs-category-wrong-system': onVital((observation) =>
    Object.assign(observation, { category: [{ coding: [{ system: 'http://example.org/cs', code: 'vital-signs' }] }] }),
  ),
  'vs-category-extra': onVital((observation) =>
    Object.assign(observation, { category: [...((observation.category ?? []) as Json[]), { text: 'autre' }] }),
  ),
  'vs-category-two-codings': onVital((observation) =>
    Object.assign(observation, {
      category: [
        {
          coding: [
            { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' },
            { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' },
          ],
        },
      ],
    }),
  ),
  'vs-code-text-only': onVital((observation) => Object.assign(observation, { code: { text: 'Poids' } })),
  'vs-code-extra-coding': onVital(({ code }) =>
    ((code as Json).coding as Json[]).push({ system: 'http://example.org/cs', code: 'x' }),
  ),
  'vs-wrong-loinc': onVital((observation) =>
    Object.assign(observation, { code: { coding: [{ system: 'http://loinc.org', code: '1234-5' }] } }),
  ),
  'vs-other-vital-loinc': onVital((observation, { random }) =>
    Object.assign(observation, { code: { coding: [{ system: 'http://loinc.org', code: random.pick([...vital]) }] } }),
  ),
  'vs-code-system-missing': onVital(({ code }) => delete ((code as Json).coding as Json[])[0]?.system),
  'vs-profile-claim-removed': onVital((observation) => delete observation.meta),
  'vs-subject-missing': onVital((observation) => delete observation.subject),
  'vs-effective-missing': onVital((observation) => {
    delete observation.effectiveDateTime;
    delete observation.effectivePeriod;
  }),
  'vs-effective-year': onVital((observation, { random }) =>
    Object.assign(observation, { effectiveDateTime: random.pick(['2020', '2020-01']) }),
  ),
  'vs-effective-period': onVital((observation) => {
    delete observation.effectiveDateTime;
    observation.effectivePeriod = { start: '2020-01-01', end: '2020-01-02' };
  }),
  'vs-effective-instant': onVital((observation) => {
    delete observation.effectiveDateTime;
    observation.effectiveInstant = '2020-01-01T10:00:00Z';
  }),
  'vs-no-value': onVital((observation) => {
    for (const key of Object.keys(observation))
      if (/^(?:value|component|dataAbsentReason|hasMember)/.test(key)) delete observation[key];
  }),
  'vs-value-string': onVital((observation) => {
    delete observation.valueQuantity;
    observation.valueString = '72 kg';
  }),
  'vs-value-and-absent': onVital((observation) =>
    Object.assign(observation, {
      dataAbsentReason: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown' }],
      },
    }),
  ),
  'vs-ucum-wrong': onQuantity((value, { random }) =>
    Object.assign(value, {
      code: random.pick(['g', '[lb_av]', 'm', 's', '%', 'Cel', 'mm[Hg]', '/min', 'cm', 'kg/m2']),
    }),
  ),
  'vs-ucum-not-valid-syntax': onQuantity((value) => Object.assign(value, { code: 'kg[[' })),
  'vs-quantity-no-code': onQuantity((value) => delete value.code),
  'vs-quantity-no-unit': onQuantity((value) => delete value.unit),
  'vs-quantity-no-value': onQuantity((value) => delete value.value),
  'vs-quantity-no-system': onQuantity((value) => delete value.system),
  'vs-quantity-wrong-system': onQuantity((value) => Object.assign(value, { system: 'http://example.org/units' })),
  'vs-quantity-value-string': onQuantity((value) => Object.assign(value, { value: '72' })),
  'vs-quantity-comparator': onQuantity((value, { random }) =>
    Object.assign(value, { comparator: random.pick(['<', '=']) }),
  ),
  'vs-component-missing': onVital((observation, subject) =>
    one((observation.component ?? []) as Json[], subject, () => (observation.component as Json[]).pop()),
  ),
  'vs-component-duplicated': onVital((observation, subject) =>
    one((observation.component ?? []) as Json[], subject, (each) =>
      (observation.component as Json[]).push(structuredClone(each)),
    ),
  ),
  'vs-component-extra': onVital((observation) =>
    Object.assign(observation, {
      component: [...((observation.component ?? []) as Json[]), { code: { text: 'x' }, valueString: 'y' }],
    }),
  ),
  'vs-component-no-value': onComponent((component) => {
    for (const key of Object.keys(component)) if (/^value|dataAbsent/.test(key)) delete component[key];
  }),
  'vs-component-code-other': onComponent((component) =>
    Object.assign(component, { code: { coding: [{ system: 'http://loinc.org', code: '1234-5' }] } }),
  ),
  'vs-component-value-type': onComponent((component) => {
    delete component.valueQuantity;
    component.valueString = '120';
  }),
  'vs-component-unit-wrong': onComponent(
    (component) =>
      component.valueQuantity !== undefined && Object.assign(component.valueQuantity as Json, { code: 'kPa' }),
  ),
  'vs-component-system-wrong': onComponent(
    (component) =>
      component.valueQuantity !== undefined &&
      Object.assign(component.valueQuantity as Json, { system: 'http://example.org/u' }),
  ),
};
