import { isKnown } from './known-sushi.ts';
import type { Sushi } from './sushi.ts';

interface Element {
  readonly id: string;
  readonly max: string;
  readonly structDef: object | undefined;
  findConnectedElements(postPath?: string): Element[];
  getSlices(): Element[];
  parent(): Element | undefined;
}

interface Definition {
  readonly elements: readonly Element[];
  findElementByPath(path: string, fisher: unknown): Element | undefined;
}

/**
 * Lets SUSHI find the elements of a definition sooner while it makes what the definition implies on an instance. For
 * every element it looks through all siblings of all ancestors for slices, of which there are few, and it looks for the
 * beginnings of a path again for each path that begins so. Elements come in meanwhile, and none goes or gets another id:
 * what was found holds as long as their number does.
 */
export class ImpliedElements {
  readonly #ofElement: { findConnectedElements: unknown };
  readonly #ofDefinition: { findElementByPath: unknown };
  readonly #isAsExpected: boolean;

  constructor(sushi: Sushi) {
    const { ElementDefinition, StructureDefinition } = sushi.library.fhirtypes;
    const [ofElement, ofDefinition] = [ElementDefinition.prototype, StructureDefinition.prototype];
    this.#ofElement = ofElement;
    this.#ofDefinition = ofDefinition;
    this.#isAsExpected =
      isKnown(sushi, 'ElementDefinition.findConnectedElements', ofElement.findConnectedElements) &&
      isKnown(sushi, 'ElementDefinition.getSlices', ofElement.getSlices) &&
      isKnown(sushi, 'StructureDefinition.findElementByPath', ofDefinition.findElementByPath);
  }

  /** @param imply makes what the definition implies, and nothing else */
  during<T>(definition: object, imply: () => T): T {
    if (!this.#isAsExpected) return imply();
    const [connected, byPath] = [this.#ofElement.findConnectedElements, this.#ofDefinition.findElementByPath];
    const known = new Known(definition as Definition, byPath as Definition['findElementByPath']);
    this.#ofElement.findConnectedElements = function (this: Element, postPath?: string) {
      if (this.structDef !== definition) return (connected as Element['findConnectedElements']).call(this, postPath);
      return known.connectedTo(this);
    };
    this.#ofDefinition.findElementByPath = function (this: Definition, path: string, fisher: unknown) {
      if (this !== definition) return (byPath as Definition['findElementByPath']).call(this, path, fisher);
      return known.at(path, fisher);
    };
    try {
      return imply();
    } finally {
      this.#ofElement.findConnectedElements = connected;
      this.#ofDefinition.findElementByPath = byPath;
    }
  }
}

/** What was found in a definition since the last element came in. */
class Known {
  readonly #definition: Definition;
  readonly #find: Definition['findElementByPath'];
  #count = -1;
  #byId = new Map<string, Element>();
  /** Ids of elements that may have slices: of these, and of others, the starts before a mark of a slice. */
  #sliced = new Set<string>();
  #byPath = new Map<string, Element | undefined>();

  constructor(definition: Definition, find: Definition['findElementByPath']) {
    this.#definition = definition;
    this.#find = find;
  }

  /** As ElementDefinition.findConnectedElements(): those of the same path in slices of the element and of its ancestors. */
  connectedTo(element: Element): Element[] {
    this.#refresh();
    const connected: Element[] = [];
    let below = '';
    for (let each: Element | undefined = element; each !== undefined; each = each.parent()) {
      const slices = this.#sliced.has(each.id) ? each.getSlices() : [];
      for (const { id, max } of slices) {
        const found = max === '0' ? undefined : this.#byId.get(`${id}${below}`);
        if (found !== undefined) connected.push(found);
      }
      below = `.${each.id.split(outerPeriod).at(-1)}${below}`;
    }
    return connected;
  }

  /** As StructureDefinition.findElementByPath(), which warns of some paths with a version each time. */
  at(path: string, fisher: unknown): Element | undefined {
    const isKept = typeof path === 'string' && !path.includes('|');
    if (!isKept) return this.#find.call(this.#definition, path, fisher);
    this.#refresh();
    if (this.#byPath.has(path)) return this.#byPath.get(path);
    const found = this.#find.call(this.#definition, path, fisher);
    this.#refresh(); // it may have unfolded elements on the way
    this.#byPath.set(path, found);
    return found;
  }

  #refresh(): void {
    const { elements } = this.#definition;
    if (this.#count === elements.length) return;
    this.#count = elements.length;
    this.#byId = new Map();
    this.#sliced = new Set();
    this.#byPath = new Map();
    for (const element of elements) {
      const { id } = element;
      if (!this.#byId.has(id)) this.#byId.set(id, element);
      for (let at = id.search(sliceMark); at !== -1; at = next(id, at + 1)) this.#sliced.add(id.slice(0, at));
    }
  }
}

const sliceMark = /[:/]/;
/** Not within brackets, as SUSHI splits paths. */
const outerPeriod = /\.(?![^[]*\])/;

function next(id: string, from: number): number {
  const found = id.slice(from).search(sliceMark);
  return found === -1 ? -1 : from + found;
}
