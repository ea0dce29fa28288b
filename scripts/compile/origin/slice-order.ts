import type { Sushi } from '../sushi/sushi.ts';

/** A step of a path in an instance, such as `component[1]`, to the name of the slice that SUSHI put there. */
export type SliceNames = ReadonlyMap<string, string>;

export interface SliceOrders {
  /** The slices of an instance, by its FSH name; empty when it has none. */
  of(instanceName: string): SliceNames;
  stop(): void;
}

interface ExportedInstance {
  readonly _instanceMeta: { readonly name?: string };
}

type Check = (this: unknown, definition: unknown, instance: ExportedInstance, ...rest: unknown[]) => void;

/**
 * Notes where SUSHI puts the slices of each instance.
 * While it builds an instance it marks each element of an array with its slice's name, and takes the marks off
 * before anyone sees the result; this looks at them at the last step before that.
 */
export function watchSlices({ library }: Sushi): SliceOrders {
  const prototype = library.sushiExport.InstanceExporter.prototype as unknown as { checkForNamelessSlices: Check };
  const original = prototype.checkForNamelessSlices;
  const orders = new Map<string, SliceNames>();
  prototype.checkForNamelessSlices = function (definition, instance, ...rest) {
    const names = new Map<string, string>();
    collect(instance, '', names);
    orders.set(instance._instanceMeta.name ?? '', names);
    original.call(this, definition, instance, ...rest);
  };
  return {
    of: (instanceName) => orders.get(instanceName) ?? new Map(),
    stop: () => {
      prototype.checkForNamelessSlices = original;
    },
  };
}

function collect(value: unknown, path: string, names: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return;
  if (path !== '' && '_sliceName' in value && typeof value._sliceName === 'string') names.set(path, value._sliceName);
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      collect(item, `${path}[${index}]`, names);
    });
    return;
  }
  for (const [name, child] of Object.entries(value)) {
    if (name !== '_instanceMeta' && name !== '_sliceName')
      collect(child, path === '' ? name : `${path}.${name}`, names);
  }
}
