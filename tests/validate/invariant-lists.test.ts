import fc from 'fast-check';
import fhirpath from 'fhirpath';
import { expect, test } from 'vitest';
import type { FhirResource, JsonObject } from '../../scripts/model/fhir.ts';
import { correctedExpression } from '../../scripts/validate/invariant/corrections.ts';
import { queryResource } from '../../scripts/validate/invariant/expression.ts';
import { compileInvariant, evaluateInvariant } from '../../scripts/validate/invariant/invariant.ts';
import { model } from '../../scripts/validate/invariant/model.ts';
import { nativeInvariants } from '../../scripts/validate/invariant/native.ts';

/*
 * Lists are compared in one pass where fhirpath.js compares each member with each other. Both must say the same: here on
 * short lists with many repetitions, siblings and faults of form.
 */
const options = { resolveInternalTypes: false } as const;

/** What fhirpath.js itself says, with no function of ours. */
function plainly(expression: string, element: unknown, base: string, resource: FhirResource): boolean | undefined {
  try {
    const path = base === resource.resourceType ? expression : { base, expression };
    const result: unknown[] = fhirpath.evaluate(
      element as JsonObject,
      path,
      { resource, rootResource: resource },
      model,
      options,
    ) as unknown[];
    const [value] = result.map((item) =>
      typeof item === 'object' && item !== null && 'data' in item ? item.data : item,
    );
    return result.length === 1 && typeof value === 'boolean' ? value : result.length > 0;
  } catch {
    return undefined; // it cannot tell on such data
  }
}

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const sibling = fc.constantFrom({ id: 'x' }, { id: 'y' }, { extension: [{ url: 'http://example.com/e' }] });
const rarely = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 8, nil: undefined }).map((v) => v);
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
const present = (object: object): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
const list = <T>(item: fc.Arbitrary<T>, most = 4) => fc.array(item, { maxLength: most });

const odd = fc.constantFrom<unknown>(null, 1, true, '', [], ['a', null], {});
const item = fc.letrec<{ item: JsonObject }>((tie) => ({
  item: fc
    .record({
      linkId: fc.oneof(
        { weight: 20, arbitrary: fc.uuid() as fc.Arbitrary<unknown> },
        { weight: 4, arbitrary: name },
        { weight: 1, arbitrary: odd },
      ),
      _linkId: seldom(sibling),
      text: fc.constant('Text'),
      _text: seldom(sibling),
      item: fc.option(fc.array(tie('item'), { maxLength: 3 }), { nil: undefined, depthSize: 'small', maxDepth: 3 }),
    })
    .map(present),
})).item;
const questionnaire = fc
  .record({
    item: list(item),
    contained: seldom(
      list(
        item.map((i) => ({ resourceType: 'Questionnaire', item: [i] })),
        2,
      ),
    ),
  })
  .map((rest) => ({ resourceType: 'Questionnaire', ...present(rest) }));

const concept = fc.letrec<{ concept: JsonObject }>((tie) => ({
  concept: fc
    .record({
      code: fc.oneof(
        { weight: 20, arbitrary: fc.uuid() as fc.Arbitrary<unknown> },
        { weight: 4, arbitrary: name },
        { weight: 1, arbitrary: odd },
      ),
      _code: seldom(sibling),
      concept: fc.option(fc.array(tie('concept'), { maxLength: 3 }), {
        nil: undefined,
        depthSize: 'small',
        maxDepth: 3,
      }),
    })
    .map(present),
})).concept;
const codeSystem = fc.record({ concept: list(concept) }).map((rest) => ({ resourceType: 'CodeSystem', ...rest }));

const path = fc.constantFrom('Basic', 'Basic.code', 'Basic.code.text', 'Basicode', 'Patient.name', 'Patient');
const elements = fc.array(fc.record({ path: rarely(path), _path: seldom(sibling) }).map(present), { maxLength: 4 });
const view = fc.record({ element: elements }).map(present);
const structure = fc
  .record({
    kind: fc.constantFrom('resource', 'logical', undefined),
    type: fc.constantFrom('Basic', 'Patient', undefined),
    snapshot: rarely(view),
    differential: rarely(view),
  })
  .map((rest) => ({ resourceType: 'StructureDefinition', ...present(rest) }));

const coding = fc
  .record({
    system: fc.constantFrom('http://a', undefined),
    code: rarely(name),
    display: seldom(name),
    id: seldom(name),
  })
  .map(present);
const code = fc.record({ coding: rarely(list(coding, 9)), text: rarely(name) }).map(present);
const observation = fc
  .record({
    valueString: rarely(name),
    code: rarely(code),
    component: rarely(list(fc.record({ code: rarely(code), _code: seldom(sibling) }).map(present))),
  })
  .map((rest) => ({ resourceType: 'Observation', ...present(rest) }));

const versions = rarely(list(fc.constantFrom('4.0.1', '4.3.0', '5.0.0'), 2));
const guide = fc
  .record({
    fhirVersion: versions,
    definition: rarely(
      fc
        .record({
          grouping: rarely(list(fc.record({ id: rarely(name), name }).map(present))),
          resource: rarely(list(fc.record({ groupingId: rarely(name), fhirVersion: versions }).map(present))),
        })
        .map(present),
    ),
  })
  .map((rest) => ({ resourceType: 'ImplementationGuide', ...present(rest) }));

interface Case {
  readonly key: string;
  readonly expression: string;
  readonly type: string;
  readonly resources: fc.Arbitrary<FhirResource & JsonObject>;
}

const cases: readonly Case[] = [
  { key: 'que-2', expression: 'descendants().linkId.isDistinct()', type: 'Questionnaire', resources: questionnaire },
  {
    key: 'csd-1',
    expression: 'concept.code.combine($this.descendants().concept.code).isDistinct()',
    type: 'CodeSystem',
    resources: codeSystem,
  },
  {
    key: 'obs-7',
    expression: 'value.empty() or component.code.where(coding.intersect(%resource.code.coding).exists()).empty()',
    type: 'Observation',
    resources: observation,
  },
  {
    key: 'sdf-8',
    expression:
      "(%resource.kind = 'logical' or element.first().path = %resource.type) and element.tail().all(path.startsWith(%resource.snapshot.element.first().path&'.'))",
    type: 'StructureDefinition.snapshot',
    resources: structure,
  },
  {
    key: 'sdf-8a',
    expression:
      "(%resource.kind = 'logical' or element.first().path.startsWith(%resource.type)) and (element.tail().empty() or element.tail().all(path.startsWith(%resource.differential.element.first().path.replaceMatches('\\\\..*','')&'.')))",
    type: 'StructureDefinition.differential',
    resources: structure,
  },
  {
    key: 'ig-1',
    expression: 'resource.groupingId.all(%context.grouping.id contains $this)',
    type: 'ImplementationGuide.definition',
    resources: guide,
  },
  {
    key: 'ig-2',
    expression: 'definition.resource.fhirVersion.all(%context.fhirVersion contains $this)',
    type: 'ImplementationGuide',
    resources: guide,
  },
];

for (const { key, expression, type, resources } of cases) {
  test(`${key} says what FHIRPath says`, () => {
    expect(nativeInvariants.has(expression)).toBe(true);
    const corrected = correctedExpression(key, expression);
    expect(corrected).toBe(expression);
    const compiled = compileInvariant({ key, severity: 'error', human: '', expression }, type);
    const verdicts = { true: 0, false: 0 };
    fc.assert(
      fc.property(resources, (resource) => {
        const value = type.includes('.') ? resource[type.slice(type.indexOf('.') + 1)] : resource;
        if (value === undefined) return;
        const wanted = plainly(expression, value, type, resource);
        if (wanted === undefined) return;
        verdicts[`${wanted}`]++;
        const environment = { resource, rootResource: resource, resolve: () => undefined };
        expect(evaluateInvariant(compiled, { value, type }, environment)).toBe(`${wanted}`);
      }),
      { numRuns: 200, seed: 11 },
    );
    expect(Math.min(verdicts.true, verdicts.false)).toBeGreaterThan(10);
  });
}

const parameter = fc.oneof(
  name.map((valueString) => ({ valueString })),
  fc.tuple(name, sibling).map(([valueString, _valueString]) => ({ valueString, _valueString })),
  sibling.map((_valueString) => ({ _valueString })),
  fc
    .constantFrom('2024', '2024-02', '2024-02-01', '2024-02-01T10:00:00Z', '2024-02-01T11:00:00+01:00', 'x')
    .map((valueDateTime) => ({ valueDateTime })),
  fc.constantFrom('10:00:00', '10:00:00.0', '10:00:00.5', '11:00:00').map((valueTime) => ({ valueTime })),
  fc.constantFrom('2024', '2024-02-01').map((valueDate) => ({ valueDate })),
  fc.constantFrom(1, 1.5, 1.500000001, 2, 100).map((valueDecimal) => ({ valueDecimal })),
  fc.constantFrom(1, 2, 100).map((valueInteger) => ({ valueInteger })),
  fc.boolean().map((valueBoolean) => ({ valueBoolean })),
  fc
    .tuple(fc.constantFrom(1, 100), fc.constantFrom('m', 'cm', '1'))
    .map(([value, unit]) => ({ valueQuantity: { value, system: 'http://unitsofmeasure.org', code: unit } })),
  coding.map((valueCoding) => ({ valueCoding })),
);
const parameters = fc.array(parameter, { maxLength: 14 }).map((items) => ({
  resourceType: 'Parameters',
  parameter: items.map((value, at) => ({ name: at % 2 === 0 ? 'even' : 'odd', ...value })),
}));

const even = "parameter.where(name = 'even').value";
const other = "parameter.where(name = 'odd').value";
for (const expression of [
  'parameter.value.distinct()',
  'parameter.value.isDistinct()',
  `${even}.union(%resource.${other})`,
  `${even}.intersect(%resource.${other})`,
  `${even}.exclude(%resource.${other})`,
  `(${even} | ${other}).distinct()`,
  `${even}.select(iif($this is string, $this & '', 'a')).distinct()`,
  'descendants().count()',
]) {
  test(`${expression} gives what fhirpath.js gives`, () => {
    let decided = 0;
    fc.assert(
      fc.property(parameters, (resource) => {
        let wanted: unknown[];
        try {
          wanted = fhirpath.evaluate(resource, expression, { resource }, model, options) as unknown[];
        } catch {
          return;
        }
        decided++;
        const dataOf = (value: unknown) =>
          typeof value === 'object' && value !== null && 'data' in value ? value.data : value;
        expect(JSON.stringify(queryResource(expression, resource, {}))).toBe(JSON.stringify(wanted.map(dataOf)));
      }),
      { numRuns: 200, seed: 12 },
    );
    expect(decided).toBeGreaterThan(100);
  });
}
