import type { Definitions } from '../model/definition/definitions.ts';
import { type ElementDefinition, isJsonObject, type StructureDefinition } from '../model/fhir.ts';
import type { PackageRef } from '../model/package.ts';

/** Finds the definition of a type by its name: `Observation`, `Quantity`. */
export type FindType = (name: string) => StructureDefinition | undefined;

/** The types that the packages of `owner` define. */
export function typesOf(definitions: Definitions, owner: PackageRef): FindType {
  return (name) =>
    definitions.resolve(`http://hl7.org/fhir/StructureDefinition/${name}`, owner)?.resource as
      | StructureDefinition
      | undefined;
}

/**
 * Puts the elements of a resource in the order of their definitions, as HL7's examples have them. What no definition
 * knows comes last, as it was; nothing is added or lost.
 */
export function inDefinedOrder(resource: object, findType: FindType): object {
  return orderResource(resource, findType) as object;
}

function orderResource(value: unknown, findType: FindType): unknown {
  if (!isJsonObject(value)) return value;
  const { resourceType } = value;
  const type = typeof resourceType === 'string' ? findType(resourceType) : undefined;
  return type === undefined ? value : orderElement(value, elementsOf(type), String(resourceType), findType);
}

type Elements = readonly ElementDefinition[];

function orderElement(value: unknown, elements: Elements, path: string, findType: FindType): unknown {
  if (Array.isArray(value)) return value.map((each) => orderElement(each, elements, path, findType));
  if (!isJsonObject(value)) return value;
  const keys = Object.keys(value);
  const children = elements.filter(({ path: each }) => isChild(each, path));
  const placed = keys.map((key) => ({ key, place: children.findIndex((child) => isNamed(key, child.path)) }));
  const rank = ({ key, place }: { key: string; place: number }): number => {
    if (key === 'resourceType') return -1;
    return place === -1 ? children.length : place;
  };
  const sorted = placed.toSorted((a, b) => rank(a) - rank(b) || Number(a.key[0] === '_') - Number(b.key[0] === '_'));
  return Object.fromEntries(
    sorted.map(({ key, place }) => {
      const child = children[place];
      return [key, child === undefined ? value[key] : orderChild(value[key], key, child, elements, findType)];
    }),
  );
}

function orderChild(value: unknown, key: string, child: ElementDefinition, elements: Elements, findType: FindType) {
  const { path, type = [], contentReference } = child as ElementDefinition & { readonly contentReference?: string };
  if (contentReference !== undefined)
    return orderElement(value, elements, contentReference.replace(/^.*#/, ''), findType);
  if (elements.some((each) => isChild(each.path, path))) return orderElement(value, elements, path, findType);
  const chosen = path.endsWith('[x]') ? key.slice(path.length - path.lastIndexOf('.') - '[x].'.length) : '';
  const code =
    type.length === 1 ? type[0]?.code : type.find((each) => each.code.toLowerCase() === chosen.toLowerCase())?.code;
  if (code === 'Resource') {
    return Array.isArray(value) ? value.map((each) => orderResource(each, findType)) : orderResource(value, findType);
  }
  const definition = code === undefined ? undefined : findType(code);
  return definition === undefined ? value : orderElement(value, elementsOf(definition), code ?? '', findType);
}

function elementsOf(type: StructureDefinition): Elements {
  return type.snapshot?.element ?? [];
}

function isChild(path: string, parent: string): boolean {
  return path.startsWith(`${parent}.`) && !path.includes('.', parent.length + 1);
}

/** Whether a key is the element, or one type of its choice, or what is told beside its value (`_status`). */
function isNamed(key: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const plain = key.replace(/^_/, '');
  return name.endsWith('[x]') ? new RegExp(`^${name.slice(0, -3)}[A-Z]`).test(plain) : plain === name;
}
