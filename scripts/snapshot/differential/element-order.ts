import type { ElementDefinition } from '../../model/fhir.ts';
import { copyAllDigits } from '../../model/written-digits.ts';

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
const choices = ['defaultValue', 'fixed', 'pattern', 'minValue', 'maxValue'];
const ranks = new Map(fields.map((field, index) => [field, index]));

/** The element with its fields in the order of the specification, whatever order they were merged in. */
export function inFieldOrder(element: ElementDefinition): ElementDefinition {
  const keys = Object.keys(element);
  if (keys.every((key, index) => index === 0 || rank(keys[index - 1] ?? '') <= rank(key))) return element;
  const values = new Map(Object.entries(element));
  const sorted = keys.sort((a, b) => rank(a) - rank(b));
  const ordered = Object.fromEntries(sorted.map((key) => [key, values.get(key)])) as unknown as ElementDefinition;
  copyAllDigits(element, ordered);
  return ordered;
}

/** `_short` comes right after `short`. */
function rank(key: string): number {
  const known = ranks.get(key);
  if (known !== undefined) return known;
  const isSibling = key.startsWith('_');
  const name = isSibling ? key.slice(1) : key;
  const choice = choices.find((start) => name.startsWith(start));
  const found = (ranks.get(name) ?? ranks.get(choice ?? '') ?? fields.length) + (isSibling ? 0.5 : 0);
  ranks.set(key, found);
  return found;
}
