import { expect, test } from 'vitest';
import { jsonLocation } from '../../scripts/validate/json/path.ts';
import { Positions } from '../../scripts/validate/json/position.ts';

const text = `{
  "resourceType": "Observation",
  "extra": "a \\"quoted\\" } text",
  "component": [
    { "code": { "text": "x" } },
    {
      "valueQuantity": { "value": 1, "unit": "kg" }
    }
  ],
  "_issued": { "extension": [{ "url": "u" }] },
  "note": [{ "text": "é" }]
}`;
const positions = new Positions(text, JSON.parse(text));

/** What stands at a position, up to the end of the line. */
function at(expression: string): string {
  const { line, column } = positions.of(expression);
  return (text.split('\n')[line - 1] ?? '').slice(column - 1);
}

test('finds a property by its name', () => {
  expect(at('Observation.component')).toBe('"component": [');
});

test('finds an item of an array', () => {
  expect(at('Observation.component[0]')).toBe('{ "code": { "text": "x" } },');
});

test('finds a choice under the name with its type', () => {
  expect(at('Observation.component[1].value.unit')).toBe('"unit": "kg" }');
});

test('finds the parts of a primitive in its underscore sibling', () => {
  expect(at('Observation.issued.extension[0].url')).toBe('"url": "u" }] },');
});

test('what is missing is shown at the nearest element around it', () => {
  expect(at('Observation.component[0].code.coding[0].display')).toBe('"code": { "text": "x" } },');
  expect(positions.of('Observation.status')).toEqual({ line: 1, column: 1 });
});

test('names elements as the text does: the type of a choice, the underscore of a primitive, no url of an extension', () => {
  const root = JSON.parse(text);
  const named = (expression: string) => jsonLocation(root, expression);
  expect(named('Observation.component[1].value.unit')).toBe('Observation.component[1].valueQuantity.unit');
  expect(named('Observation.issued.extension[0].url')).toBe('Observation._issued.extension[0].url');
  expect(named("Observation.issued.extension[0][url='http://a.b/c']")).toBe('Observation._issued.extension[0]');
  expect(named('Observation')).toBe('Observation');
});

test('what the text does not have is named as FHIRPath does, behind what it has', () => {
  const root = JSON.parse(text);
  for (const expression of ['Observation.status', 'Observation.component[7].code', 'Observation.a-b.c', '$', '$.x'])
    expect(jsonLocation(root, expression)).toBe(expression);
  expect(jsonLocation(root, 'Observation.component[1].value.code.x')).toBe(
    'Observation.component[1].valueQuantity.code.x',
  );
});
