import { ImpliedElements } from '../sushi/implied-elements.ts';
import { isKnown } from '../sushi/known-sushi.ts';
import { moduleObject, type Sushi } from '../sushi/sushi.ts';

interface Definition {
  readonly elements: readonly { children(direct: boolean): unknown[] }[];
}

type SetImplied = (instance: unknown, definition: Definition, paths: readonly string[], ...rest: unknown[]) => unknown;

/**
 * Lets SUSHI make instances of many items in linear time. For every element that it makes of one, it compares all paths
 * of the instance's rules, and moves all elements that it has still to look at: of 10,000 items that is minutes.
 * @returns what takes it back
 */
export async function hastenLargeInstances(sushi: Sushi): Promise<() => void> {
  const module = await moduleObject<{ setImpliedPropertiesOnInstance: SetImplied }>('common');
  const original = module.setImpliedPropertiesOnInstance;
  if (!isKnown(sushi, 'setImpliedPropertiesOnInstance', original)) return () => {};
  const elements = new ImpliedElements(sushi);
  module.setImpliedPropertiesOnInstance = (instance, definition, paths, ...rest) => {
    const [root] = definition.elements;
    // What it has still to look at begins with these; an array that is made of such a one by map() is such a one too.
    const restore = root === undefined ? undefined : replaceOnce(root, (children) => Queue.from(children));
    try {
      return elements.during(definition, () => original(instance, definition, Paths.from(paths), ...rest));
    } finally {
      restore?.();
    }
  };
  return () => {
    module.setImpliedPropertiesOnInstance = original;
  };
}

/** Passes on what an element's first call of children() gives. */
function replaceOnce(
  element: { children?: (direct: boolean) => unknown[] },
  change: (children: unknown[]) => unknown[],
): () => void {
  const { children } = element;
  const restore = () => {
    delete element.children; // the one of its class is there again
  };
  element.children = function (direct) {
    restore();
    return change(children?.call(this, direct) ?? []);
  };
  return restore;
}

/** Taking the first item of a long array moves all others; here they stay until the last is taken. */
class Queue<T> extends Array<T> {
  #taken = 0;

  override shift(): T | undefined {
    if (this.length === 0) return undefined;
    const first = this[this.#taken] as T;
    this[this.#taken++] = undefined as T; // it may be large
    if (this.#taken === this.length) {
      this.length = 0;
      this.#taken = 0;
    }
    return first;
  }
}

type Predicate = (path: string, index: number, all: string[]) => unknown;

/** Paths that are asked again and again for the first that is, or is below, another one. */
class Paths extends Array<string> {
  #first: Map<string, number> | undefined;

  override find(predicate: Predicate): string | undefined {
    const index = this.findIndex(predicate);
    return index === -1 ? undefined : this[index];
  }

  override findIndex(predicate: Predicate): number {
    const wanted = wantedBy(predicate);
    if (wanted === undefined || !asksFor(wanted, predicate)) return super.findIndex(predicate);
    this.#first ??= firstByStart(this);
    return this.#first.get(wanted) ?? -1;
  }
}

/** The path that is asked for in `path => path === wanted || path.startsWith(`${wanted}.`)`; undefined of other questions. */
function wantedBy(predicate: Predicate): string | undefined {
  let start: string | undefined;
  const probe = {
    startsWith: (text: string) => {
      start = text;
      return false;
    },
  };
  try {
    predicate(probe as unknown as string, 0, []);
  } catch {
    return undefined;
  }
  return start?.endsWith('.') === true ? start.slice(0, -1) : undefined;
}

/** Whether a predicate tells a path and what is below it from what only begins with the same letters. */
function asksFor(wanted: string, predicate: Predicate): boolean {
  const [itself, below, beside] = [wanted, `${wanted}.`, `${wanted}-`].map((path) => predicate(path, 0, []));
  return itself === true && below === true && beside === false;
}

/** Each path, and each start of one that ends before a dot, to the place of the first that has it. */
function firstByStart(paths: readonly string[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const [index, path] of paths.entries()) {
    for (let end = path.indexOf('.'); end !== -1; end = path.indexOf('.', end + 1)) {
      const start = path.slice(0, end);
      if (!first.has(start)) first.set(start, index);
    }
    if (!first.has(path)) first.set(path, index);
  }
  return first;
}
