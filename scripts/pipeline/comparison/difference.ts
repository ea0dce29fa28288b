import { isDeepStrictEqual } from 'node:util';
import { urlOf } from '../../model/definition/asked.ts';
import { type FhirResource, isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { packageKey } from '../../model/package.ts';
import { copyAllDigits, isWrittenAlike } from '../../model/written-digits.ts';
import { manifestDependencies } from '../../packages/dependency-levels.ts';
import { BASE_VERSION } from '../../snapshot/build-snapshot.ts';
import { globalProfiles } from '../../validate/profile/global-profiles.ts';
import type { OpenedSide } from './open-side.ts';

/** What two versions of a package answer otherwise. */
export interface Difference {
  /** Asked for these, with or without a version. */
  readonly urls: ReadonlySet<string>;
  /** Asked for these with a version: the definition is the same but for that. */
  readonly versioned: ReadonlySet<string>;
  /** The resources that differ, as they were and as they are. */
  readonly resources: readonly FhirResource[];
}

/** What of a version decides verdicts. */
export type Opened = Pick<OpenedSide, 'side' | 'definitions' | 'packages' | 'dependencies' | 'examples'>;

/**
 * Tells, URL by URL, what a validator is answered otherwise by two versions that rest on the same packages.
 * @returns undefined where something differs that is not asked for by a URL, or that is compiled once for all
 */
export function differenceOf(old: Opened, now: Opened): Difference | undefined {
  if (!restOnTheSame(old, now)) return undefined;
  const [before, after] = [byUrl(old), byUrl(now)];
  const urls = new Set<string>();
  const versioned = new Set<string>();
  const resources: FhirResource[] = [];
  for (const url of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(url) ?? [], after.get(url) ?? []];
    const hasOtherVersion = !isDeepStrictEqual(was.map(versionIn(old)), is.map(versionIn(now)));
    if (hasOtherVersion) versioned.add(url);
    // Where several resources have one URL, the versions of the packages may decide which of them answers.
    const isAlone = [old, now].every(({ definitions }) => definitions.candidates(url).length <= 1);
    const isSame = was.length === is.length && was.every((each, at) => isAlike(each, is[at]));
    if (isSame && isAlone) continue;
    urls.add(url);
    resources.push(...was, ...is);
  }
  if (resources.some(isFarReaching)) return undefined;
  // A supplement speaks of codes under another URL than its own.
  for (const { resourceType, supplements } of resources)
    if (resourceType === 'CodeSystem' && typeof supplements === 'string') urls.add(urlOf(supplements));
  return { urls, versioned, resources };
}

function restOnTheSame(old: Opened, now: Opened): boolean {
  const [one, other] = [old, now].map(({ side, definitions, packages, dependencies }) => {
    const { id } = side.package;
    const others = packages.filter((each) => packageKey(each) !== packageKey(side.package));
    return {
      id,
      dependencies: dependencies.map(packageKey),
      packages: others.map((each) => [packageKey(each), each.source, each.integrity, each.content]),
      globals: globalProfiles(definitions, side.package),
      isTold: others.every(({ content }) => content !== undefined),
      // Releases of one package are told apart by what they have, and what rests on one of them by its version.
      isAlone: others.every((each) => [each, ...manifestDependencies(each.manifest)].every((ref) => ref.id !== id)),
    };
  });
  return one?.isTold === true && one.isAlone && isDeepStrictEqual(one, other);
}

function byUrl({ side, examples }: Opened): ReadonlyMap<string, readonly FhirResource[]> {
  const found = new Map<string, FhirResource[]>();
  // Of a guide the examples can be asked for too.
  for (const resource of [...side.resources, ...examples]) {
    const { resourceType, url } = resource;
    const key = typeof url === 'string' ? urlOf(url) : LISTED.has(resourceType) ? `${resourceType} without url` : '';
    if (key !== '') found.set(key, [...(found.get(key) ?? []), resource]);
  }
  return found;
}

/** Types of which a validator may read all that there are. */
const LISTED: ReadonlySet<string> = new Set(['CodeSystem', 'NamingSystem', 'StructureDefinition', 'ValueSet']);
const BASE_TYPES = 'http://hl7.org/fhir/StructureDefinition/';

function isFarReaching({ resourceType, url }: FhirResource): boolean {
  if (resourceType === 'NamingSystem') return true;
  return typeof url === 'string' ? url.startsWith(BASE_TYPES) : LISTED.has(resourceType);
}

function versionIn({ side }: Opened): (resource: FhirResource) => string {
  return ({ version }) => (typeof version === 'string' ? version : side.package.version);
}

/** In each resource a version of a package states itself, its day and what it has for readers: no check reads that there. */
const OF_THE_VERSION: ReadonlySet<string> = new Set(['version', 'date', 'text']);

function isAlike(was: FhirResource, is: FhirResource | undefined): boolean {
  return is !== undefined && isWrittenAlike(withoutVersion(was), withoutVersion(is));
}

function withoutVersion(resource: FhirResource): JsonObject {
  const kept: Record<string, unknown> = Object.fromEntries(
    Object.entries(resource).filter(([name]) => !OF_THE_VERSION.has(name)),
  );
  copyAllDigits(resource, kept);
  const { snapshot } = resource;
  if (isJsonObject(snapshot) && Array.isArray(snapshot.extension))
    kept.snapshot = { ...snapshot, extension: snapshot.extension.filter((each) => each?.url !== BASE_VERSION) };
  return kept;
}
