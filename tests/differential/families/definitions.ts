import { isJsonObject } from '../../../scripts/model/fhir.ts';
import type { Random } from '../../fuzz/random.ts';
import type { Families, Json, Mutation } from '../subject.ts';

/** Changes a resource of one of these types; entries and contained ones are left alone. */
const ofResource =
  (types: readonly string[], change: (it: Json, random: Random) => unknown): Mutation =>
  ({ resource }, random) =>
    types.includes(String(resource.resourceType)) && change(resource, random) !== false
      ? String(resource.resourceType)
      : undefined;

/** Lays one of the changes over the resource; null takes a property away. */
const assign = (types: readonly string[], ...changes: readonly Json[]) =>
  ofResource(types, (it, random) => lay(it, random.pick(changes)));

function lay(it: Json, change: Json): void {
  Object.assign(it, structuredClone(change));
  for (const key of Object.keys(change)) if (change[key] === null) delete it[key];
}

const list = (holder: unknown, key: string): Json[] =>
  isJsonObject(holder) && Array.isArray(holder[key]) ? (holder[key].filter(isJsonObject) as Json[]) : [];

/** Every object in lists of that name, however deep. */
const deep = (holder: unknown, key: string): Json[] => list(holder, key).flatMap((each) => [each, ...deep(each, key)]);

/** Lays one of the changes over one of the parts. */
const part = (types: readonly string[], partsOf: (it: Json) => Json[], ...changes: readonly Json[]) =>
  ofResource(types, (it, random) => {
    const parts = partsOf(it);
    return parts.length === 0 ? false : lay(random.pick(parts), random.pick(changes));
  });

const doubled = (types: readonly string[], partsOf: (it: Json) => unknown) =>
  ofResource(types, (it, random) => {
    const parts = partsOf(it);
    return Array.isArray(parts) && parts.length > 0 && parts.push(structuredClone(random.pick(parts)));
  });

const canonical = [
  'StructureDefinition',
  'ValueSet',
  'CodeSystem',
  'ConceptMap',
  'SearchParameter',
  'OperationDefinition',
  'CapabilityStatement',
  'Questionnaire',
  'ImplementationGuide',
  'NamingSystem',
];
const elements = (it: Json) => [...list(it.differential, 'element'), ...list(it.snapshot, 'element')];
const includes = (it: Json) => [...list(it.compose, 'include'), ...list(it.compose, 'exclude')];
const items = (it: Json) => deep(it, 'item');
const answers = (it: Json) => items(it).flatMap((each) => list(each, 'answer'));
const SD = ['StructureDefinition'];
const VS = ['ValueSet'];
const CS = ['CodeSystem'];
const CM = ['ConceptMap'];
const SP = ['SearchParameter'];
const OD = ['OperationDefinition'];
const Q = ['Questionnaire'];
const QR = ['QuestionnaireResponse'];
const sct = 'http://snomed.info/sct';
const gender = 'http://hl7.org/fhir/administrative-gender';

/** Resources that define something, and the answers to Questionnaires. */
export const definitionFamilies: Families = {
  'definition-head': assign(
    canonical,
    { url: null },
    { url: 'relative/x' },
    { url: 'http://example.org/a b' },
    { url: 'http://example.org/x|1' },
    { name: 'with blanks' },
    { name: null },
    { status: null },
    { status: 'final' },
    { date: '2020-13' },
    { version: '' },
    { version: 'a b' },
    { experimental: 'true' },
    { contact: [{}] },
    { contact: [{ telecom: [{ value: 'x' }] }] },
    { useContext: [{ code: { code: 'focus' }, valueCodeableConcept: { text: 'x' } }] },
    { useContext: [{ code: { code: 'focus' } }] },
    { jurisdiction: [{ coding: [{ system: 'urn:iso:std:iso:3166', code: 'UK' }] }] },
    { description: '' },
    { publisher: 1 },
  ),
  'sd-head': assign(
    SD,
    { kind: null },
    { kind: 'type' },
    { abstract: null },
    { type: 'Nothing' },
    { type: 'Patient' },
    { baseDefinition: 'http://example.org/StructureDefinition/unknown' },
    { baseDefinition: null },
    { derivation: null },
    { derivation: 'specialization' },
    { snapshot: null },
    { differential: null },
    { snapshot: null, differential: null },
    { context: [{ type: 'element', expression: 'Nothing.here' }] },
    { context: [{ type: 'fhirpath', expression: 'a +' }] },
    { context: [{ type: 'element' }] },
    { contextInvariant: ['a +'] },
    { fhirVersion: '9.9.9' },
    { fhirVersion: '3.0.2' },
    { mapping: [{ identity: 'x' }] },
  ),
  'sd-element': part(
    SD,
    elements,
    { min: 3, max: '1' },
    { min: -1 },
    { max: 'x' },
    { max: '-1' },
    { max: '0' },
    { path: 'Nothing.here' },
    { path: null },
    { path: 'a b' },
    { id: null },
    { id: 'other' },
    { type: [{ code: 'Nothing' }] },
    { type: [{}] },
    { type: [{ code: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Nothing'] }] },
    { type: [{ code: 'string', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Patient'] }] },
    { type: [{ code: 'Quantity', profile: ['http://hl7.org/fhir/StructureDefinition/Patient'] }] },
    { type: [{ code: 'string' }, { code: 'string' }] },
    { slicing: { rules: 'open' } },
    { slicing: { discriminator: [{ type: 'value', path: 'x' }] } },
    { slicing: { discriminator: [{ type: 'value' }], rules: 'open' } },
    { sliceName: 'a/b' },
    { sliceName: 'x' },
    { binding: { strength: 'required' } },
    { binding: { valueSet: 'http://hl7.org/fhir/ValueSet/observation-status' } },
    { binding: { strength: 'strong', valueSet: 'http://hl7.org/fhir/ValueSet/observation-status' } },
    { binding: { strength: 'required', valueSet: 'http://example.org/ValueSet/unknown' } },
    { binding: { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/unknown' } },
    { constraint: [{ key: 'x-1', severity: 'error', human: 'x', expression: 'a +' }] },
    { constraint: [{ key: 'x-1', severity: 'error', human: 'x', expression: 'unknownFunction()' }] },
    { constraint: [{ severity: 'error', human: 'x', expression: 'true' }] },
    { constraint: [{ key: 'x y', severity: 'error', human: 'x', expression: 'true' }] },
    { constraint: [{ key: 'x-1', severity: 'error', human: 'x' }] },
    {
      constraint: [
        { key: 'x-1', severity: 'error', human: 'x', expression: 'true' },
        { key: 'x-1', severity: 'error', human: 'x', expression: 'true' },
      ],
    },
    { fixedString: 'x' },
    { fixedInteger: 1 },
    { patternCodeableConcept: { text: 'x' } },
    { fixedString: 'x', patternString: 'x' },
    { minValueInteger: 1 },
    { maxLength: -1 },
    { maxLength: 3 },
    { example: [{ label: 'x' }] },
    { example: [{ valueString: 'x' }] },
    { contentReference: '#Nothing.here' },
    { isModifier: true },
    { isModifier: true, isModifierReason: 'x' },
    { definition: '' },
    { mapping: [{ identity: 'nowhere', map: 'x' }] },
    { representation: ['xml'] },
    { defaultValueString: 'x' },
    { base: { path: 'x', min: 0, max: '1' } },
    { base: null },
  ),
  'sd-element-removed': ofResource(SD, (it, random) => {
    const holder = it[random.pick(['differential', 'snapshot'])];
    const found = isJsonObject(holder) && Array.isArray(holder.element) ? (holder.element as unknown[]) : [];
    return found.length < 2 ? false : found.splice(random.below(found.length), 1);
  }),
  'sd-element-doubled': doubled(SD, (it) => isJsonObject(it.differential) && it.differential.element),
  'vs-include': part(
    VS,
    includes,
    { system: null },
    { system: null, concept: null, filter: null },
    { system: '#local' },
    { system: 'http://example.org/unknown' },
    { system: 'http://hl7.org/fhir/unknown' },
    { system: 'relative' },
    { system: `${gender}|4.0.1` },
    { system: gender, filter: null, concept: [{ code: 'male' }] },
    { system: gender, filter: null, concept: [{ code: 'mal' }] },
    { system: gender, filter: null, concept: [{ code: 'male', display: 'Wrong' }] },
    { system: gender, filter: null, concept: [{ code: 'male' }, { code: 'male' }] },
    { system: gender, filter: null, concept: [{}] },
    { system: sct, concept: [{ code: '404684003' }], filter: null },
    { system: sct, concept: [{ code: 'x1' }], filter: null },
    { system: sct, concept: null, filter: [{ property: 'concept', op: 'is-a', value: '404684003' }] },
    { system: sct, concept: null, filter: [{ property: 'concept', op: 'is', value: '404684003' }] },
    { system: sct, concept: null, filter: [{ property: 'concept', op: 'is-a' }] },
    { system: sct, concept: null, filter: [{ property: 'nothing', op: '=', value: 'x' }] },
    { system: gender, concept: null, filter: [{ property: 'concept', op: 'is-a', value: 'nothing' }] },
    { system: gender, concept: null, filter: [{ property: 'nothing', op: '=', value: 'x' }] },
    { system: gender, concept: [{ code: 'male' }], filter: [{ property: 'concept', op: 'is-a', value: 'male' }] },
    { system: null, concept: null, filter: null, valueSet: ['http://hl7.org/fhir/ValueSet/administrative-gender'] },
    { system: null, concept: null, filter: null, valueSet: ['http://hl7.org/fhir/ValueSet/unknown'] },
    { system: null, concept: null, filter: null, valueSet: ['http://example.org/ValueSet/unknown'] },
    { system: null, concept: null, filter: null, valueSet: [gender] },
  ),
  'vs-expansion': assign(
    VS,
    { compose: null },
    { expansion: {} },
    { expansion: { timestamp: '2020-01-01T00:00:00Z', contains: [{ system: gender, code: 'male' }] } },
    { expansion: { timestamp: '2020-01-01T00:00:00Z', contains: [{ system: gender, code: 'nothing' }] } },
    { expansion: { timestamp: '2020-01-01T00:00:00Z', contains: [{ code: 'male' }] } },
    { expansion: { timestamp: '2020-01-01T00:00:00Z', contains: [{ system: gender }] } },
    { expansion: { timestamp: '2020-01-01T00:00:00Z', total: -1 } },
    { expansion: { timestamp: '2020-01-01T00:00:00Z', parameter: [{ name: 'x' }] } },
  ),
  'cs-head': assign(
    CS,
    { content: null },
    { content: 'whole' },
    { content: 'not-present' },
    { content: 'supplement' },
    { content: 'supplement', supplements: gender },
    { supplements: gender },
    { count: 1 },
    { count: -1 },
    { hierarchyMeaning: 'x' },
    { valueSet: 'http://example.org/ValueSet/unknown' },
    {
      property: [
        { code: 'x', type: 'code' },
        { code: 'x', type: 'code' },
      ],
    },
    { property: [{ code: 'x' }] },
    { property: [{ code: 'x', type: 'number' }] },
    { filter: [{ code: 'x', operator: ['='], value: 'x' }] },
    { filter: [{ code: 'x', value: 'x' }] },
    { caseSensitive: null },
  ),
  'cs-concept': part(
    CS,
    (it) => deep(it, 'concept'),
    { code: null },
    { code: 'a  b' },
    { code: ' a' },
    { display: '' },
    { display: null },
    { property: [{ code: 'unknown', valueCode: 'x' }] },
    { property: [{ code: 'status' }] },
    { property: [{ code: 'status', valueBoolean: true }] },
    { property: [{ code: 'parent', valueCode: 'nothing' }] },
    { designation: [{ value: 'x', language: 'zz-ZZ' }] },
    { designation: [{ language: 'fr' }] },
    { concept: [{ code: 'new' }] },
    { concept: [{}] },
  ),
  'cs-concept-doubled': doubled(CS, (it) => it.concept),
  'cm-part': part(
    CM,
    (it) =>
      list(it, 'group').flatMap((group) => [
        group,
        ...list(group, 'element'),
        ...list(group, 'element').flatMap((each) => list(each, 'target')),
      ]),
    { code: 'nothing' },
    { code: null },
    { equivalence: null },
    { equivalence: 'same' },
    { equivalence: 'unmatched' },
    { equivalence: 'narrower' },
    { source: 'http://example.org/unknown' },
    { source: null },
    { target: null },
    { display: 'Wrong' },
    { unmapped: { mode: 'fixed' } },
    { unmapped: { mode: 'other-map' } },
    { dependsOn: [{ property: 'x' }] },
  ),
  'sp-part': assign(
    SP,
    { code: null },
    { code: 'a.b' },
    { code: 'a b' },
    { base: null },
    { base: ['Nothing'] },
    { base: ['Patient'] },
    { type: 'text' },
    { type: 'token' },
    { type: 'composite' },
    { expression: null },
    { expression: 'a +' },
    { expression: 'Patient.nothing' },
    { expression: 'Nothing.name' },
    { expression: 'Patient.name', base: ['Observation'] },
    { expression: 'unknownFunction()' },
    { xpath: null },
    { xpathUsage: null },
    { xpathUsage: 'x' },
    { target: ['Nothing'] },
    { target: ['Patient'] },
    { multipleOr: 'x' },
    { comparator: ['zz'] },
    { modifier: ['zz'] },
    { chain: ['a.b'] },
    { derivedFrom: 'http://hl7.org/fhir/SearchParameter/Patient-name' },
    { derivedFrom: 'http://hl7.org/fhir/SearchParameter/nothing' },
    { component: [{ definition: 'http://hl7.org/fhir/SearchParameter/Patient-name', expression: 'x' }] },
    { component: [{ definition: 'http://hl7.org/fhir/SearchParameter/nothing', expression: 'x' }] },
    { component: [{ expression: 'x' }] },
  ),
  'od-part': assign(
    OD,
    { code: 'a b' },
    { code: null },
    { kind: 'x' },
    { system: null },
    { resource: ['Nothing'] },
    { resource: null },
    { inputProfile: 'http://hl7.org/fhir/StructureDefinition/Patient' },
    { inputProfile: 'http://hl7.org/fhir/StructureDefinition/Parameters' },
    { base: 'http://hl7.org/fhir/OperationDefinition/nothing' },
  ),
  'od-parameter': part(
    OD,
    (it) => deep(it, 'parameter'),
    { name: null },
    { name: 'a b' },
    { use: 'both' },
    { min: null },
    { max: null },
    { max: 'x' },
    { min: 2, max: '1' },
    { type: null },
    { type: 'Nothing' },
    { type: 'string', searchType: 'number' },
    { type: 'Reference', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Nothing'] },
    { type: 'string', targetProfile: ['http://hl7.org/fhir/StructureDefinition/Patient'] },
    { binding: { strength: 'required' } },
    { part: [{ name: 'x', use: 'in', min: 0, max: '1', type: 'string' }] },
  ),
  'cap-part': part(
    ['CapabilityStatement'],
    (it) => {
      const rest = list(it, 'rest');
      const resource = rest.flatMap((each) => list(each, 'resource'));
      return [...rest, ...resource, ...resource.flatMap((each) => list(each, 'searchParam'))];
    },
    { type: 'Nothing' },
    { type: 'string' },
    { type: 'token' },
    { name: null },
    { mode: 'x' },
    { definition: 'http://hl7.org/fhir/SearchParameter/Patient-name' },
    { definition: 'http://hl7.org/fhir/SearchParameter/nothing' },
    { profile: 'http://hl7.org/fhir/StructureDefinition/Patient' },
    { profile: 'http://example.org/unknown' },
    { interaction: [{ code: 'x' }] },
    { interaction: [{ code: 'read' }, { code: 'read' }] },
    {
      searchParam: [
        { name: 'x', type: 'string' },
        { name: 'x', type: 'string' },
      ],
    },
    { versioning: 'x' },
  ),
  'q-item': part(
    Q,
    items,
    { linkId: null },
    { linkId: '1' },
    { linkId: 'with  blanks' },
    { type: null },
    { type: 'text-area' },
    { type: 'group' },
    { type: 'display' },
    { type: 'display', required: true },
    { type: 'choice' },
    { type: 'boolean', maxLength: 3 },
    { type: 'string', maxLength: 3 },
    { maxLength: -1 },
    {
      type: 'choice',
      answerOption: [{ valueString: 'a' }],
      answerValueSet: 'http://hl7.org/fhir/ValueSet/yesnodontknow',
    },
    { type: 'choice', answerValueSet: 'http://hl7.org/fhir/ValueSet/unknown' },
    { type: 'choice', answerValueSet: '#nothing' },
    { type: 'choice', answerOption: [{}] },
    { type: 'choice', answerOption: [{ valueBoolean: true }] },
    { type: 'choice', answerOption: [{ valueString: 'a', initialSelected: true }], initial: [{ valueString: 'a' }] },
    { type: 'string', answerOption: [{ valueString: 'a' }] },
    { type: 'group', initial: [{ valueString: 'a' }] },
    { type: 'integer', initial: [{ valueString: 'a' }] },
    { type: 'string', repeats: false, initial: [{ valueString: 'a' }, { valueString: 'b' }] },
    { enableWhen: [{ question: 'nothing', operator: '=', answerBoolean: true }] },
    { enableWhen: [{ question: '1', operator: '=' }] },
    { enableWhen: [{ question: '1', operator: 'exists', answerString: 'a' }] },
    { enableWhen: [{ question: '1', operator: 'is', answerString: 'a' }] },
    {
      enableWhen: [
        { question: '1', operator: 'exists', answerBoolean: true },
        { question: '1.1', operator: 'exists', answerBoolean: true },
      ],
    },
    { definition: 'http://hl7.org/fhir/StructureDefinition/Patient#Patient.nothing' },
    { code: [{ system: gender, code: 'nothing' }] },
    { readOnly: true, type: 'display' },
    { text: '' },
    { prefix: 1 },
  ),
  'q-item-doubled': doubled(Q, (it) => it.item),
  'q-head': assign(
    Q,
    { subjectType: ['Nothing'] },
    { subjectType: ['Patient', 'Patient'] },
    { item: [] },
    { derivedFrom: ['x y'] },
  ),
  'qr-item': part(
    QR,
    items,
    { linkId: null },
    { linkId: 'nothing' },
    { linkId: '1' },
    { text: 'other' },
    { answer: null },
    { answer: [] },
    { answer: [{}] },
    { answer: [{ valueBoolean: true }] },
    { answer: [{ valueString: 'x' }, { valueString: 'y' }] },
    { answer: [{ valueString: 'x', valueInteger: 1 }] },
    { answer: [{ valueCoding: { system: gender, code: 'nothing' } }] },
    { item: [{ linkId: 'x', text: 'x' }] },
    { answer: [{ valueString: 'x' }], item: [{ linkId: 'x' }] },
    { definition: 'x y' },
  ),
  'qr-answer': part(
    QR,
    answers,
    { item: [{ linkId: 'nothing' }] },
    { valueString: 'x' },
    { valueDecimal: 1.5 },
    { valueDate: '2020-13-01' },
    { valueReference: { reference: 'Patient/1' } },
    { valueCode: 'x' },
    { valueQuantity: { value: 1 } },
  ),
  'qr-item-doubled': doubled(QR, (it) => it.item),
  'qr-item-removed': ofResource(QR, (it, random) => {
    const found = Array.isArray(it.item) ? (it.item as unknown[]) : [];
    return found.length === 0 ? false : found.splice(random.below(found.length), 1);
  }),
  'qr-head': assign(
    QR,
    { questionnaire: null },
    { questionnaire: 'http://example.org/Questionnaire/unknown' },
    { questionnaire: '#nothing' },
    { questionnaire: 'Questionnaire/1' },
    { status: null },
    { status: 'in-progress' },
    { status: 'completed' },
    { authored: '2020-01-01T10:00' },
    { item: [] },
    { subject: { reference: 'Nothing/1' } },
  ),
};
