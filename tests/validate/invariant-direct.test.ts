import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FhirResource, JsonObject, StructureDefinition } from '../../scripts/model/fhir.ts';
import { correctedExpression } from '../../scripts/validate/invariant/corrections.ts';
import { compileDirect } from '../../scripts/validate/invariant/direct.ts';
import type { InvariantNode } from '../../scripts/validate/invariant/environment.ts';
import { compileExpression } from '../../scripts/validate/invariant/expression.ts';
import { compileInvariant, evaluateInvariant } from '../../scripts/validate/invariant/invariant.ts';
import { model, modelPath } from '../../scripts/validate/invariant/model.ts';
import { nativeInvariants } from '../../scripts/validate/invariant/native.ts';

/*
 * Whatever is evaluated by a function of ours, written by hand or compiled, must say what FHIRPath says: for every
 * invariant of R4's resources and types, on generated elements that are right, odd and malformed.
 */
interface Case {
  readonly key: string;
  readonly expression: string;
  readonly type: string;
}

const definitions = new URL('../../node_modules/hl7.fhir.r4.core/', import.meta.url);
/** Every resource has dom-2 to dom-6, every element ele-1: a few stand for all. */
const stand = {
  'dom-2': 3,
  'dom-3': 0,
  'dom-4': 3,
  'dom-5': 3,
  'dom-6': 3,
  'ele-1': 12,
  'ext-1': 1,
  'txt-1': 0,
  'txt-2': 0,
};

function publishedCases(): Case[] {
  const cases = new Map<string, Case>();
  const left = new Map(Object.entries(stand));
  for (const file of readdirSync(definitions).filter((name) => /^StructureDefinition-[A-Z]\w+\.json$/.test(name))) {
    const { kind, derivation, type, snapshot }: StructureDefinition = JSON.parse(
      readFileSync(new URL(file, definitions), 'utf8'),
    );
    if (kind === 'logical' || (derivation === 'constraint' && type !== 'Quantity')) continue;
    for (const { path, constraint } of snapshot?.element ?? []) {
      const typeOfElement = path === type ? type : (model.path2TypeWithoutElements[path] ?? path);
      for (const { key, expression } of constraint ?? []) {
        const identity = `${typeOfElement} ${expression}`;
        const rest = left.get(key) ?? 1;
        if (expression === undefined || cases.has(identity) || rest === 0 || path.endsWith('[x]')) continue;
        if (left.has(key)) left.set(key, rest - 1);
        cases.set(identity, { key, expression: correctedExpression(key, expression), type: typeOfElement });
      }
    }
  }
  return [...cases.values(), ...precisions, ...choices];
}

/** Of the vital signs' profiles, on a choice of types. */
const precisions: readonly Case[] = [
  { key: 'vs-1', expression: '($this as dateTime).toString().length() >= 8' },
  { key: 'precise', expression: '$this is dateTime implies $this.toString().length() >= 10' },
].flatMap((each) => ['dateTime', 'Period'].map((type) => ({ ...each, type })));
/** Of one type among those of a choice, as profiles write it. */
const choices: readonly Case[] = [
  'value.ofType(Quantity).value.exists() or (component.exists() and component.all(value.ofType(Quantity).value.exists()))',
  'value.ofType(CodeableConcept).exists() implies value.ofType(CodeableConcept).coding.exists()',
  'effective.ofType(Period).empty() or effective.ofType(Period).start.exists()',
].map((expression) => ({ key: 'choice', expression, type: 'Observation' }));
const dateTimes = [
  '2024',
  '2024-02',
  '2024-02-01',
  '2024-02-31',
  '2024-13',
  '2024-02-01T10:00:00Z',
  '2024-02-01T10:00:00.123+01:00',
  '2024-02-01T10:00',
  '2024-02-01T10',
  '2024-02-01 10:00:00',
  '24',
];

const cases = publishedCases();
const quick = cases.filter(
  ({ expression, type }) =>
    nativeInvariants.has(expression) || compileDirect(expression, modelPath(type)) !== undefined,
);

test('most invariants of R4 are evaluated directly', () => {
  expect(cases.length).toBeGreaterThan(250);
  expect(quick.length / cases.length).toBeGreaterThan(0.9);
});

const functions = new Set(
  'exists empty not and or implies xor count hasValue where all first in true false children startsWith contains matches trace select'.split(
    ' ',
  ),
);

/** Properties that the expression speaks of, and some that it does not. */
function propertiesFor({ expression, type }: Case): string[] {
  const words = new Set(expression.replace(/'[^']*'/g, '').match(/(?<![%$\w])[a-z]\w*/g) ?? []);
  const properties = new Set(['id', 'extension', 'text']);
  for (const word of words) {
    if (functions.has(word)) continue;
    properties.add(word);
    const choice = model.choiceTypePaths[`${modelPath(type)}.${word}`] ?? [];
    for (const suffix of choice.slice(0, 3)) properties.add(word + suffix);
  }
  return [...properties];
}

function elementsFor(one: Case): fc.Arbitrary<unknown> {
  const literals = [...one.expression.matchAll(/'([^'\\]*)'/g)].map(([, text = '']) => text);
  const dates = [
    '2024',
    '2024-02-01',
    '2024-02-02',
    '2024-02-01T10:00:00Z',
    '2024-02-01T10:00:00+01:00',
    '2024-02-01T11:00:00Z',
  ];
  const leaf = fc.constantFrom<unknown>(
    ...literals,
    ...literals,
    'other',
    '',
    '#',
    '#a',
    ...dates,
    true,
    false,
    0,
    1,
    2.5,
    null,
  );
  const properties = propertiesFor(one);
  const keys = [...properties, ...properties, ...properties, ...properties.map((name) => `_${name}`)];
  return fc.letrec<{ value: unknown; element: unknown }>((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, leaf, tie('element'), fc.array(fc.oneof(leaf, tie('element')), { maxLength: 3 })),
    element: fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 6, noNullPrototype: true }),
  })).element;
}

const container: FhirResource = {
  resourceType: 'Patient',
  type: 'batch',
  contained: [{ resourceType: 'Basic', id: 'a' }],
};
let decided = 0;

for (const one of quick) {
  test(`${one.key} on ${one.type}: ${one.expression.slice(0, 80)}`, () => {
    const { key, expression, type } = one;
    const compiled = compileInvariant({ key, severity: 'error', human: '', expression }, type);
    const general = compileExpression(expression);
    const isResource = model.type2Parent[type] === 'DomainResource' || type === 'Bundle';
    const isPrimitive = /^[a-z]/.test(type);
    const elements = elementsFor(one);
    const value = isPrimitive
      ? fc.constantFrom<unknown>(
          ...(type === 'dateTime' ? dateTimes : []),
          'x',
          '',
          'other',
          0,
          1,
          true,
          false,
          undefined,
          null,
        )
      : elements;
    fc.assert(
      fc.property(value, elements, fc.boolean(), (generated, sibling, isOutermost) => {
        const own = isResource ? { resourceType: type, ...(generated as object) } : generated;
        const root = isResource && isOutermost ? (own as FhirResource) : container;
        const node: InvariantNode = {
          value: own,
          type,
          ...(isPrimitive ? { primitiveElement: sibling as JsonObject } : {}),
        };
        const environment = { resource: root, rootResource: root, resolve: () => undefined };
        let expected: string;
        try {
          expected = general(node, environment) ? 'true' : 'false';
        } catch {
          return; // FHIRPath cannot tell on such data
        }
        decided++;
        expect(evaluateInvariant(compiled, node, environment)).toBe(expected);
      }),
      { numRuns: 60, seed: 42 },
    );
  });
}

test('the comparison was no empty one', () => {
  expect(decided).toBeGreaterThan(quick.length * 40);
});
