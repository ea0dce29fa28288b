import type { ElementDefinition } from '../model/fhir.ts';

/** The fields in the order of https://hl7.org/fhir/R4/elementdefinition.html#resource */
const fields = [
  'id',
  'extension',
  'modifierExtension',
  'path',
  'representation',
  'sliceName',
  'sliceIsConstraining',
  'label',
  'code',
  'slicing',
  'short',
  'definition',
  'comment',
  'requirements',
  'alias',
  'min',
  'max',
  'base',
  'contentReference',
  'type',
  'defaultValue',
  'meaningWhenMissing',
  'orderMeaning',
  'fixed',
  'pattern',
  'example',
  'minValue',
  'maxValue',
  'maxLength',
  'condition',
  'constraint',
  'mustSupport',
  'isModifier',
  'isModifierReason',
  'isSummary',
  'binding',
  'mapping',
];
const rank = new Map(fields.map((field, index) => [field, index]));
const choices = ['defaultValue', 'fixed', 'pattern', 'minValue', 'maxValue'];

/** The element with its fields in the order of the specification, whatever order they were merged in. */
export function inFieldOrder(element: ElementDefinition): ElementDefinition {
  const entries = Object.entries(element).filter(([, value]) => value !== undefined);
  const sorted = entries.map(([key, value]) => ({ key, value, rank: fieldRank(key) })).sort((a, b) => a.rank - b.rank);
  return Object.fromEntries(sorted.map(({ key, value }) => [key, value])) as unknown as ElementDefinition;
}

/** `_short` comes right after `short`. */
function fieldRank(key: string): number {
  const sibling = key.startsWith('_');
  const name = sibling ? key.slice(1) : key;
  const known = rank.get(name) ?? rank.get(choices.find((choice) => name.startsWith(choice)) ?? '') ?? fields.length;
  return sibling ? known + 0.5 : known;
}
