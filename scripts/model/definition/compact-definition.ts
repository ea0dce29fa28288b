import { isJsonObject, type JsonObject } from '../fhir.ts';
import { copyAllDigits } from '../written-digits.ts';

/** What no validation asks for: words for people, mappings to other standards, and how the snapshot came about. */
const definitionWords: ReadonlySet<string> = new Set([
  'contact',
  'copyright',
  'description',
  'differential',
  'jurisdiction',
  'keyword',
  'mapping',
  'publisher',
  'purpose',
  'text',
  'useContext',
]);
const elementWords: ReadonlySet<string> = new Set([
  'alias',
  'comment',
  'definition',
  'example',
  'isModifierReason',
  'isSummary',
  'mapping',
  'meaningWhenMissing',
  'orderMeaning',
  'requirements',
  'short',
]);
const constraintWords: ReadonlySet<string> = new Set(['requirements', 'xpath']);

/** A StructureDefinition as far as validation needs it: a fifth of its JSON on average. */
export function compactDefinition<T extends JsonObject>(definition: T): T {
  const { snapshot } = definition;
  const compact = without(definition, definitionWords);
  if (!isJsonObject(snapshot) || !Array.isArray(snapshot.element)) return compact;
  return { ...compact, snapshot: { element: snapshot.element.map(compactElement) } };
}

function compactElement(element: unknown): unknown {
  if (!isJsonObject(element)) return element;
  const compact = without(element, elementWords);
  const { constraint } = element;
  if (!Array.isArray(constraint)) return compact;
  return {
    ...compact,
    constraint: constraint.map((each) => (isJsonObject(each) ? without(each, constraintWords) : each)),
  };
}

function without<T extends JsonObject>(object: T, names: ReadonlySet<string>): T {
  const rest = Object.fromEntries(Object.entries(object).filter(([name]) => !names.has(name))) as T;
  copyAllDigits(object, rest);
  return rest;
}
