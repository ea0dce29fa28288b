import type { CompileResult } from '../../compile/compile-project.ts';
import { Asked, type Askings, Touched } from '../../model/definition/asked.ts';
import type { GuideResource } from '../../model/definition/compiled.ts';
import type { Definitions } from '../../model/definition/definitions.ts';
import type { FhirResource } from '../../model/fhir.ts';
import type { Issue } from '../../model/issue.ts';
import type { InstalledPackage, PackageRef } from '../../model/package.ts';
import { jsonOf } from '../../model/written-digits.ts';
import { type AmbiguousReference, findAmbiguousReferences } from '../../packages/definitions/ambiguity.ts';
import { notingDefinitions } from '../../packages/definitions/noting.ts';
import { atSource } from './at-source.ts';
import { type Guide, guideDefinitions, ownerOf } from './guide-definitions.ts';
import { findLeftOut } from './left-out.ts';
import { SnapshotMemory } from './snapshot-memory.ts';
import { withVersion } from './versioned.ts';

/** A guide, and what of it is otherwise than in the one before. */
export interface NextGuide {
  readonly guide: Guide;
  /** Absent where everything may be otherwise. */
  readonly changes?: Changes;
  /** How many snapshots were made. */
  readonly snapshots: number;
}

export interface Changes {
  /** URLs that another definition answers now, or none. */
  readonly urls: ReadonlySet<string>;
  /** Those that are others now, as they were and as they are; of what has no URL only what is asked for by another name. */
  readonly resources: readonly FhirResource[];
}

interface Last {
  readonly owner: string;
  readonly plain: Resources;
  readonly completed: Resources;
}

/**
 * Makes a guide out of each compilation of a project, and of the next one only what has changed. It is always the guide
 * that would be made out of that compilation alone. A resource of the guide is the same object as in the one before where
 * it is the same resource.
 */
export class GuideMemory {
  readonly #packages: readonly InstalledPackage[];
  readonly #snapshots = new SnapshotMemory();
  readonly #asked = new Asked();
  #ambiguous = new Map<FhirResource, readonly [found: readonly AmbiguousReference[], askings: Askings]>();
  #plainOf = new WeakMap<GuideResource, FhirResource>();
  #last: Last | undefined;

  constructor(packages: readonly InstalledPackage[]) {
    this.#packages = packages;
  }

  next(compiled: CompileResult): NextGuide {
    const { guide: facts, issues: found } = compiled;
    const owner = ownerOf(facts);
    const identity = JSON.stringify([owner, facts?.dependencies]);
    const last = this.#last?.owner === identity ? this.#last : undefined;
    if (last === undefined) this.#ambiguous = new Map();
    const define = (resources: readonly FhirResource[]) =>
      guideDefinitions(owner, facts?.dependencies, resources, this.#packages);

    const plain = this.#plain(compiled.resources, owner, last);
    const all = byUrl(plain);
    const [changed, sameIndex] = differences(last?.plain, all);
    const completed = this.#snapshots.next({ resources: plain, owner, define, changed, sameIndex });
    const definitions = define(completed.value);
    const ambiguous = this.#findAmbiguous(plain, definitions, owner, changed);
    const origins = new Map(
      compiled.resources.map(({ resource, origin }) => [resource.url ?? resource.id, origin] as const),
    );
    const placed = [
      ...completed.issues.map((issue) => atSource(issue, origins.get(unversioned(issue.profile)))),
      ...ambiguous.map(({ resource, issue }) => atSource(issue, origins.get(resource.url ?? resource.id))),
    ];
    const leftOut: readonly Issue[] = findLeftOut(compiled.resources);
    const made = byUrl(completed.value);
    const answered = last === undefined ? {} : { changes: changesBetween(last.completed, made) };
    this.#last = { owner: identity, plain: all, completed: made };
    const guide: Guide = {
      package: owner,
      resources: compiled.resources.map((guideResource, index) => ({
        ...guideResource,
        resource: completed.value[index] ?? guideResource.resource,
      })),
      definitions,
      compiled,
      issues: [...found, ...leftOut, ...placed],
    };
    return { guide, ...answered, snapshots: this.#snapshots.count };
  }

  /** Those of the guide with their versions, as the same objects where they are the same. */
  #plain(compiled: readonly GuideResource[], { version }: PackageRef, last: Last | undefined): FhirResource[] {
    const before = last === undefined ? new WeakMap<GuideResource, FhirResource>() : this.#plainOf;
    const after = new WeakMap<GuideResource, FhirResource>();
    const plain = compiled.map((each) => {
      const resource = before.get(each) ?? sameAs(last?.plain, withVersion(each.resource, version));
      after.set(each, resource);
      return resource;
    });
    this.#plainOf = after;
    return plain;
  }

  #findAmbiguous(
    plain: readonly FhirResource[],
    definitions: Definitions,
    owner: PackageRef,
    changed: ReadonlySet<string>,
  ): AmbiguousReference[] {
    const touched = new Touched(changed);
    const noting = notingDefinitions(definitions, this.#asked);
    const before = this.#ambiguous;
    this.#ambiguous = new Map();
    return plain.flatMap((resource) => {
      const known = before.get(resource);
      const found =
        known !== undefined && !touched.has(known[1])
          ? known
          : this.#asked.during(() => findAmbiguousReferences([resource], noting, owner));
      this.#ambiguous.set(resource, found);
      return found[0];
    });
  }
}

interface Resources {
  readonly byUrl: ReadonlyMap<string, readonly FhirResource[]>;
  /** Without a url, by type and id. */
  readonly others: ReadonlyMap<string, readonly FhirResource[]>;
}

function byUrl(resources: readonly FhirResource[]): Resources {
  const found = { byUrl: new Map<string, FhirResource[]>(), others: new Map<string, FhirResource[]>() };
  for (const resource of resources) {
    const [map, key] = keyIn(resource);
    const alike = found[map].get(key);
    if (alike === undefined) found[map].set(key, [resource]);
    else alike.push(resource);
  }
  return found;
}

function keyIn({ url, resourceType, id }: FhirResource): ['byUrl' | 'others', string] {
  return typeof url === 'string' ? ['byUrl', url] : ['others', `${resourceType}/${String(id)}`];
}

/** The resource as it was, where it is the same one. */
function sameAs(last: Resources | undefined, resource: FhirResource): FhirResource {
  const [map, key] = keyIn(resource);
  const alike = last?.[map].get(key);
  if (alike === undefined) return resource;
  const text = jsonOf(resource);
  return alike.find((each) => jsonOf(each) === text) ?? resource;
}

/** URLs whose resources are others now, and those of them that an index has at the same place. */
function differences(
  before: Resources | undefined,
  { byUrl: now }: Resources,
): [changed: Set<string>, sameIndex: Set<string>] {
  const [changed, sameIndex] = [new Set<string>(), new Set<string>()];
  const was = before?.byUrl ?? new Map<string, readonly FhirResource[]>();
  for (const url of new Set([...was.keys(), ...now.keys()])) {
    const [old = [], fresh = []] = [was.get(url), now.get(url)];
    if (old.length === fresh.length && old.every((each, at) => each === fresh[at])) continue;
    changed.add(url);
    if (old.length === fresh.length && old.every((each, at) => isIndexedAlike(each, fresh[at]))) sameIndex.add(url);
  }
  return [changed, sameIndex];
}

function changesBetween(before: Resources, now: Resources): Changes {
  const [urls] = differences(before, now);
  const resources = [...urls].flatMap((url) => [...(before.byUrl.get(url) ?? []), ...(now.byUrl.get(url) ?? [])]);
  return { urls, resources: [...resources, ...otherNames(before, now), ...otherNames(now, before)] };
}

/** NamingSystems have no URL of their own, and give systems theirs. */
function otherNames(these: Resources, those: Resources): FhirResource[] {
  return [...these.others].flatMap(([key, resources]) =>
    key.startsWith('NamingSystem/') ? resources.filter((each) => those.others.get(key)?.includes(each) !== true) : [],
  );
}

function isIndexedAlike(a: FhirResource, b: FhirResource | undefined): boolean {
  return ['resourceType', 'version', 'kind', 'derivation', 'type'].every((name) => a[name] === b?.[name]);
}

function unversioned(canonical: string | undefined): string | undefined {
  return canonical?.split('|')[0];
}
