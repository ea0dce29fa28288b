import { wellFormedDefinition } from '../model/definition/definition-shape.ts';
import type { Definition } from '../model/definition/definitions.ts';
import type { StructureDefinition } from '../model/fhir.ts';
import type { Outcome } from '../model/issue.ts';
import type { SnapshotContext } from './element/context.ts';
import { Generation } from './generation.ts';

export type { SnapshotContext } from './element/context.ts';

/**
 * Computes the snapshot of a definition from its differential and its base.
 * The definition itself stays as it is; the value is a copy with `snapshot`, and undefined when there is no base to start from.
 * @see https://hl7.org/fhir/R4/profiling.html#snapshot
 */
export function generateSnapshot(
  definition: Definition<StructureDefinition>,
  context: SnapshotContext,
): Outcome<StructureDefinition | undefined> {
  const { value, issues } = generateSnapshots([definition], context);
  return { value: value[0], issues };
}

/**
 * Computes the snapshots of definitions that may be each other's base, or the profile of each other's elements.
 * Each is computed once, after what it needs; one that cannot be computed is left out, with an issue that says why.
 * @returns in the order given
 */
export function generateSnapshots(
  definitions: readonly Definition<StructureDefinition>[],
  context: SnapshotContext,
): Outcome<StructureDefinition[]> {
  const shaped = definitions.map(wellFormed);
  const generation = new Generation(shaped, {
    ...context,
    resolve: (canonical, from) => {
      const found = context.resolve(canonical, from);
      return found === undefined ? undefined : wellFormed(found);
    },
  });
  const value = shaped.flatMap((definition) => generation.generate(definition) ?? []);
  return { value, issues: generation.issues };
}

function wellFormed(definition: Definition<StructureDefinition>): Definition<StructureDefinition> {
  const resource = wellFormedDefinition(definition.resource);
  return resource === definition.resource ? definition : { ...definition, resource };
}
