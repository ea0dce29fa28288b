import { expect, test } from 'vitest';
import type { StructureDefinition } from '../../scripts/model/fhir.ts';
import { inDefinedOrder } from '../../scripts/pages/element-order.ts';

const types: Record<string, readonly (readonly [string, string?])[]> = {
  Bundle: [
    ['Bundle.id', 'id'],
    ['Bundle.type', 'code'],
    ['Bundle.entry', 'BackboneElement'],
    ['Bundle.entry.link'],
    ['Bundle.entry.fullUrl', 'uri'],
    ['Bundle.entry.resource', 'Resource'],
  ],
  Observation: [
    ['Observation.id', 'id'],
    ['Observation.meta', 'Meta'],
    ['Observation.status', 'code'],
    ['Observation.code', 'CodeableConcept'],
    ['Observation.value[x]', 'Quantity'],
  ],
  Quantity: [
    ['Quantity.value', 'decimal'],
    ['Quantity.unit', 'string'],
    ['Quantity.system', 'uri'],
    ['Quantity.code', 'code'],
  ],
};

function findType(name: string): StructureDefinition | undefined {
  const element = types[name]?.map(([path, code]) => ({
    path,
    ...(code === undefined ? { contentReference: '#Bundle.entry' } : { type: [{ code }] }),
  }));
  return element && ({ resourceType: 'StructureDefinition', snapshot: { element } } as unknown as StructureDefinition);
}

test('elements come as they are defined, through types, choices, entries and references to other elements', () => {
  const written = {
    entry: [
      {
        resource: {
          valueQuantity: { code: 'kg', value: 1, system: 'http://unitsofmeasure.org', unit: 'kg' },
          _status: { id: 's' },
          status: 'final',
          unknown: 1,
          meta: {},
          resourceType: 'Observation',
        },
        fullUrl: 'urn:uuid:1',
        link: [{ fullUrl: 'b', link: [] }],
      },
    ],
    type: 'transaction',
    resourceType: 'Bundle',
  };
  const ordered = inDefinedOrder(written, findType);
  expect(JSON.stringify(ordered)).toBe(
    '{"resourceType":"Bundle","type":"transaction","entry":[{"link":[{"link":[],"fullUrl":"b"}],"fullUrl":"urn:uuid:1","resource":{"resourceType":"Observation","meta":{},"status":"final","_status":{"id":"s"},"valueQuantity":{"value":1,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"},"unknown":1}}]}',
  );
  expect(ordered).toEqual(written);
});

test('what has no definition stays as it is', () => {
  expect(inDefinedOrder({ resourceType: 'Basic', b: 1, a: 2 }, findType)).toEqual({
    resourceType: 'Basic',
    b: 1,
    a: 2,
  });
});
