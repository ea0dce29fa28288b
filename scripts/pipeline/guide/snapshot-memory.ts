import { urlOf } from '../../model/definition/asked.ts';
import type { Definitions } from '../../model/definition/definitions.ts';
import type { FhirResource } from '../../model/fhir.ts';
import type { Issue, Outcome } from '../../model/issue.ts';
import type { PackageRef } from '../../model/package.ts';
import { jsonOf } from '../../model/written-digits.ts';
import { completeSnapshots, isStructureDefinition, keyOf } from './snapshots.ts';

/** A StructureDefinition of the guide, and what its snapshot was made from. */
interface Made {
  readonly plain: FhirResource;
  readonly completed: FhirResource;
  /** As others see it that rest on it: what a snapshot's definition inherits beside elements is not for them. */
  readonly finished: FhirResource;
  /** URLs of the definitions whose content is in it. */
  readonly found: ReadonlySet<string>;
  /** URLs of canonicals that got a version in it, or none. */
  readonly pinned: ReadonlySet<string>;
  /** Of the definitions whose snapshots it needed, in the order of need. */
  readonly rests: ReadonlySet<string>;
  readonly issues: readonly Issue[];
}

interface Noted {
  readonly found: Set<string>;
  readonly pinned: Set<string>;
  readonly rests: Set<string>;
}

export interface SnapshotInput {
  /** Of the whole guide, each the same object as the last time where it is the same resource. */
  readonly resources: readonly FhirResource[];
  readonly owner: PackageRef;
  /** What canonicals mean where the guide has these resources. */
  readonly define: (resources: readonly FhirResource[]) => Definitions;
  /** URLs whose resources are others than the last time, and those of them of which only the content is. */
  readonly changed: ReadonlySet<string>;
  readonly sameIndex: ReadonlySet<string>;
}

/** The largest guide of which only a part is made: beyond it the bound on all snapshots of a run may be reached. */
const MOST_ELEMENTS = 400_000;
/** Shorter than what a run follows. */
const LONGEST_CHAIN = 80;

/**
 * The snapshots of a guide, kept from one compilation to the next: made anew are those whose own definition has changed,
 * or that of what they rest on. What comes out is what {@link completeSnapshots} gives for all of them, issues included.
 */
export class SnapshotMemory {
  #made = new Map<string, Made>();
  /** How many snapshots the last call has made. */
  count = 0;

  next(input: SnapshotInput): Outcome<FhirResource[]> {
    this.count = 0;
    const { resources } = input;
    const keys = resources.map((each) => (isStructureDefinition(each) ? keyOf(each) : undefined));
    const own = keys.filter((key) => key !== undefined);
    if (
      new Set(resources.filter(isStructureDefinition).map(({ url }) => url)).size < own.length ||
      hasOddVersion(resources)
    )
      return this.#all(input); // what is told of one cannot be told from what is told of another
    const stale = new Set(keys.filter((key, at) => key !== undefined && this.#isStale(key, resources[at], input)));
    const before = this.#made;
    this.#made = new Map(own.flatMap((key) => entryOf(key, before)));
    let given: ReadonlySet<string | undefined> = stale;
    while (given.size > 0) {
      const changed = this.#make(input, keys, given);
      if (this.#isCircular() || this.#isLarge()) return this.#all(input);
      const last = given;
      given = new Set(own.filter((key) => !last.has(key) && intersects(this.#made.get(key)?.found, changed)));
    }
    return {
      value: resources.map((each, at) => this.#made.get(keys[at] ?? '')?.completed ?? each),
      issues: this.#issuesInOrder(own),
    };
  }

  #isStale(key: string, plain: FhirResource | undefined, { changed, sameIndex }: SnapshotInput): boolean {
    const made = this.#made.get(key);
    if (made === undefined || made.plain !== plain || made.completed.snapshot === undefined) return true;
    if (intersects(made.found, changed)) return true;
    return [...changed].some((url) => !sameIndex.has(url) && made.pinned.has(url));
  }

  /** @returns the URLs of those that have another snapshot than before, or none any more */
  #make(
    { resources, owner, define }: SnapshotInput,
    keys: readonly (string | undefined)[],
    given: ReadonlySet<string | undefined>,
  ): Set<string> {
    const noted = new Map<string, Noted>();
    const notes = (key: string): Noted => {
      const known = noted.get(key) ?? { found: new Set(), pinned: new Set(), rests: new Set() };
      noted.set(key, known);
      return known;
    };
    const isGiven = (resource: FhirResource) => isStructureDefinition(resource) && given.has(keyOf(resource));
    const mixed = resources.map((each, at) => {
      const key = keys[at];
      return key === undefined || given.has(key) ? each : (this.#made.get(key)?.finished ?? each);
    });
    const { value, issues } = completeSnapshots(mixed, owner, define(mixed), {
      given: isGiven,
      asked: (definition, canonical, how) => notes(keyOf(definition))[how].add(urlOf(canonical)),
      rests: (definition, other) => notes(keyOf(definition)).rests.add(keyOf(other)),
    });
    const changed = new Set<string>();
    for (const [at, key] of keys.entries()) {
      const [plain, fresh] = [resources[at], value[at]];
      if (key === undefined || plain === undefined || fresh === undefined || !given.has(key)) continue;
      this.count++;
      const before = this.#made.get(key)?.completed;
      const completed = before !== undefined && jsonOf(before) === jsonOf(fresh) ? before : fresh;
      if (completed !== before) changed.add(String(plain.url));
      const { snapshot } = completed;
      const finished = snapshot === undefined ? plain : { ...plain, snapshot };
      const told = issues.filter(({ profile }) => profile === key);
      this.#made.set(key, { ...notes(key), plain, completed, finished, issues: told });
    }
    return changed;
  }

  /** All of them at once, and nothing that could be relied on the next time. */
  #all({ resources, owner, define }: SnapshotInput): Outcome<FhirResource[]> {
    this.#made.clear();
    this.count = resources.filter(isStructureDefinition).length;
    return completeSnapshots(resources, owner, define(resources));
  }

  /** In a circle, who was asked for first decides what each of them has of the others; and a chain has its bound. */
  #isCircular(): boolean {
    const done = new Set<string>();
    const isInCircle = (key: string, path: ReadonlySet<string>): boolean => {
      if (done.has(key)) return false;
      for (const next of this.#made.get(key)?.rests ?? []) {
        if (next === key || !this.#made.has(next)) continue;
        if (path.has(next) || path.size > LONGEST_CHAIN || isInCircle(next, new Set([...path, next]))) return true;
      }
      done.add(key);
      return false;
    };
    return [...this.#made.keys()].some((key) => isInCircle(key, new Set([key])));
  }

  #isLarge(): boolean {
    let elements = 0;
    for (const { completed } of this.#made.values()) elements += elementsIn(completed);
    return elements > MOST_ELEMENTS;
  }

  /** As they come when all are made in one go: those of a definition behind those of what it rests on. */
  #issuesInOrder(keys: readonly string[]): Issue[] {
    const issues: Issue[] = [];
    const told = new Set<string>();
    const tell = (key: string): void => {
      const made = this.#made.get(key);
      if (made === undefined || told.has(key)) return;
      told.add(key);
      for (const other of made.rests) tell(other);
      issues.push(...made.issues);
    };
    if ([...this.#made.values()].some((made) => made.issues.length > 0)) for (const key of keys) tell(key);
    return issues;
  }
}

function entryOf(key: string, before: ReadonlyMap<string, Made>): [string, Made][] {
  const made = before.get(key);
  return made === undefined ? [] : [[key, made]];
}

function intersects(asked: ReadonlySet<string> | undefined, urls: ReadonlySet<string>): boolean {
  if (asked === undefined) return false;
  for (const url of urls) if (asked.has(url)) return true;
  return false;
}

/** A version that is no text is in no canonical. */
function hasOddVersion(resources: readonly FhirResource[]): boolean {
  return resources.some(
    (each) => isStructureDefinition(each) && each.version !== undefined && typeof each.version !== 'string',
  );
}

function elementsIn({ snapshot }: FhirResource): number {
  const element = (snapshot as { readonly element?: unknown } | undefined)?.element;
  return Array.isArray(element) ? element.length : 0;
}
