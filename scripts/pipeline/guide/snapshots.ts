import { formatCanonical } from '../../model/canonical.ts';
import type { Definition, Definitions } from '../../model/definition/definitions.ts';
import type { FhirResource, StructureDefinition } from '../../model/fhir.ts';
import type { Outcome } from '../../model/issue.ts';
import type { PackageRef } from '../../model/package.ts';
import { pinIfAmbiguous } from '../../packages/definitions/ambiguity.ts';
import { generateSnapshots } from '../../snapshot/generate.ts';

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
): Outcome<FhirResource[]> {
  const incomplete = resources.filter(isStructureDefinition);
  const { value, issues } = generateSnapshots(
    incomplete.map((resource) => ({ resource, package: owner })),
    {
      resolve: (canonical, from) => {
        const found = definitions.resolve(canonical, from);
        return found !== undefined && isOfStructure(found) ? found : undefined;
      },
      pin: (canonical, from) => pinIfAmbiguous(canonical, from, definitions),
    },
  );
  const completed = new Map(value.map((definition) => [keyOf(definition), definition as unknown as FhirResource]));
  return {
    value: resources.map((resource) =>
      isStructureDefinition(resource) ? (completed.get(keyOf(resource)) ?? resource) : resource,
    ),
    issues,
  };
}

/** A package may have two versions of one definition. */
function keyOf({ url, version }: Pick<StructureDefinition, 'url' | 'version'>): string {
  return formatCanonical(url, typeof version === 'string' ? version : undefined);
}

function isOfStructure(definition: Definition): definition is Definition<FhirResource & StructureDefinition> {
  return isStructureDefinition(definition.resource);
}

function isStructureDefinition(resource: FhirResource): resource is FhirResource & StructureDefinition {
  return resource.resourceType === 'StructureDefinition' && typeof resource.url === 'string';
}
