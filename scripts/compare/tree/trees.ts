import type { FhirResource } from '../../model/fhir.ts';
import type { PackageRef } from '../../model/package.ts';
import { type ElementNode, type ElementTree, elementTree } from './element-tree.ts';
import { shaped } from './shaped.ts';
import type { Side } from './side.ts';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

/** The trees of one side, each made once. */
export class Trees {
  readonly #side: Side;
  readonly #known = new Map<FhirResource, ElementTree | undefined>();

  constructor(side: Side) {
    this.#side = side;
  }

  of(resource: FhirResource, owner: PackageRef): ElementTree | undefined {
    if (this.#known.has(resource)) return this.#known.get(resource);
    const definition = shaped(resource);
    const tree = definition.resourceType === 'StructureDefinition' ? elementTree(definition, owner) : undefined;
    this.#known.set(resource, tree);
    return tree;
  }

  at(canonical: string, from?: PackageRef): ElementTree | undefined {
    const found = this.#side.resolve(canonical, from);
    return found === undefined ? undefined : this.of(found.resource, found.package);
  }

  ofType(code: string): ElementTree | undefined {
    return this.at(code.includes(':') ? code : CORE + code);
  }

  /** A child of an element, also where the snapshot does not go so deep: then as its type has it. */
  child(node: ElementNode, name: string): ElementNode | undefined {
    const own = node.children.get(name) ?? node.sliced?.children.get(name);
    if (own !== undefined) return own;
    const { contentReference, type = [] } = node.element;
    if (contentReference !== undefined) {
      const path = contentReference.slice(contentReference.indexOf('#') + 1);
      const place = node.tree.byPath.get(path) ?? this.ofType(path.split('.')[0] ?? '')?.byPath.get(path);
      return place?.children.get(name);
    }
    const [only, ...others] = type;
    if (only === undefined || others.length > 0) return undefined;
    const [profile] = only.profile ?? [];
    const tree = (profile === undefined ? undefined : this.at(profile, node.tree.owner)) ?? this.ofType(only.code);
    return tree?.root.children.get(name);
  }
}
