import { createHash } from 'node:crypto';
import type { Definitions } from '../../model/definition/definitions.ts';
import { type ElementDefinition, type FhirResource, isFhirResource, isJsonObject } from '../../model/fhir.ts';
import type { InstalledPackage, PackageEntry } from '../../model/package.ts';
import { jsonOf } from '../../model/written-digits.ts';
import { isAutomatic, isCore } from '../../packages/automatic.ts';
import { pinIfAmbiguous } from '../../packages/definitions/ambiguity.ts';
import { pinElement } from '../../snapshot/element/pin-element.ts';

type Pin = (canonical: string) => string;

/**
 * Packages for a program that takes the newest version of everything: each reference of theirs that two loaded versions
 * could answer says which one it means, as our snapshots have it. What a profile inherits from them is then pinned to
 * the version that its parent meant, and not to the newest.
 * Where no package is loaded in two versions, they are as they came.
 * @param definitions what a canonical means to each package
 */
export function pinnedPackages(
  packages: readonly InstalledPackage[],
  definitions: Definitions,
): readonly InstalledPackage[] {
  const ids = packages.map(({ id }) => id);
  if (new Set(ids).size === ids.length) return packages;
  return packages.map((each) => (speaksOfOthers(each) ? pinnedPackage(each, definitions) : each));
}

/** FHIR's own packages refer to themselves and to each other, never to what guides bring. */
function speaksOfOthers({ id }: InstalledPackage): boolean {
  return !isCore(id) && !isAutomatic(id);
}

function pinnedPackage(installed: InstalledPackage, definitions: Definitions): InstalledPackage {
  const pin: Pin = (canonical) => pinIfAmbiguous(canonical, installed, definitions);
  const pinned = new Map<PackageEntry, FhirResource>();
  for (const entry of installed.entries.filter(({ resourceType }) => pinnedTypes.has(resourceType))) {
    const resource = installed.read(entry);
    if (!isFhirResource(resource)) continue;
    const replaced = pinResource(resource, pin);
    if (replaced !== resource) pinned.set(entry, replaced);
  }
  if (pinned.size === 0) return installed;
  const hash = createHash('sha512').update(installed.integrity);
  for (const [{ filename }, resource] of pinned) hash.update(filename).update(jsonOf(resource));
  return {
    ...installed,
    integrity: `sha512-${hash.digest('base64')}`, // its content is another one, wherever it is kept
    read: (entry) => pinned.get(entry) ?? installed.read(entry),
  };
}

const pinnedTypes: ReadonlySet<string> = new Set(['StructureDefinition', 'ValueSet']);

/** @returns the resource itself where nothing in it had to be pinned */
function pinResource(resource: FhirResource, pin: Pin): FhirResource {
  return resource.resourceType === 'ValueSet' ? pinValueSet(resource, pin) : pinStructure(resource, pin);
}

/** The parent, and in both views all that elements refer to. */
function pinStructure(resource: FhirResource, pin: Pin): FhirResource {
  const replaced: Record<string, unknown> = {};
  const { baseDefinition } = resource;
  const parent = typeof baseDefinition === 'string' ? pin(baseDefinition) : baseDefinition;
  if (parent !== baseDefinition) replaced.baseDefinition = parent;
  for (const view of ['differential', 'snapshot']) {
    const { [view]: present } = resource;
    if (!isJsonObject(present) || !Array.isArray(present.element)) continue;
    const elements = present.element as ElementDefinition[];
    const pinned = elements.map((element) => pinElement(element, pin));
    if (pinned.some((element, index) => element !== elements[index])) replaced[view] = { ...present, element: pinned };
  }
  return Object.keys(replaced).length === 0 ? resource : { ...resource, ...replaced };
}

/** The value sets that it includes or excludes. */
function pinValueSet(resource: FhirResource, pin: Pin): FhirResource {
  const { compose } = resource;
  if (!isJsonObject(compose)) return resource;
  let changed = false;
  const pinPart = (part: unknown): unknown => {
    if (!isJsonObject(part) || !Array.isArray(part.valueSet)) return part;
    const valueSet = part.valueSet.map((each: unknown) => (typeof each === 'string' ? pin(each) : each));
    if (valueSet.every((each, index) => each === (part.valueSet as unknown[])[index])) return part;
    changed = true;
    return { ...part, valueSet };
  };
  const parts = ['include', 'exclude'].flatMap((name) => {
    const { [name]: present } = compose;
    return Array.isArray(present) ? [[name, present.map(pinPart)] as const] : [];
  });
  return changed ? { ...resource, compose: { ...compose, ...Object.fromEntries(parts) } } : resource;
}
