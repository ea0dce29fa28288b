import type { Random } from '../../fuzz/random.ts';
import { atObject, atValue, type Families, type Json, type Mutation } from '../subject.ts';

const hl7 = (name: string) => `http://hl7.org/fhir/StructureDefinition/${name}`;

function add(object: Json, extension: Json | readonly Json[], list = 'extension'): void {
  const held = object[list];
  object[list] = [...(Array.isArray(held) ? held : []), ...(Array.isArray(extension) ? extension : [extension])];
}

/** Puts one of the extensions at any object. */
const anywhere = (...choices: readonly Json[]): Mutation =>
  atObject(
    ({ rules }) => rules.elements.has('extension'),
    (object, _, random) => {
      add(object, structuredClone(random.pick(choices)));
      return true;
    },
  );

const modifierAnywhere = (...choices: readonly Json[]): Mutation =>
  atObject(
    ({ rules }) => rules.elements.has('modifierExtension'),
    (object, _, random) => {
      add(object, structuredClone(random.pick(choices)), 'modifierExtension');
      return true;
    },
  );

const known: readonly Json[] = [
  { url: hl7('data-absent-reason'), valueCode: 'unknown' },
  { url: hl7('patient-birthPlace'), valueAddress: { city: 'Lyon' } },
  { url: hl7('patient-birthTime'), valueDateTime: '2020-01-02T03:04:05Z' },
  { url: hl7('humanname-own-prefix'), valueString: 'van' },
  { url: hl7('iso21090-EN-qualifier'), valueCode: 'LS' },
  {
    url: hl7('geolocation'),
    extension: [
      { url: 'latitude', valueDecimal: 1 },
      { url: 'longitude', valueDecimal: 2 },
    ],
  },
  { url: hl7('observation-bodyPosition'), valueCodeableConcept: { text: 'lying' } },
  { url: hl7('observation-delta'), valueCodeableConcept: { text: 'up' } },
  { url: hl7('rendered-value'), valueString: 'xxx' },
  { url: hl7('originalText'), valueString: 'x' },
  {
    url: hl7('translation'),
    extension: [
      { url: 'lang', valueCode: 'fr' },
      { url: 'content', valueString: 'x' },
    ],
  },
  { url: hl7('ordinalValue'), valueDecimal: 3 },
  { url: hl7('iso21090-nullFlavor'), valueCode: 'UNK' },
  { url: hl7('timezone'), valueCode: 'Europe/Paris' },
  { url: hl7('event-basedOn'), valueReference: { reference: 'ServiceRequest/1' } },
  { url: hl7('workflow-supportingInfo'), valueReference: { reference: 'Patient/1' } },
  { url: hl7('language'), valueCode: 'fr' },
  { url: hl7('quantity-precision'), valueInteger: 2 },
  { url: hl7('narrativeLink'), valueUrl: '#x' },
  { url: hl7('body-site'), valueReference: { display: 'x' } },
  { url: 'http://hl7.org/fhir/StructureDefinition/bodySite', valueReference: { display: 'x' } },
];

const wrongValue: readonly Json[] = [
  { url: hl7('data-absent-reason'), valueString: 'unknown' },
  { url: hl7('data-absent-reason'), valueCode: 'no-such-reason' },
  { url: hl7('data-absent-reason') },
  { url: hl7('data-absent-reason'), extension: [{ url: 'x', valueString: 'y' }] },
  { url: hl7('geolocation'), valueDecimal: 1 },
  { url: hl7('geolocation'), extension: [{ url: 'latitude', valueDecimal: 1 }] },
  {
    url: hl7('geolocation'),
    extension: [
      { url: 'latitude', valueDecimal: 1 },
      { url: 'longitude', valueString: '2' },
    ],
  },
  {
    url: hl7('geolocation'),
    extension: [
      { url: 'latitude', valueDecimal: 1 },
      { url: 'longitude', valueDecimal: 2 },
      { url: 'altitude', valueDecimal: 3 },
    ],
  },
  { url: hl7('patient-animal'), extension: [{ url: 'breed', valueCodeableConcept: { text: 'x' } }] },
  { url: hl7('iso21090-EN-qualifier'), valueCode: 'ZZ' },
  { url: hl7('patient-birthPlace'), valueString: 'Lyon' },
  { url: hl7('event-basedOn'), valueReference: { reference: 'Foo/1' } },
];

const malformed: readonly Json[] = [
  { valueString: 'no url' },
  { url: '', valueString: 'x' },
  { url: 'relative', valueString: 'x' },
  { url: 'http://example.org/both', valueString: 'x', extension: [{ url: 'a', valueString: 'y' }] },
  { url: 'http://example.org/none' },
  { url: 'http://example.org/two', valueString: 'x', valueCode: 'y' },
  { url: 'http://example.org/bad-type', valueFoo: 'x' },
  { url: 'http://example.org/bad-type', value: 'x' },
  { url: 'http://example.org/id', id: 'x1', valueString: 'x' },
  { url: 'urn:oid:1.2.3', valueString: 'x' },
  { url: 'http://example.org/a b', valueString: 'x' },
  { url: 'http://example.org/x', valueBoolean: 'true' },
  { url: 'http://example.org/x', valueQuantity: { value: 1, code: 'kg' } },
  { url: 'http://example.org/x', valueCodeableConcept: {} },
  {
    url: 'http://example.org/x',
    _valueString: { extension: [{ url: hl7('data-absent-reason'), valueCode: 'unknown' }] },
  },
  { url: 'http://example.org/x', valuePeriod: { start: '2020', end: '2019' } },
  { url: 'http://example.org/x', extension: [] },
  { url: 'http://example.org/x', extension: [{ valueString: 'x' }] },
  { url: 'http://example.org/x', extension: [{ url: 'http://example.org/y', valueString: 'x' }] },
];

const unknown: readonly Json[] = [
  { url: 'http://foreign.test/StructureDefinition/x', valueString: 'x' },
  { url: hl7('no-such-extension'), valueString: 'x' },
  {
    url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race',
    extension: [{ url: 'text', valueString: 'x' }],
  },
  { url: 'http://acme.com/x', valueString: 'x' },
  { url: 'http://example.com/x', valueString: 'x' },
  { url: 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Observation.triggeredBy', valueString: 'x' },
  { url: 'http://hl7.org/fhir/3.0/StructureDefinition/extension-Patient.animal', valueString: 'x' },
  { url: 'http://hl7.org/fhir/4.0/StructureDefinition/extension-Patient.active', valueBoolean: true },
  { url: 'http://hl7.org/fhir/StructureDefinition/Patient', valueString: 'x' },
  { url: 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace|4.0.1', valueAddress: { city: 'x' } },
  { url: 'https://hl7.org/fhir/StructureDefinition/patient-birthPlace', valueAddress: { city: 'x' } },
  { url: 'http://nema.org/x', valueString: 'x' },
];

const modifiers: readonly Json[] = [
  { url: 'http://foreign.test/StructureDefinition/x', valueBoolean: true },
  { url: 'http://example.org/x', valueBoolean: true },
  { url: hl7('data-absent-reason'), valueCode: 'unknown' },
  { url: hl7('rendered-value'), valueString: 'x' },
  { url: hl7('request-doNotPerform'), valueBoolean: true },
  { url: hl7('patient-birthPlace'), valueAddress: { city: 'x' } },
  { url: hl7('allergyintolerance-substanceExposureRisk'), extension: [] },
];

const isExtension = ({ rules }: { readonly rules: { readonly type: string } }) => rules.type === 'Extension';

/** Extensions: known, unknown, malformed, with a wrong value or at a wrong place. */
export const extensionFamilies: Families = {
  'extension-known-anywhere': anywhere(...known),
  'extension-wrong-value': anywhere(...wrongValue),
  'extension-malformed': anywhere(...malformed),
  'extension-unknown': anywhere(...unknown),
  'modifierExtension-any': modifierAnywhere(...modifiers),
  'extension-twice': anywhere({ url: hl7('data-absent-reason'), valueCode: 'unknown' }),
  'extension-on-primitive': atValue(
    ({ property, holder }) => property.format !== undefined && !Array.isArray(holder) && property.key !== 'id',
    ({ parent, property }, random) => {
      parent[property.siblingKey] = {
        extension: [structuredClone(random.pick([...known, ...wrongValue, ...malformed, ...unknown]))],
      };
      return true;
    },
  ),
  'extension-on-id': atValue(
    ({ property }) => property.key === 'id',
    ({ parent }) => {
      parent._id = { extension: [{ url: 'http://example.org/x', valueString: 'x' }] };
      return true;
    },
  ),
  'extension-moved': ({ objects }, random) => {
    const from = objects.filter(({ object }) => Array.isArray(object.extension));
    const to = objects.filter(({ rules }) => rules.elements.has('extension'));
    if (from.length === 0) return undefined;
    const [source, target] = [random.pick(from), random.pick(to)];
    add(target.object, structuredClone(source.object.extension as Json[]));
    return target.path;
  },
  'extension-changed': atObject(isExtension, (object, _, random) => {
    const key = Object.keys(object).find((name) => name.startsWith('value'));
    return change(object, key, random);
  }),
};

function change(object: Json, key: string | undefined, random: Random): boolean {
  if (key === undefined || random.chance(0.3)) delete object[random.pick(['url', 'extension', key ?? 'url'])];
  else if (random.chance(0.5)) {
    object.valueString = 'other';
    if (key !== 'valueString') delete object[key];
  } else object.url = random.pick([`${object.url}x`, 'http://example.org/other']);
  return true;
}
