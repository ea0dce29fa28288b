import { compareVersions } from '../../scripts/compare/compare.ts';
import type { Change } from '../../scripts/compare/result/change.ts';
import type { Side } from '../../scripts/compare/tree/side.ts';
import type { Definition } from '../../scripts/model/definition/definitions.ts';
import type { FhirResource, StructureDefinition } from '../../scripts/model/fhir.ts';
import { createCodeLists } from '../../scripts/terminology/code-list.ts';
import { guide, make, profile, r4Context, type Stated } from '../snapshot/profile.ts';
import { given } from '../terminology/given-definitions.ts';

/** A version that has these resources, profiles with their snapshots over R4. */
export function side(resources: readonly object[], version = '1.0.0'): Side {
  const all = resources as readonly FhirResource[];
  const owner = { ...guide, version };
  const own = all
    .filter(isStructure)
    .map((resource): Definition<StructureDefinition> => ({ resource, package: owner }));
  const resolveOwn = (canonical: string) => own.find(({ resource }) => resource.url === canonical.split('|')[0]);
  const context = { resolve: (canonical: string) => resolveOwn(canonical) ?? r4Context.resolve(canonical) };
  const made = new Map(make(own, context).snapshots.map((each) => [each.url, each as unknown as FhirResource]));
  const complete = all.map((each) => made.get(String(each.url)) ?? each);
  const codes = createCodeLists(given(...all));
  return {
    package: owner,
    dependencies: [],
    resources: complete,
    resolve(canonical) {
      const [url = '', wanted] = canonical.split('|');
      const found = complete.find((each) => each.url === url && (wanted === undefined || wanted === each.version));
      if (found !== undefined) return { resource: found, package: owner };
      const core = r4Context.resolve(canonical);
      return core && { ...core, resource: core.resource as unknown as FhirResource };
    },
    codes: (canonical) => codes(canonical),
  };
}

function isStructure(resource: FhirResource): resource is FhirResource & StructureDefinition {
  return resource.resourceType === 'StructureDefinition';
}

/** The changes between two versions, each as `rule element before → after`. */
export function changesBetween(old: readonly object[], now: readonly object[]): Change[] {
  return [...compareVersions(side(old), side(now, '1.1.0')).changes];
}

export function told({ rule, element = '', before = '', after = '' }: Change): string {
  return `${rule} ${element} ${before} → ${after}`;
}

/** The same for two differentials of one profile. */
export function changesOf(old: readonly Stated[], now: readonly Stated[], type = 'Observation'): Change[] {
  return changesBetween([profile(old, { type }).resource], [profile(now, { type }).resource]);
}
