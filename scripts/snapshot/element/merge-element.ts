import type { ElementDefinition } from '../../model/fhir.ts';
import { copyDigits } from '../../model/written-digits.ts';
import { deepEqual, sameText } from './deep-equal.ts';
import { mergeExtensions } from './inherited-extensions.ts';

type Binding = NonNullable<ElementDefinition['binding']>;

/** Types whose values a binding can speak of: https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.binding */
const bindable = new Set(['Coding', 'CodeableConcept', 'Quantity', 'uri', 'string', 'code', 'CodeableReference']);

/** Fields where the differential's value replaces the inherited one. */
const replaced = ['min', 'max', 'maxLength', 'mustSupport', 'sliceIsConstraining'] as const;

const choices = /^_?(?:fixed|pattern|minValue|maxValue)/;

const MODIFIER_EXTENSION_REASON =
  'Modifier extensions are labelled as such because they modify the meaning or interpretation of the resource or element that contains them';

export function isExtensionPath(path: string): boolean {
  return path === 'Extension' || path.endsWith('.extension') || path.endsWith('.modifierExtension');
}

/**
 * Lays what a differential says of an element over what the element inherits.
 * @param element inherited, and changed here
 * @param stated the differential's element, its canonicals pinned
 * @see https://hl7.org/fhir/R4/elementdefinition.html#interpretation
 */
export function mergeElement(element: ElementDefinition, stated: ElementDefinition): void {
  assign(element, 'extension', mergeExtensions(element.extension, stated.extension));
  mergeTexts(element, stated);
  for (const field of replaced) if (stated[field] !== undefined) assign(element, field, stated[field]);
  mergeChoices(element, stated);
  mergeLists(element, stated);
  if (stated.type !== undefined && !deepEqual(stated.type, element.type)) element.type = stated.type;
  if (stated.binding !== undefined && !deepEqual(stated.binding, element.binding)) {
    element.binding = mergeBinding(element.binding, stated.binding);
  }
  if (element.isSummary === undefined && stated.isSummary !== undefined) element.isSummary = stated.isSummary;
  if (isExtensionPath(element.path)) {
    if (stated.isModifier !== undefined) element.isModifier = stated.isModifier;
    if (stated.isModifierReason !== undefined) element.isModifierReason = stated.isModifierReason;
    if (element.isModifier === true) element.isModifierReason ??= MODIFIER_EXTENSION_REASON;
  }
  if (element.binding !== undefined && element.type !== undefined && !isBindable(element)) delete element.binding;
}

/** Sets a field, or removes it: FHIR's JSON has no empty values. */
export function assign<K extends keyof ElementDefinition>(
  element: ElementDefinition,
  field: K,
  value: ElementDefinition[K] | undefined,
): void {
  if (value === undefined) delete element[field];
  else element[field] = value;
}

function isBindable({ type = [] }: ElementDefinition): boolean {
  return type.some(({ code }) => bindable.has(code));
}

function mergeTexts(element: ElementDefinition, stated: ElementDefinition): void {
  if (stated.short !== undefined) {
    element.short = stated.short;
    assign(element, '_short', stated._short);
  }
  for (const field of ['label', 'definition', 'comment', 'requirements'] as const) {
    const text = stated[field];
    if (text !== undefined) assign(element, field, appended(element[field], text));
    const sibling = stated[`_${field}`];
    if (sibling !== undefined) {
      const extension = mergeExtensions(element[`_${field}`]?.extension, sibling.extension);
      assign(element, `_${field}`, extension === undefined ? sibling : { ...sibling, extension });
    }
  }
  // sdf-9: the root says what it is for in the StructureDefinition itself
  if (!element.path.includes('.')) {
    delete element.requirements;
    delete element._requirements;
  }
}

/** A text that starts with `...` goes on from the inherited one. */
function appended(inherited: string | undefined, stated: string): string {
  return inherited !== undefined && stated.startsWith('...') ? `${inherited}\r\n${stated.slice(3)}` : stated;
}

function mergeChoices(element: ElementDefinition, stated: ElementDefinition): void {
  const target = element as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(stated)) {
    const prefix = choices.exec(key)?.[0];
    if (prefix === undefined || value === undefined) continue;
    if (!prefix.startsWith('_'))
      for (const other of Object.keys(target))
        if (other.startsWith(prefix) && isSameChoice(other, prefix)) delete target[other];
    target[key] = value;
    copyDigits(stated, key, target);
  }
}

/** `minValueDate` belongs to `minValue`, and nothing else starts like that. */
function isSameChoice(key: string, prefix: string): boolean {
  return choices.exec(key)?.[0] === prefix;
}

function mergeLists(element: ElementDefinition, stated: ElementDefinition): void {
  if (stated.alias !== undefined) element.alias = [...new Set([...(element.alias ?? []), ...stated.alias])];
  if (stated.condition !== undefined) {
    element.condition = [...new Set([...(element.condition ?? []), ...stated.condition])];
  }
  if (stated.code !== undefined) element.code = union(element.code, stated.code, sameText);
  if (stated.example !== undefined) element.example = union(element.example, stated.example, sameText);
  if (stated.mapping !== undefined)
    element.mapping = union(stated.mapping, element.mapping ?? [], ({ identity, map }) => sameText([identity, map]));
  if (stated.constraint !== undefined) {
    element.constraint = union(element.constraint, stated.constraint, ({ key }) => key);
  }
}

/** @param identityOf is the same for items that are taken for one */
function union<T>(inherited: readonly T[] | undefined, stated: readonly T[], identityOf: (item: T) => string): T[] {
  const all = [...(inherited ?? [])];
  const known = new Set(all.map(identityOf));
  for (const item of stated) {
    const identity = identityOf(item);
    if (known.has(identity)) continue;
    known.add(identity);
    all.push(item);
  }
  return all;
}

/** A binding is replaced field by field; its description and extensions speak of the old value set, and go. */
function mergeBinding(inherited: Binding | undefined, stated: Binding): Binding {
  const { extension: _extension, description: _description, ...kept } = inherited ?? { strength: stated.strength };
  return { ...kept, ...stated };
}
