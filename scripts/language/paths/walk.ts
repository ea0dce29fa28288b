import type { ElementDefinition } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import { childrenById, idOf, type Structure } from '../guide/structure.ts';
import { type Step, stepsOf } from '../outline/path.ts';
import { noOverlay, type Overlay } from './overlay.ts';

/** An element that a FSH path leads to. */
export interface Place {
  readonly structure: Structure;
  readonly element: ElementDefinition;
  /** From the root, without indices: `component[systolic].value[x]`. */
  readonly path: string;
  /** Of a choice: the one that the path has chosen. */
  readonly type?: string;
}

export interface Child extends Place {
  /** As a path goes on with it: `component`, `component[systolic]`, `valueQuantity`. */
  readonly name: string;
}

/** What structures a name leads to, seen from the package that says it. */
export type Lookup = (name: string, from: PackageRef | undefined) => Structure | undefined;

/** Goes along FSH paths, through types, profiles of types, content references, choices and slices. */
export class Walk {
  readonly #root: Structure;
  readonly #overlay: Overlay;
  readonly #lookup: Lookup;

  /** @param overlay what the entity at hand says itself, which may not be in the structure yet */
  constructor(root: Structure, lookup: Lookup, overlay: Overlay = noOverlay) {
    this.#root = root;
    this.#lookup = lookup;
    this.#overlay = overlay;
  }

  get root(): Place | undefined {
    const [element] = this.#root.elements;
    return element && { structure: this.#root, element, path: '' };
  }

  /** The element at the end of a path; undefined where one of its steps leads nowhere. */
  to(path: string): Place | undefined {
    let at = this.root;
    for (const step of stepsOf(path)) {
      if (at === undefined) return undefined;
      at = this.#step(at, step);
    }
    return at;
  }

  #step(from: Place, { name, slices }: Step): Place | undefined {
    const children = this.children(from);
    let at = children.find((child) => child.name === name) ?? this.#extraChoice(from, children, name);
    for (const [index] of slices.entries()) {
      if (at === undefined) return undefined;
      const wanted = `${name}${slices
        .slice(0, index + 1)
        .map((slice) => `[${slice}]`)
        .join('')}`;
      at =
        children.find((child) => child.name === wanted) ?? this.#resliced(children, name, slices.slice(0, index + 1));
    }
    return at;
  }

  /** FSH writes the slice of a slice as [a][b], or as [a/b]. */
  #resliced(children: readonly Child[], name: string, slices: readonly string[]): Child | undefined {
    return children.find((child) => child.name === `${name}[${slices.join('/')}]`);
  }

  /** A choice that the structure excludes is still gone along, so that what is said of it can be told. */
  #extraChoice(from: Place, children: readonly Child[], name: string): Child | undefined {
    const choice = children.find(
      (child) => child.name.endsWith('[x]') && name.startsWith(child.name.slice(0, -3)) && name !== child.name,
    );
    if (choice === undefined) return undefined;
    const written = name.slice(choice.name.length - 3);
    const type = [written, written.charAt(0).toLowerCase() + written.slice(1)].find(
      (each) => this.#lookup(each, from.structure.package) !== undefined,
    );
    return type === undefined ? undefined : { ...choice, name, type, path: joined(from.path, name) };
  }

  /** What a path can go on with, in the order of the definition. */
  children(place: Place): Child[] {
    const { structure, elements } = this.#unfolded(place);
    const children = elements.flatMap((element) => this.#asChildren(structure, element, place.path));
    const own = (this.#overlay.elements.get(place.path) ?? []).filter(
      ({ name }) => !children.some((child) => child.name === name),
    );
    for (const { name, min, max, types, short } of own) {
      const path = joined(place.path, name);
      const element: ElementDefinition = {
        id: path,
        path,
        min,
        max,
        type: types.map((code) => ({ code: this.#lookup(code, undefined)?.type ?? code })),
        ...(short === undefined ? {} : { short }),
      };
      children.push({ structure, element, path, name });
    }
    return children.flatMap((child) => [child, ...this.#ownSlices(child, children)]);
  }

  #ownSlices(child: Child, siblings: readonly Child[]): Child[] {
    const slices = this.#overlay.slices.get(child.path) ?? [];
    return slices.flatMap(({ name: slice, type }) => {
      const name = `${child.name}[${slice}]`;
      if (siblings.some((each) => each.name === name)) return [];
      const held = type === undefined ? undefined : this.#lookup(type, undefined);
      const code = child.element.type?.[0]?.code ?? 'Extension';
      const ofType = held === undefined ? {} : { type: [{ code, profile: [held.url] }] };
      const element = { ...child.element, id: `${idOf(child.element)}:${slice}`, sliceName: slice, ...ofType };
      return [{ ...child, element, name, path: `${child.path}[${slice}]` }];
    });
  }

  /** A slice as `component[systolic]`, a choice also by each of its types. */
  #asChildren(structure: Structure, element: ElementDefinition, above: string): Child[] {
    const id = idOf(element);
    const last = id.slice(id.lastIndexOf('.') + 1);
    const [name = '', slice] = last.split(':');
    const make = (as: string, type?: string): Child => ({
      structure,
      element,
      name: as,
      path: joined(above, as),
      ...(type === undefined ? {} : { type }),
    });
    if (slice !== undefined) {
      const choice = name.endsWith('[x]') ? typeOfChoice(name, slice, element) : undefined;
      return choice === undefined ? [make(`${name}[${slice}]`)] : [make(slice, choice)];
    }
    if (!name.endsWith('[x]')) return [make(name)];
    const left = this.#overlay.types.get(joined(above, name));
    const types = (element.type ?? []).map(({ code }) => code);
    const allowed = left === undefined ? types : types.filter((code) => left.includes(code));
    const sliced = new Set(
      structure.elements.flatMap((each) => (idOf(each).startsWith(`${id}:`) ? [idOf(each).slice(id.length + 1)] : [])),
    );
    const choices = allowed.map(
      (code) => [name.slice(0, -3) + code.charAt(0).toUpperCase() + code.slice(1), code] as const,
    );
    return [make(name), ...choices.flatMap(([as, code]) => (sliced.has(as) ? [] : [make(as, code)]))];
  }

  /** The elements below one: its own, those of what it refers to, those of its type or of the profile on it. */
  #unfolded(place: Place): { readonly structure: Structure; readonly elements: readonly ElementDefinition[] } {
    const { structure, element, type } = place;
    const own = childrenById(structure).get(idOf(element)) ?? [];
    if (own.length > 0 && type === undefined) return { structure, elements: own };
    const unsliced = idOf(element).replace(/:[^.:]+$/, '');
    if (type === undefined && unsliced !== idOf(element)) {
      const general = childrenById(structure).get(unsliced) ?? [];
      if (general.length > 0) return { structure, elements: general };
    }
    const reference = element.contentReference;
    if (reference !== undefined) return this.#referred(structure, reference);
    const target = this.#typeOf(place);
    if (target === undefined) return { structure, elements: own };
    const [root] = target.elements;
    return { structure: target, elements: root === undefined ? [] : (childrenById(target).get(idOf(root)) ?? []) };
  }

  #referred(structure: Structure, reference: string) {
    const [url, path = ''] = reference.split('#');
    const target = url === '' || url === structure.url ? structure : this.#lookup(url ?? '', structure.package);
    const elements = target === undefined ? [] : (childrenById(target).get(path) ?? []);
    return { structure: target ?? structure, elements };
  }

  #typeOf({ structure, element, type, path }: Place): Structure | undefined {
    const types = element.type ?? [];
    const chosen = type === undefined ? types : types.filter(({ code }) => code === type);
    const left = this.#overlay.types.get(path);
    const [only] = left ?? [];
    if (left?.length === 1 && only !== undefined && type === undefined) return this.#lookup(only, undefined);
    const [single] = chosen;
    if (chosen.length === 1 && single !== undefined) {
      const [profile, another] = single.profile ?? [];
      const held =
        profile === undefined || another !== undefined ? undefined : this.#lookup(profile, structure.package);
      return held ?? this.#lookup(plainType(single.code), structure.package);
    }
    return type === undefined ? undefined : this.#lookup(type, structure.package);
  }
}

/** `http://hl7.org/fhirpath/System.String` is the type of what a primitive holds. */
function plainType(code: string): string {
  const [, system] = /^http:\/\/hl7\.org\/fhirpath\/System\.(\w+)$/.exec(code) ?? [];
  return system === undefined ? code : system.charAt(0).toLowerCase() + system.slice(1);
}

/** Slices of a choice are named by their types: `value[x]:valueQuantity`. */
function typeOfChoice(name: string, slice: string, element: ElementDefinition): string | undefined {
  const start = name.slice(0, -3);
  const [type] = element.type ?? [];
  return type !== undefined && slice.toLowerCase() === `${start}${type.code}`.toLowerCase() ? type.code : undefined;
}

function joined(above: string, name: string): string {
  return above === '' ? name : `${above}.${name}`;
}
