import type { Exported as Package, Sushi } from '../sushi/sushi.ts';
import type { MappingExporter } from './late-mappings.ts';
import type { TankEntity } from './traced/entities.ts';
import { type Exported, type ListName, lists } from './traced/exported.ts';

/** One of SUSHI's functions that export one entity. */
export type ExportOne = (this: object, entity: TankEntity) => unknown;

/** What is used of SUSHI's FHIRExporter. */
export interface Exporter {
  readonly structureDefinitionExporter: StructureExporter;
  readonly instanceExporter: object;
  readonly mappingExporter: MappingExporter;
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
  /** @param exportAll of SUSHI's */
  maps(exporter: MappingExporter, exportAll: () => unknown): unknown;
}

/** @returns what ends the watch */
export function watchPhases(
  { structureDefinitionExporter: structures, mappingExporter: mappings }: Exporter,
  watch: PhaseWatch,
): () => void {
  const { export: exportStructures, applyDeferredRules } = structures;
  const { export: exportMappings } = mappings;
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
  mappings.export = () => watch.maps(mappings, () => exportMappings.call(mappings));
  return () => {
    delete (structures as Partial<StructureExporter>).export;
    delete (structures as Partial<StructureExporter>).applyDeferredRules;
    delete (mappings as Partial<Exporter['mappingExporter']>).export;
  };
}
