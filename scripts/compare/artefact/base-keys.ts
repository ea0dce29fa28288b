import type { ElementTree } from '../tree/element-tree.ts';
import type { Trees } from '../tree/trees.ts';

const FHIR = 'http://hl7.org/fhir/StructureDefinition/';

/** Keys of the invariants that FHIR's own types have: tools write them into snapshots, or leave them out, as they like. */
export class BaseKeys {
  readonly #trees: Trees;
  readonly #known = new Map<string, ReadonlySet<string>>();

  constructor(trees: Trees) {
    this.#trees = trees;
  }

  of(tree: ElementTree, type: string): ReadonlySet<string> {
    const keys = new Set(['ele-1', 'ext-1', ...this.#ofType(type)]);
    for (const node of tree.byPath.values())
      for (const { code, profile = [] } of node.element.type ?? [])
        for (const type of [code, ...profile.filter((each) => each.startsWith(FHIR))])
          for (const key of this.#ofType(type)) keys.add(key);
    return keys;
  }

  #ofType(code: string): ReadonlySet<string> {
    const known = this.#known.get(code);
    if (known !== undefined) return known;
    const keys = new Set<string>();
    const tree = code.startsWith(FHIR) ? this.#trees.at(code) : this.#trees.ofType(code);
    for (const { element } of tree?.byPath.values() ?? [])
      for (const { key } of element.constraint ?? []) keys.add(key);
    this.#known.set(code, keys);
    return keys;
  }
}
