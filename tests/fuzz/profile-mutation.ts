import { isJsonObject } from '../../scripts/model/fhir.ts';
import { expressions, patterns } from './hostile.ts';
import { mutated } from './mutate.ts';
import type { Random } from './random.ts';

type Element = Record<string, unknown>;

const paths = [
  '$this',
  'code',
  'value',
  'resolve()',
  'resolve().code',
  "extension('x').value",
  'reference',
  'url',
  '',
  '(',
  'a.b.c',
];

/** What an author, or somebody who means harm, could write into a profile. */
const additions: readonly ((element: Element, profile: Element, random: Random) => void)[] = [
  (element, _, random) => {
    const discriminator = [
      { type: random.pick(['value', 'pattern', 'exists', 'type', 'profile', 'x']), path: random.pick(paths) },
    ];
    element.slicing = {
      discriminator,
      rules: random.pick(['open', 'closed', 'openAtEnd']),
      ordered: random.chance(0.3),
    };
  },
  (element, _, random) => {
    element.constraint = Array.from({ length: 1 + random.below(5) }, (_, i) => ({
      key: `f-${i}`,
      severity: random.pick(['error', 'warning']),
      human: 'x',
      expression: random.pick(expressions),
    }));
  },
  (element, _, random) => {
    element.extension = [{ url: 'http://hl7.org/fhir/StructureDefinition/regex', valueString: random.pick(patterns) }];
  },
  (element, profile, random) => {
    const url = random.pick([profile.url, profile.baseDefinition, 'http://example.org/none']);
    element.type = [
      {
        code: random.pick(['Reference', 'Extension', 'Quantity', 'BackboneElement', 'Resource', 'x']),
        profile: [url],
        targetProfile: [url],
      },
    ];
  },
  (element, _, random) => {
    element.min = random.pick([0, 1, 2, -1, 1e9]);
    element.max = random.pick(['0', '1', '*', '-1', 'x', '']);
  },
  (element, _, random) => {
    element.contentReference = `#${random.pick(['Observation', 'Questionnaire.item', String(element.path), 'x'])}`;
  },
  (element, _, random) => {
    element.sliceName = random.pick(['a', 'a/b', '@default', '', 'x'.repeat(5_000)]);
  },
  (element, _, random) => {
    element[
      random.pick([
        'fixedString',
        'patternCodeableConcept',
        'patternQuantity',
        'fixedCode',
        'minValueQuantity',
        'maxValueDate',
      ])
    ] = random.pick([
      'x',
      {},
      { coding: [{}] },
      { value: 1, code: 'kg', system: 'http://unitsofmeasure.org' },
      null,
      '',
    ]);
  },
  (element, _, random) => {
    element.binding = {
      strength: random.pick(['required', 'x']),
      valueSet: random.pick(['http://hl7.org/fhir/ValueSet/languages', '', '|', '#x']),
    };
  },
  (element, _, random) => {
    element.path = random.pick([
      `${element.path}.extension`,
      `${element.path}.value[x]`,
      `${element.path}.x`,
      'x',
      '',
      String(element.path).replace(/\.[^.]*$/, ''),
    ]);
  },
  (_, profile) => {
    profile.baseDefinition = profile.url;
  },
  (_, profile, random) => {
    profile.type = random.pick(['Observation', 'Extension', 'Element', 'x', 'Bundle']);
  },
];

/** A changed copy of a profile: a few hostile additions, and chance's own changes now and then. */
export function mutatedProfile(profile: Record<string, unknown>, random: Random): Record<string, unknown> {
  const copy = structuredClone(profile);
  for (let changes = 1 + random.below(6); changes > 0; changes--) {
    const elements = [...elementsOf(copy.differential), ...elementsOf(copy.snapshot)];
    if (elements.length > 0) random.pick(additions)(random.pick(elements), copy, random);
  }
  const changed = random.chance(0.3) ? mutated(copy, random) : copy;
  return { ...changed, resourceType: 'StructureDefinition', url: profile.url };
}

function elementsOf(view: unknown): Element[] {
  const list = isJsonObject(view) && Array.isArray(view.element) ? view.element : [];
  return list.filter((element): element is Element => isJsonObject(element));
}
