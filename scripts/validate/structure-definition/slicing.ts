import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import type { ElementRules, ObjectRules } from '../definition/type-rules.ts';
import { didYouMean, shown } from '../finding/wording.ts';
import { listed, textOf } from '../json/listed.ts';
import type { ItemRules, Scope, Slicing, Step } from '../scope/scope.ts';
import { parsePath } from '../slicing/discriminator-path.ts';

/** An element of the differential, and where it stands. */
interface Stated {
  readonly element: JsonObject;
  readonly at: string;
}

/**
 * Slicing that nobody can evaluate.
 * @see https://hl7.org/fhir/R4/profiling.html#slicing
 */
export function checkSlicingStated(stated: readonly Stated[], scope: Scope): void {
  if (!stated.some(({ element }) => isJsonObject(element.slicing) || element.sliceName !== undefined)) return;
  const told = new Set<unknown>();
  for (const { element, at } of stated) if (checkSliced(element, at, scope)) told.add(element.path);
  checkFaults(
    stated.filter(({ element }) => !told.has(element.path)),
    scope,
  );
}

/** Whether what a slicing says of itself is wrong, whatever its slices say. */
function checkSliced({ slicing, path: elementPath }: JsonObject, at: string, { engine, findings }: Scope): boolean {
  const path = textOf(elementPath);
  if (path === undefined || !isJsonObject(slicing)) return false;
  const [type = '', ...names] = path.split('.');
  const sliced = follow(engine.types.of(type), names);
  if (sliced === 'none' || sliced === 'unseen') return false; // what is no element is the snapshot's to tell
  if (!sliced.list && !sliced.choice) {
    const message = `${path} does not repeat, so that it cannot be sliced; constrain the element itself.`;
    findings.error({ code: 'business-rule', rule: 'definition-slicing', message, expression: `${at}.slicing` });
    return true;
  }
  let isTold = false;
  for (const [discriminator, where] of listed(slicing.discriminator, `${at}.slicing.discriminator`)) {
    const reason = pathFault(textOf(discriminator.path), sliced);
    if (reason === undefined) continue;
    const message = `${path} cannot be sliced by "${shown(discriminator.path)}": ${reason}`;
    findings.error({ code: 'business-rule', rule: 'definition-slicing', message, expression: where });
    isTold = true;
  }
  return isTold;
}

function pathFault(path: string | undefined, sliced: ElementRules): string | undefined {
  if (path === undefined) return undefined;
  const steps = parsePath(path);
  if (steps === undefined)
    return 'a discriminator may have nothing but elements, $this, extension(url), resolve() and ofType(type).';
  const known = steps.findIndex(({ kind }) => kind !== 'child');
  const names = steps.slice(0, known === -1 ? steps.length : known).map(nameOf);
  const rules = partsOf(sliced);
  for (const [i, name] of names.entries()) {
    if (follow(rules, names.slice(0, i + 1)) !== 'none') continue;
    const parent = i === 0 ? rules : partsOf(follow(rules, names.slice(0, i)));
    return `there is no element "${shown(name)}".${didYouMean(name, parent?.elements.keys() ?? [])}`;
  }
  return undefined;
}

function nameOf(step: Step): string {
  return step.kind === 'child' ? step.name : '';
}

function partsOf(element: ElementRules | 'none' | 'unseen'): ObjectRules | undefined {
  if (element === 'none' || element === 'unseen') return undefined;
  const [only, other] = element.variants;
  return other === undefined && only?.kind === 'complex' ? only.rules() : undefined;
}

/** What the base specification says of an element; `unseen` behind a choice, a primitive or a resource. */
function follow(start: ObjectRules | undefined, names: readonly string[]): ElementRules | 'none' | 'unseen' {
  let rules = start;
  let element: ElementRules | undefined;
  for (const name of names) {
    if (rules === undefined) return 'unseen';
    element = rules.elements.get(name.replace(/\[x\]$/, ''));
    if (element === undefined) return rules.properties.has(name) ? 'unseen' : 'none';
    rules = partsOf(element);
  }
  return element ?? 'unseen';
}

/** What the compiled profile says of its slices. */
function checkFaults(stated: readonly Stated[], { resource, path, engine, findings, from }: Scope): void {
  const url = textOf(resource.url);
  const version = textOf(resource.version);
  if (url === undefined) return;
  const profile =
    (version === undefined ? undefined : engine.profiles.find(`${url}|${version}`, from)) ??
    engine.profiles.find(url, from) ??
    (resource.snapshot === undefined ? undefined : engine.profiles.ofResource(resource));
  if (profile === undefined) {
    const message =
      'Whether the slices can be told apart was not checked: the definition has no snapshot, and is of no loaded package or guide.';
    findings.information({ code: 'not-supported', rule: 'not-checked', message, expression: `${path}.differential` });
    return;
  }
  const places = new Set<Stated>();
  for (const slicing of slicingsOf(profile.rules()))
    for (const { name, fault } of slicing.slices) {
      const where = fault === undefined ? undefined : placeOf(slicing, name, stated);
      if (where === undefined || places.has(where)) continue;
      places.add(where);
      const message = `Nobody can tell which ${shown(slicing.path)} belong to the slice "${shown(name)}" (by ${shown(slicing.by)}): ${fault}. Say in the slice what it is known by, or slice by something else.`;
      findings.warning({ code: 'business-rule', rule: 'definition-slicing', message, expression: where.at });
    }
}

/** The element of the differential that states a slice, or else the slicing; none where both are inherited. */
function placeOf({ path }: Slicing, name: string, stated: readonly Stated[]): Stated | undefined {
  const here = stated.filter(({ element }) => element.path === path);
  return (
    here.find(({ element }) => element.sliceName === name) ?? here.find(({ element }) => isJsonObject(element.slicing))
  );
}

function* slicingsOf(rules: ItemRules | undefined): Iterable<Slicing> {
  const rest = rules === undefined ? [] : [rules];
  const seen = new Set<ItemRules>();
  for (let item = rest.pop(); item !== undefined; item = rest.pop()) {
    if (seen.has(item)) continue;
    seen.add(item);
    for (const { item: inside, slicing } of item.children) {
      if (inside !== undefined) rest.push(inside);
      const slicings = slicing === undefined ? [] : [slicing];
      for (let next = slicings.pop(); next !== undefined; next = slicings.pop()) {
        yield next;
        for (const slice of next.slices) {
          if (slice.item !== undefined) rest.push(slice.item);
          if (slice.slicing !== undefined) slicings.push(slice.slicing);
        }
      }
    }
  }
}
