import { parseCanonical } from '../../model/canonical.ts';
import type { ElementDefinition } from '../../model/fhir.ts';
import { LISTED_NO_MORE, OWN_CODES } from '../codes/extensible.ts';
import { codeDifference, codesText } from '../codes/relation.ts';
import type { ElementNode } from '../tree/element-tree.ts';
import type { Trees } from '../tree/trees.ts';
import type { Place } from './place.ts';
import { askedOf, belowValue, type FromAbove } from './value.ts';

type Binding = NonNullable<ElementDefinition['binding']>;
type Strength = Binding['strength'];

/** @see https://hl7.org/fhir/R4/terminologies.html#strength */
export function compareBindings(old: ElementNode, now: ElementNode, fromAbove: FromAbove, place: Place): void {
  const [a, b] = [bindingOf(old), bindingOf(now)];
  if (a === undefined && b === undefined) return;
  const { oldTrees, newTrees } = place.versions;
  const code = onlyCode(old, fromAbove[0], oldTrees);
  // Where nothing but one code is allowed, a value set around it says nothing more.
  if (code !== undefined && code === onlyCode(now, fromAbove[1], newTrees)) return;
  compareStrength(a, b, place);
  if (a?.valueSet !== undefined && b?.valueSet !== undefined) compareSets(old, now, a, b, place);
  compareFurther(a, b, place);
}

/** @see https://hl7.org/fhir/R4/terminologies.html#4.1 */
const bindable: ReadonlySet<string> = new Set(
  'code Coding CodeableConcept Quantity Age Count Distance Duration string uri url canonical'.split(' '),
);

/** The binding of an element; what is bound and can have no code is not checked, such as a whole extension. */
function bindingOf({ element: { binding, type = [] } }: ElementNode): Binding | undefined {
  return type.length === 0 || type.some(({ code }) => bindable.has(code)) ? binding : undefined;
}

/** The one code that an element may have, by patterns and fixed values at it, above it or below it. */
function onlyCode(node: ElementNode, above: unknown, trees: Trees): string | undefined {
  const asked = askedOf(node.element)?.value ?? above;
  if (typeof asked === 'string') return asked;
  const parts = ['system', 'code'].map((name) => {
    const child = trees.child(node, name);
    if (child === undefined) return undefined;
    const value = belowValue(asked, name);
    return value ?? ((child.element.min ?? 0) > 0 ? askedOf(child.element)?.value : undefined);
  });
  return parts.every((part) => typeof part === 'string') ? parts.join('#') : undefined;
}

const advice: ReadonlySet<Strength | undefined> = new Set(['example', 'preferred', undefined]);

function compareStrength(old: Binding | undefined, now: Binding | undefined, { changes, path: element }: Place): void {
  const [was, is] = [old?.strength, now?.strength];
  if (was === is) return;
  const values = {
    element,
    before: old === undefined ? 'no binding' : told(old),
    after: now === undefined ? 'no binding' : told(now),
  };
  if (advice.has(was) && advice.has(is)) changes.add('binding-advice-changed', values);
  else if (is === 'required')
    changes.add(was === 'extensible' ? 'binding-tightened' : 'binding-required-added', values);
  else if (was === 'required')
    changes.add(is === 'extensible' ? 'binding-loosened' : 'binding-required-removed', values);
  else changes.add(is === 'extensible' ? 'binding-extensible-added' : 'binding-extensible-removed', values);
}

/** Where the canonical stays, its codes are compared once, at the value set. */
function compareSets(old: ElementNode, now: ElementNode, a: Binding, b: Binding, place: Place): void {
  const { versions, changes, path: element } = place;
  const [before, after] = [a.valueSet ?? '', b.valueSet ?? ''];
  if (before === after) return;
  const [oldUrl, newUrl] = [parseCanonical(before).url, parseCanonical(after).url];
  const weakest = [a.strength, b.strength].find((each) => each !== 'required') ?? 'required';
  const values = { element, before, after };
  if (advice.has(a.strength) || advice.has(b.strength)) {
    if (oldUrl !== newUrl && a.strength === b.strength) changes.add('binding-advice-changed', values);
    return;
  }
  const oldCodes = versions.from.codes(before, old.tree.owner);
  const newCodes = versions.to.codes(after, now.tree.owner);
  if (oldUrl === newUrl || versions.renamed.get(oldUrl) === newUrl) {
    const pins = [parseCanonical(before).version, parseCanonical(after).version];
    if (pins[0] === pins[1]) return;
  }
  if (oldCodes === undefined || newCodes === undefined) {
    changes.add(oldUrl === newUrl ? 'pin-changed' : 'binding-undecided', values);
    return;
  }
  const { gone, added, isUndecided } = codeDifference(oldCodes, newCodes, versions.renamed);
  if (isUndecided) changes.add('binding-undecided', values);
  else if (gone.length + added.length === 0) changes.add('binding-set-replaced', values);
  else tellCodes(gone, added, weakest, values, changes);
}

function tellCodes(
  gone: readonly string[],
  added: readonly string[],
  strength: Strength,
  values: { readonly element: string; readonly before: string; readonly after: string },
  changes: Place['changes'],
): void {
  const isRequired = strength === 'required';
  const own = { producer: 'may-break', consumer: 'may-break', reason: OWN_CODES } as const;
  const listed = { producer: 'compatible', consumer: 'may-break', reason: LISTED_NO_MORE } as const;
  if (gone.length > 0)
    changes.add('binding-codes-removed', {
      ...values,
      before: `${values.before}: ${codesText(gone)}`,
      ...(isRequired ? {} : listed),
    });
  if (added.length > 0)
    changes.add('binding-codes-added', {
      ...values,
      after: `${values.after}: ${codesText(added)}`,
      ...(isRequired ? {} : own),
    });
}

const MAX_VALUE_SET = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';
const ADDITIONAL = 'http://hl7.org/fhir/tools/StructureDefinition/additional-binding';

/** Value sets that hold beside the one that is bound. */
function compareFurther(old: Binding | undefined, now: Binding | undefined, { changes, path: element }: Place): void {
  const [before, after] = [furtherSets(old), furtherSets(now)];
  for (const each of before) if (!after.includes(each)) changes.add('max-value-set-removed', { element, before: each });
  for (const each of after) if (!before.includes(each)) changes.add('max-value-set-added', { element, after: each });
}

function furtherSets(binding: Binding | undefined): string[] {
  return (binding?.extension ?? []).flatMap(({ url, valueCanonical, valueUri, extension = [] }) => {
    if (url === MAX_VALUE_SET) return valueCanonical ?? valueUri ?? [];
    if (url !== ADDITIONAL) return [];
    const part = (name: string) => extension.find((each) => each.url === name);
    return part('purpose')?.valueCode === 'required' ? (part('valueSet')?.valueCanonical ?? []) : [];
  });
}

function told({ strength, valueSet }: Binding): string {
  return valueSet === undefined ? strength : `${strength} ${valueSet}`;
}
