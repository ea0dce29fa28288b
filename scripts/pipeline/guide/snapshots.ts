import { formatCanonical, parseCanonical } from '../../model/canonical.ts';
import type { Definition, Definitions } from '../../model/definition/definitions.ts';
import type { FhirResource, StructureDefinition } from '../../model/fhir.ts';
import type { Outcome } from '../../model/issue.ts';
import type { PackageRef } from '../../model/package.ts';
import { pinIfAmbiguous } from '../../packages/definitions/ambiguity.ts';
import { generateSnapshots, type SnapshotContext } from '../../snapshot/generate.ts';

export interface SnapshotOptions extends Pick<SnapshotContext, 'asked' | 'rests'> {
  /** Which StructureDefinitions get a snapshot; the others have theirs already, or need none. By default all. */
  readonly given?: (resource: FhirResource) => boolean;
}

/**
 * Gives every StructureDefinition among the resources its snapshot; the others stay as they are.
 * @param owner the package that the resources are of
 * @param definitions has the resources themselves, and all that they refer to
 * @returns in the order given; what has no snapshot in the end is as it came, with an issue
 */
export function completeSnapshots(
  resources: readonly FhirResource[],
  owner: PackageRef,
  definitions: Definitions,
  { given = () => true, ...told }: SnapshotOptions = {},
): Outcome<FhirResource[]> {
  const incomplete = resources.filter(isStructureDefinition).filter(given);
  const others = resources.filter(isStructureDefinition).filter((each) => !given(each));
  const finished = new Map(others.map((resource) => [resource.url, { resource, package: owner }] as const));
  const { value, issues } = generateSnapshots(
    incomplete.map((resource) => ({ resource, package: owner })),
    {
      resolve: (canonical, from) => {
        const { url, version } = parseCanonical(canonical);
        const own = finished.get(url); // as those that are given, they answer before all others
        if (own !== undefined && (version === undefined || version === own.resource.version)) return own;
        const found = definitions.resolve(canonical, from);
        return found !== undefined && isOfStructure(found) ? found : undefined;
      },
      pin: (canonical, from) => pinIfAmbiguous(canonical, from, definitions),
      ...told,
    },
  );
  const completed = new Map(value.map((definition) => [keyOf(definition), definition as unknown as FhirResource]));
  return {
    value: resources.map((resource) =>
      isStructureDefinition(resource) && given(resource) ? (completed.get(keyOf(resource)) ?? resource) : resource,
    ),
    issues,
  };
}

/** A package may have two versions of one definition. */
export function keyOf({ url, version }: Pick<StructureDefinition, 'url' | 'version'>): string {
  return formatCanonical(url, typeof version === 'string' ? version : undefined);
}

function isOfStructure(definition: Definition): definition is Definition<FhirResource & StructureDefinition> {
  return isStructureDefinition(definition.resource);
}

export function isStructureDefinition(resource: FhirResource): resource is FhirResource & StructureDefinition {
  return resource.resourceType === 'StructureDefinition' && typeof resource.url === 'string';
}
