import type { FhirResource } from '../../model/fhir.ts';
import type { InstalledPackage, PackageEntry, PackageManifest, PackageRef } from '../../model/package.ts';
import type { GuideDefinitions } from '../../packages/definitions/definitions.ts';
import { createDefinitions } from '../../packages/definitions/definitions.ts';
import type { Suppression } from '../../report/gate/suppression.ts';
import type { CheckerData, DataEntry, DataExample } from './checker-data.ts';
import { compact, compactOwn } from './compact.ts';
import { Interner } from './intern.ts';
import { definitionKey, neededDefinitions } from './needed-definitions.ts';

/** What a checker is made from. */
export interface CheckerSources {
  /** Of the toolchain. */
  readonly version: string;
  readonly packages: readonly InstalledPackage[];
  readonly guide?: GuideDefinitions & {
    readonly title: string;
    readonly canonical: string;
    readonly suppressions: readonly Suppression[];
  };
  readonly examples?: readonly { readonly id: string; readonly title: string; readonly resource: FhirResource }[];
}

/** Small, and asked for as a whole: which URLs HL7 has given out, which profiles a guide sets for all. */
const ALWAYS = new Set(['ImplementationGuide', 'NamingSystem']);

/** Gathers what a checker needs of a guide and its packages; without a guide, all that they define. */
export function gatherData({ version, packages, guide, examples = [] }: CheckerSources): CheckerData {
  const needed = guide && neededDefinitions(createDefinitions(packages, guide), guide.resources, guide.package);
  const isNeeded = (owner: InstalledPackage, { resourceType, filename }: PackageEntry) =>
    needed === undefined
      ? ALWAYS.has(resourceType) || /^(StructureDefinition|ValueSet|CodeSystem)$/.test(resourceType)
      : ALWAYS.has(resourceType) || needed.has(definitionKey(owner, filename));
  const chosen = packages.map((owner) =>
    owner.entries.map((entry) => ({
      entry,
      resource: isNeeded(owner, entry) ? compact(owner.read(entry) as FhirResource) : undefined,
    })),
  );
  const own = (guide?.resources ?? []).map(compactOwn);
  const payloads = examples.map(({ resource }) => resource);
  const all = chosen.flatMap((each) => each.flatMap(({ resource }) => (resource === undefined ? [] : [resource])));
  const interner = new Interner([...own, ...payloads, ...all]);
  const interned = new Map([...own, ...payloads, ...all].map((resource) => [resource, interner.intern(resource)]));
  const parts = interner.parts.map((part) => JSON.stringify(part));
  const lines = [...interned.values()].map((resource) => JSON.stringify(resource));
  const lineOf = new Map([...interned.keys()].map((resource, at) => [resource, parts.length + at]));
  const taken = chosen.map((each, at) =>
    each.map(({ entry, resource }) => toEntry(packages[at] as PackageRef, entry, resource && lineOf.get(resource))),
  );
  return {
    version,
    ...(guide === undefined
      ? {}
      : {
          guide: {
            package: guide.package,
            title: guide.title,
            canonical: guide.canonical,
            suppressions: guide.suppressions.filter(({ finders }) => finders.includes('ig')),
            dependencies: guide.dependencies,
            resources: own.map((resource) => lineOf.get(resource) ?? 0),
          },
        }),
    packages: packages.map(({ id, version: its, source, integrity, manifest }, at) => ({
      id,
      version: its,
      source,
      integrity,
      ...manifested(manifest),
      entries: taken[at] ?? [],
    })),
    examples: examples.map(
      ({ resource, ...example }): DataExample => ({ ...example, line: lineOf.get(resource) ?? 0 }),
    ),
    bases: BASES,
    lines: [...parts, ...lines],
  };
}

const BASES = ['http://hl7.org/fhir/', 'http://terminology.hl7.org/'];

function toEntry(
  owner: PackageRef,
  { resourceType, id, url, version, kind, derivation, type, baseDefinition }: PackageEntry,
  line: number | undefined,
): DataEntry {
  const base = BASES.findIndex((each) => url === `${each}${resourceType}/${id}`);
  const named = [
    resourceType,
    id ?? 0,
    base === -1 ? (url ?? 0) : base + 1,
    version === owner.version ? 1 : (version ?? 0),
  ] as const;
  if (line === undefined) return named;
  if (resourceType !== 'StructureDefinition') return [...named, line];
  return [...named, line, [kind ?? 0, derivation ?? 0, type ?? 0, baseDefinition ?? 0]];
}

function manifested({ canonical, dependencies }: PackageManifest) {
  return {
    ...(canonical === undefined ? {} : { canonical }),
    ...(dependencies === undefined ? {} : { dependencies }),
  };
}
