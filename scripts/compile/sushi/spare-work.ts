import { fishByIndex } from './indexed-fishing.ts';
import { isKnown } from './known-sushi.ts';
import type { Definitions, Exported, Sushi, Tank } from './sushi.ts';

type Structure = InstanceType<Sushi['library']['fhirtypes']['StructureDefinition']>;
type GetOwn<T> = (this: T, fisher: unknown) => Structure;

/** Profiles as SUSHI writes them out as JSON for their instances. */
export interface WrittenOut {
  get(definition: object): unknown;
  set(definition: object, json: unknown): unknown;
}

interface Watch {
  /** Also of the compile before: of definitions that are the very objects of that one. */
  readonly written?: WrittenOut;
  begin(tank: Tank, definitions: Definitions, exported: Exported, fisher: object, exporter: unknown): () => void;
}

/**
 * Exports as SUSHI's exportFHIR does, without what takes the better part of its time and changes nothing: it looks
 * through the whole guide for each name (indexed-fishing.ts);
 * it builds the definition of ElementDefinition anew for each element that has a caret rule, and hangs it on the
 * element, where later steps copy and search it; and it writes a profile out as JSON again for each of its instances.
 * @param watch stands by while SUSHI exports
 */
export function exportSparing(sushi: Sushi, tank: Tank, definitions: Definitions, watch?: Watch): Exported {
  const { sushiExport, utils, fhirtypes } = sushi.library;
  const { StructureDefinition, ElementDefinition } = fhirtypes;
  const [ofStructure, ofElement] = [StructureDefinition.prototype, ElementDefinition.prototype];
  const restore: (() => void)[] = [];
  if (isKnown(sushi, 'StructureDefinition.getOwnStructureDefinition', ofStructure.getOwnStructureDefinition))
    restore.push(shareDefinition(ofStructure, (definition) => definition, '_sdStructureDefinition'));
  if (isKnown(sushi, 'ElementDefinition.getOwnStructureDefinition', ofElement.getOwnStructureDefinition))
    restore.push(shareDefinition(ofElement, ({ structDef }) => structDef, '_edStructureDefinition'));
  try {
    const exported = new sushiExport.Package(tank.config);
    const fisher = new utils.MasterFisher(tank, definitions, exported);
    const exporter = new sushiExport.FHIRExporter(tank, exported, fisher);
    fishByIndex(sushi, tank, exported, exporter);
    if (isKnown(sushi, 'Package.fishForFHIR', exported.fishForFHIR))
      keepWritten(exported, exporter as unknown as Phases, StructureDefinition, watch?.written);
    const end = watch?.begin(tank, definitions, exported, fisher, exporter);
    try {
      return exporter.export();
    } finally {
      end?.();
    }
  } finally {
    for (const undo of restore) undo();
  }
}

/** One definition for all elements of a profile, kept beside them instead of on them. */
function shareDefinition<T extends object>(
  prototype: T & { getOwnStructureDefinition: unknown },
  ownerOf: (item: T) => object,
  property: string,
): () => void {
  const original = prototype.getOwnStructureDefinition as GetOwn<T>;
  const known = new WeakMap<object, Structure>();
  prototype.getOwnStructureDefinition = function (this: T, fisher: unknown) {
    const owner = ownerOf(this);
    const found = known.get(owner) ?? original.call(this, fisher);
    known.set(owner, found);
    delete (this as Record<string, unknown>)[property];
    return found;
  };
  return () => {
    prototype.getOwnStructureDefinition = original;
  };
}

interface Phases {
  readonly instanceExporter: { export(): unknown };
}

/** While instances are made, the profiles do not change. */
function keepWritten(
  exported: Exported,
  { instanceExporter }: Phases,
  StructureDefinition: unknown,
  known: WrittenOut | undefined,
): void {
  const exportInstances = instanceExporter.export;
  instanceExporter.export = function () {
    const written = known ?? new Map<object, unknown>();
    const isDefinition = (found: unknown): found is object =>
      found instanceof (StructureDefinition as new () => object);
    const original = exported.fishForFHIR;
    exported.fishForFHIR = function (item, ...types) {
      const found: unknown = this.fish(item, ...types);
      if (!isDefinition(found)) return original.call(this, item, ...types);
      const json = written.get(found) ?? original.call(this, item, ...types);
      written.set(found, json);
      return json;
    };
    try {
      return exportInstances.call(this);
    } finally {
      exported.fishForFHIR = original;
    }
  };
}
