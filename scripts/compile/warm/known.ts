import { isKnown } from '../sushi/known-sushi.ts';
import { moduleObject, type Sushi, type Tank } from '../sushi/sushi.ts';
import type { TankEntity } from './traced/entities.ts';

/** What of SUSHI's is not reached by its library. */
export interface Inside {
  applyInsertRules(entity: TankEntity, tank: Tank): void;
}

export function insideOfSushi(): Promise<Inside> {
  return moduleObject<Inside>('common');
}

/** Whether SUSHI works as a warm compiler takes it to: else everything is compiled each time. */
export function isSushiAsExpected(sushi: Sushi, { applyInsertRules }: Inside): boolean {
  const { sushiExport, sushiImport, utils } = sushi.library;
  const of = (owner: { readonly prototype: unknown }) => owner.prototype as Record<string, unknown>;
  const structures = of(sushiExport.StructureDefinitionExporter);
  const instances = of(sushiExport.InstanceExporter);
  const fisher = of(utils.MasterFisher);
  const importer = of(sushiImport.FSHImporter);
  return (
    isKnown(sushi, 'applyInsertRules', applyInsertRules) &&
    isKnown(sushi, 'FHIRExporter.export', of(sushiExport.FHIRExporter).export) &&
    isKnown(sushi, 'FSHImporter.import', importer.import) &&
    isKnown(sushi, 'FSHImporter.visitDoc', importer.visitDoc) &&
    isKnown(sushi, 'StructureDefinitionExporter.exportStructDef', structures.exportStructDef) &&
    isKnown(sushi, 'StructureDefinitionExporter.fishForFHIR', structures.fishForFHIR) &&
    isKnown(sushi, 'StructureDefinitionExporter.setRules', structures.setRules) &&
    isKnown(sushi, 'applyDeferredRules', structures.applyDeferredRules) &&
    isKnown(sushi, 'InstanceExporter.exportInstance', instances.exportInstance) &&
    isKnown(sushi, 'InstanceExporter.fishForFHIR', instances.fishForFHIR) &&
    isKnown(sushi, 'InstanceExporter.setAssignedValues', instances.setAssignedValues) &&
    isKnown(sushi, 'exportValueSet', of(sushiExport.ValueSetExporter).exportValueSet) &&
    isKnown(sushi, 'exportCodeSystem', of(sushiExport.CodeSystemExporter).exportCodeSystem) &&
    isKnown(sushi, 'exportMapping', of(sushiExport.MappingExporter).exportMapping) &&
    isKnown(sushi, 'MasterFisher.fishForFHIR', fisher.fishForFHIR) &&
    isKnown(sushi, 'MasterFisher.fishForMetadata', fisher.fishForMetadata) &&
    isKnown(sushi, 'MasterFisher.fishForMetadatas', fisher.fishForMetadatas) &&
    isKnown(sushi, 'FSHTank.internalFish', of(sushiImport.FSHTank).internalFish) &&
    isKnown(sushi, 'Package.internalFish', of(sushiExport.Package).internalFish)
  );
}
