import type { Exported as Package, Sushi, Tank } from '../sushi/sushi.ts';
import type { TankEntity } from './entities.ts';
import { type Exported, type ListName, lists } from './exported.ts';

/** One of SUSHI's functions that export one entity. */
export type ExportOne = (this: object, entity: TankEntity) => unknown;

/** What is used of SUSHI's FHIRExporter. */
export interface Exporter {
  readonly structureDefinitionExporter: StructureExporter;
  readonly instanceExporter: object;
  readonly mappingExporter: { export(): unknown };
}

interface StructureExporter {
  readonly deferredCaretRules: ReadonlyMap<object, unknown>;
  readonly knownBindingRules: ReadonlyMap<object, readonly { readonly isInline: boolean }[]>;
  applyDeferredRules(): unknown;
  export(): unknown;
}

/** Whether an exporter was made for one entity, and shares nothing with others. */
export function isAlone(exporter: object, { structureDefinitionExporter, instanceExporter }: Exporter): boolean {
  const mains = [structureDefinitionExporter, instanceExporter];
  return mains.some((main) => exporter.constructor === main.constructor && exporter !== main);
}

/** Of what SUSHI has thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Hands each entity that SUSHI exports, from wherever, to a function of ours. @returns what takes it back */
export function watchEntities(
  { library }: Sushi,
  exportOne: (exporter: object, original: ExportOne, entity: TankEntity) => unknown,
): () => void {
  const { StructureDefinitionExporter, InstanceExporter, ValueSetExporter, CodeSystemExporter } = library.sushiExport;
  const owners: readonly [string, object][] = [
    ['exportStructDef', StructureDefinitionExporter.prototype],
    ['exportInstance', InstanceExporter.prototype],
    ['exportValueSet', ValueSetExporter.prototype],
    ['exportCodeSystem', CodeSystemExporter.prototype],
  ];
  const undo = owners.map(([method, owner]) => {
    const methods = owner as Record<string, ExportOne>;
    const original = methods[method] as ExportOne;
    methods[method] = function (entity) {
      return exportOne(this, original, entity);
    };
    return () => {
      methods[method] = original;
    };
  });
  return () => {
    for (const each of undo) each();
  };
}

/** What happens to the package while an entity is exported. */
export interface PackageWatch {
  added(item: Exported, list: ListName): void;
  named(fileName: string): void;
}

/** @returns what ends the watch */
export function watchPackage(exported: Package, { added, named }: PackageWatch): () => void {
  for (const list of lists) {
    const array = exported[list] as unknown as object[];
    const value = (...items: object[]) => {
      for (const item of items) added(item as Exported, list);
      return Array.prototype.push.apply(array, items);
    };
    Object.defineProperty(array, 'push', { value, configurable: true, writable: true });
  }
  const { fshMap } = exported;
  const set = fshMap.set.bind(fshMap);
  fshMap.set = (fileName, info) => {
    named(fileName);
    return set(fileName, info);
  };
  return () => {
    for (const list of lists) delete (exported[list] as { push?: unknown }).push;
    delete (fshMap as { set?: unknown }).set;
  };
}

/** When all RuleSets are in, and what SUSHI changes once everything is exported. */
export interface PhaseWatch {
  begins(): void;
  changes(exported: object): void;
}

/** @returns what ends the watch */
export function watchPhases(
  { library }: Sushi,
  { tank, exported, exporter }: { readonly tank: Tank; readonly exported: Package; readonly exporter: Exporter },
  watch: PhaseWatch,
): () => void {
  const { structureDefinitionExporter: structures, mappingExporter: mappings } = exporter;
  const { export: exportStructures, applyDeferredRules } = structures;
  const { export: exportMappings } = mappings;
  const { Profile, Extension, Resource, Logical } = library.utils.Type;
  structures.export = () => {
    watch.begins();
    return exportStructures.call(structures);
  };
  structures.applyDeferredRules = () => {
    for (const object of structures.deferredCaretRules.keys()) watch.changes(object);
    for (const [object, rules] of structures.knownBindingRules)
      if ('contained' in object || rules.some(({ isInline }) => isInline)) watch.changes(object);
    return applyDeferredRules.call(structures);
  };
  mappings.export = () => {
    for (const { source } of tank.getAllMappings()) {
      const object: unknown = exported.fish(source ?? '', Profile, Extension, Resource, Logical);
      if (typeof object === 'object' && object !== null) watch.changes(object);
    }
    return exportMappings.call(mappings);
  };
  return () => {
    delete (structures as Partial<StructureExporter>).export;
    delete (structures as Partial<StructureExporter>).applyDeferredRules;
    delete (mappings as Partial<Exporter['mappingExporter']>).export;
  };
}
