import { parseCanonical } from '../../model/canonical.ts';
import type { Definitions } from '../../model/definition/definitions.ts';
import type { FhirResource, StructureDefinition, ValueSet } from '../../model/fhir.ts';
import { type PackageRef, packageKey } from '../../model/package.ts';
import { isAutomatic, isCore } from '../../packages/automatic.ts';

/** A definition that a checker takes along. */
export interface NeededDefinition {
  readonly package: PackageRef;
  readonly file: string;
  readonly resource: FhirResource;
}

/** `package file`: what a needed definition is found by. */
export function definitionKey(owner: PackageRef, file: string | undefined): string {
  return `${packageKey(owner)} ${file ?? ''}`;
}

const TERMINOLOGY = 'http://terminology.hl7.org/';

/**
 * Chooses the definitions that the checker of a guide needs: every type, profile and extension that a payload could
 * name, and the value sets and code systems of what the guide's own flows hold. Of other resources, which the API
 * refuses whatever codes they have, and of extensions it takes the required value sets alone; of the packages that the
 * guide itself depends on, all. A code of a system that was left out is not looked up, which a note says.
 * @param own the guide's definitions
 * @param guide asks for what a payload names
 */
export function neededDefinitions(
  definitions: Definitions,
  own: readonly FhirResource[],
  guide: PackageRef,
): Map<string, NeededDefinition> {
  const needed = new Map<string, NeededDefinition>();
  const rest: { readonly resource: FhirResource; readonly owner: PackageRef }[] = [];
  const asked = new Set<string>();
  const flowing = new Set(
    own.flatMap(({ resourceType, type }) => (resourceType === 'StructureDefinition' ? [type] : [])),
  );

  const add = (owner: PackageRef, resource: FhirResource, file: string | undefined) => {
    const key = definitionKey(owner, file);
    if (file === undefined || needed.has(key)) return;
    needed.set(key, { package: owner, file, resource });
    rest.push({ resource, owner });
  };
  const reach = (canonical: string, ...from: readonly (PackageRef | undefined)[]) => {
    for (const asker of from) {
      const question = `${asker === undefined ? '' : packageKey(asker)} ${canonical}`;
      if (asked.has(question)) continue;
      asked.add(question);
      const found = definitions.resolve(canonical, asker);
      if (found === undefined) continue;
      const isCopy = isCore(found.package.id) && parseCanonical(canonical).version === undefined;
      if (isCopy && published(canonical).length > 0) continue;
      add(found.package, found.resource, found.file);
    }
    if (canonical.startsWith(TERMINOLOGY))
      for (const each of published(canonical)) add(each.package, each.read(), each.filename);
  };
  // The terminology package answers in place of core's copy (terminology/lookup.ts).
  const byUrl = new Map<string, ReturnType<Definitions['list']>[number][]>();
  for (const type of ['CodeSystem', 'ValueSet'])
    for (const each of definitions.list(type))
      if (each.url !== undefined && each.package.id.startsWith('hl7.terminology'))
        byUrl.set(each.url, [...(byUrl.get(each.url) ?? []), each]);
  const published = (canonical: string) => byUrl.get(parseCanonical(canonical).url) ?? [];

  const ofStructure = ({ baseDefinition, snapshot, kind, type }: StructureDefinition, owner: PackageRef) => {
    if (baseDefinition !== undefined) reach(baseDefinition, owner);
    const isWhole = flowing.has(type) || (kind !== 'resource' && type !== 'Extension');
    for (const element of snapshot?.element ?? []) {
      const { type: types = [], binding } = element;
      for (const url of demanded(element)) reach(url, owner);
      for (const { profile = [], targetProfile = [] } of types)
        for (const each of [...profile, ...targetProfile]) reach(each, owner);
      if (binding?.valueSet === undefined) continue;
      if (binding.strength === 'required' || isWhole) reach(binding.valueSet, owner);
    }
  };
  const ofValueSet = ({ compose }: ValueSet, owner: PackageRef) => {
    for (const { system, valueSet = [] } of [...(compose?.include ?? []), ...(compose?.exclude ?? [])]) {
      if (system !== undefined) reach(system, owner);
      for (const each of valueSet) reach(each, owner);
    }
  };

  for (const type of ['CodeSystem', 'ValueSet'])
    for (const each of definitions.list(type))
      if (!isCore(each.package.id) && !isAutomatic(each.package.id)) add(each.package, each.read(), each.filename);
  for (const resource of own) rest.push({ resource, owner: guide });
  // Each version of each: a payload may name it.
  for (const each of definitions.list('StructureDefinition')) add(each.package, each.read(), each.filename);
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { resource, owner } = next;
    if (resource.resourceType === 'StructureDefinition') ofStructure(resource as unknown as StructureDefinition, owner);
    if (resource.resourceType === 'ValueSet') ofValueSet(resource as unknown as ValueSet, owner);
  }
  return needed;
}

/** URLs in the values that an element must have: the system of a code that no value set holds. */
function demanded(element: object): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string' && /^https?:/.test(value)) found.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  for (const [name, value] of Object.entries(element)) if (/^(fixed|pattern)[A-Z]/.test(name)) walk(value);
  return found;
}
