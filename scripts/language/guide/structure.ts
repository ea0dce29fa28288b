import type { ElementDefinition, FhirResource } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';

/** A StructureDefinition with its snapshot, and the package that it came in. */
export interface Structure {
  readonly url: string;
  readonly version?: string;
  readonly name: string;
  readonly type: string;
  readonly kind?: string;
  readonly derivation?: string;
  readonly baseDefinition?: string;
  /** The snapshot; what is no list of elements is none. */
  readonly elements: readonly ElementDefinition[];
  readonly package?: PackageRef;
}

/** @returns undefined for what has no snapshot */
export function toStructure(resource: FhirResource, owner: PackageRef | undefined): Structure | undefined {
  const { url, version, name, type, kind, derivation, baseDefinition, snapshot } = resource;
  const elements = (snapshot as { readonly element?: unknown } | undefined)?.element;
  if (resource.resourceType !== 'StructureDefinition' || !Array.isArray(elements) || elements.length === 0)
    return undefined;
  return {
    url: String(url),
    name: String(name),
    type: String(type),
    elements: elements.filter((each) => typeof each?.path === 'string') as ElementDefinition[],
    ...(typeof version === 'string' ? { version } : {}),
    ...(typeof kind === 'string' ? { kind } : {}),
    ...(typeof derivation === 'string' ? { derivation } : {}),
    ...(typeof baseDefinition === 'string' ? { baseDefinition } : {}),
    ...(owner === undefined ? {} : { package: owner }),
  };
}

/** The elements of a structure by the id of the one that they stand in; slices stand beside what they slice. */
export function childrenById(structure: Structure): ReadonlyMap<string, readonly ElementDefinition[]> {
  const known = indexes.get(structure.elements);
  if (known !== undefined) return known;
  const index = new Map<string, ElementDefinition[]>();
  for (const element of structure.elements) {
    const id = idOf(element);
    const parent = id.slice(0, Math.max(0, id.lastIndexOf('.')));
    const children = index.get(parent);
    if (children === undefined) index.set(parent, [element]);
    else children.push(element);
  }
  indexes.set(structure.elements, index);
  return index;
}

const indexes = new WeakMap<readonly ElementDefinition[], ReadonlyMap<string, readonly ElementDefinition[]>>();

export function idOf({ id, path }: ElementDefinition): string {
  return typeof id === 'string' ? id : path;
}
