import { parseCanonical } from '../model/canonical.ts';
import type { FhirResource } from '../model/fhir.ts';
import { packageKey } from '../model/package.ts';
import { type Artefact, type ArtefactPair, nameOf, textIn, urlOf } from './artefact/artefact.ts';
import { BaseKeys } from './artefact/base-keys.ts';
import { addBound, type Bound } from './artefact/bound.ts';
import { compareGuides } from './artefact/guide.ts';
import { matchArtefacts } from './artefact/match.ts';
import { compareMetadata } from './artefact/metadata.ts';
import { compareStructures } from './artefact/structure.ts';
import { compareCapabilities } from './capability/capability.ts';
import { compareOperations } from './capability/operation.ts';
import { compareSearchParameters } from './capability/search-parameter.ts';
import { compareCodeSystems } from './codes/code-system.ts';
import { compareValueSets, type Strongest } from './codes/value-set.ts';
import type { Versions } from './element/place.ts';
import { type Change, Changes } from './result/change.ts';
import type { Comparison } from './result/comparison.ts';
import { type ArtefactChanges, toldOnce } from './result/inheritance.ts';
import { impacts, worst } from './rules/impact.ts';
import { isSame } from './tree/same.ts';
import type { Side } from './tree/side.ts';
import { sideBySide, type TreeRow } from './tree/side-by-side.ts';
import { Trees } from './tree/trees.ts';

/** Compares two versions of a package, element by element, and says of each change whom it breaks. */
export function compareVersions(from: Side, to: Side): Comparison {
  const { pairs, gone, added } = matchArtefacts(from.resources.filter(isCompared), to.resources.filter(isCompared));
  const renamed = new Map<string, string>();
  for (const [old, now] of pairs) {
    const [a, b] = [urlOf(old), urlOf(now)];
    if (a !== undefined && b !== undefined && a !== b) renamed.set(a, b);
  }
  const versions: Versions = { from, to, oldTrees: new Trees(from), newTrees: new Trees(to), renamed };
  const baseKeys = new BaseKeys(versions.newTrees);
  const structures = new Structures(versions, baseKeys, renamed);
  const all: ArtefactChanges[] = [];
  const pairOf = (old: FhirResource, now: FhirResource): ArtefactPair => ({
    old: { resource: old, owner: from.package },
    now: { resource: now, owner: to.package },
  });
  const own = pairs.map(([old, now]) => pairOf(old, now));
  // Parents that were renamed in other packages are known before anything refers to them.
  for (const pair of own) structures.meetParents(pair);
  const [oldBound, newBound] = [new Map<string, Bound>(), new Map<string, Bound>()];
  for (const pair of own) {
    if (pair.now.resource.resourceType !== 'StructureDefinition') continue;
    all.push(structures.changesOf(pair, true));
    const name = nameOf(pair.now.resource);
    const [a, b] = [
      versions.oldTrees.of(pair.old.resource, from.package),
      versions.newTrees.of(pair.now.resource, to.package),
    ];
    if (a !== undefined) addBound(a, name, oldBound);
    if (b !== undefined) addBound(b, name, newBound);
  }
  all.push(...structures.parents(all));
  const notCompared = new Set<string>();
  const strongestOf = (oldUrl: string, newUrl: string): Strongest =>
    stronger(oldBound.get(oldUrl), newBound.get(newUrl));
  const changes: Change[] = [...packageChanges(from, to)];
  for (const pair of own) {
    const { now } = pair;
    const { resourceType } = now.resource;
    if (resourceType === 'StructureDefinition') continue;
    const found = new Changes(nameOf(now.resource));
    if (resourceType !== 'ImplementationGuide') compareMetadata(pair, found);
    compareContents(pair, versions, strongestOf, newBound, found);
    const profiles = newBound.get(urlOf(now.resource) ?? '')?.profiles;
    const isShared = resourceType === 'ValueSet' && profiles !== undefined;
    changes.push(
      ...found.list.map((each) =>
        isShared && each.rule.startsWith('value-set') ? { ...each, inheritedBy: [...profiles].sort() } : each,
      ),
    );
  }
  changes.push(...foreignSets(versions, oldBound, newBound, own, notCompared));
  for (const each of gone)
    changes.push(
      ...one(nameOf(each), (found) => found.add('artefact-removed', { before: told(each), ...ifUnclaimed(each) })),
    );
  for (const each of added)
    changes.push(...one(nameOf(each), (found) => found.add('artefact-added', { after: told(each) })));
  const rank = (change: Change) => impacts.indexOf(worst(change.class));
  const text = (change: Change) => `${change.artefact} ${change.element ?? ''} ${change.rule}`;
  return {
    changes: [...changes, ...toldOnce(all)].sort((a, b) => rank(a) - rank(b) || (text(a) < text(b) ? -1 : 1)),
    notCompared: [...notCompared].sort(),
    renamed,
    treeOf: (artefact, ids, sliceNames) => structures.rowsOf(artefact, ids, sliceNames),
  };
}

const types: ReadonlySet<string> = new Set(
  `ActivityDefinition CapabilityStatement CodeSystem ConceptMap ImplementationGuide Library Measure NamingSystem
  OperationDefinition PlanDefinition Questionnaire SearchParameter StructureDefinition StructureMap ValueSet`.split(
    /\s+/,
  ),
);

function isCompared({ resourceType }: FhirResource): boolean {
  return types.has(resourceType);
}

/** Definitions and their parents, each compared once. */
class Structures {
  readonly #versions: Versions;
  readonly #baseKeys: BaseKeys;
  readonly #renamed: Map<string, string>;
  readonly #parents = new Map<string, ArtefactPair>();
  readonly #compared = new Map<string, ArtefactPair>();

  constructor(versions: Versions, baseKeys: BaseKeys, renamed: Map<string, string>) {
    this.#versions = versions;
    this.#baseKeys = baseKeys;
    this.#renamed = renamed;
  }

  /** Notes which parents outside of the packages belong together. */
  meetParents(pair: ArtefactPair): void {
    let at: ArtefactPair | undefined = pair;
    for (let level = 0; at !== undefined && level < MOST_LEVELS; level++) {
      const parent = this.#parentOf(at);
      if (parent === undefined) return;
      const [a, b] = [urlOf(parent.old.resource) ?? '', urlOf(parent.now.resource) ?? ''];
      if (a !== b) this.#renamed.set(a, b);
      this.#parents.set(b, parent);
      at = parent;
    }
  }

  changesOf(pair: ArtefactPair, isOwn: boolean): ArtefactChanges {
    const artefact = nameOf(pair.now.resource);
    const found = new Changes(artefact);
    this.#compared.set(artefact, pair);
    compareMetadata(pair, found);
    compareStructures(pair, this.#versions, this.#baseKeys, found);
    const parent = this.#parentOf(pair);
    return {
      artefact,
      changes: found.list,
      uses: found.uses,
      isOwn,
      ...(parent === undefined ? {} : { parent: nameOf(parent.now.resource) }),
    };
  }

  rowsOf(artefact: string, ids: Iterable<string>, sliceNames: ReadonlyMap<string, string>): TreeRow[] {
    const pair = this.#compared.get(artefact);
    if (pair === undefined) return [];
    const { oldTrees, newTrees } = this.#versions;
    const tree = (trees: Trees, { resource, owner }: Artefact) => trees.of(resource, owner);
    return sideBySide(
      { tree: tree(oldTrees, pair.old), trees: oldTrees, sliceNames },
      { tree: tree(newTrees, pair.now), trees: newTrees, sliceNames: new Map() },
      ids,
    );
  }

  /** The parents that are not among what was compared already. */
  parents(compared: readonly ArtefactChanges[]): ArtefactChanges[] {
    const done = new Set(compared.map(({ artefact }) => artefact));
    return [...this.#parents].flatMap(([url, pair]) => (done.has(url) ? [] : [this.changesOf(pair, false)]));
  }

  /** The parents of both sides where they are one definition, under one canonical or in one package. */
  #parentOf({ old, now }: ArtefactPair): ArtefactPair | undefined {
    const { from, to } = this.#versions;
    const [a, b] = [old.resource.baseDefinition, now.resource.baseDefinition];
    if (typeof a !== 'string' || typeof b !== 'string') return undefined;
    const [was, is] = [from.resolve(a, old.owner), to.resolve(b, now.owner)];
    if (was === undefined || is === undefined || was.resource.derivation !== 'constraint') return undefined;
    const [oldUrl, newUrl] = [parseCanonical(a).url, parseCanonical(b).url];
    const isOne = oldUrl === newUrl || this.#renamed.get(oldUrl) === newUrl;
    // Where the older package has the newer canonical too, that is another definition.
    const other = from.resolve(newUrl, was.package);
    const isGone = other === undefined || packageKey(other.package) !== packageKey(was.package);
    const isInOnePackage = was.package.id === is.package.id && !this.#renamed.has(oldUrl) && isGone;
    if (!isOne && !(isInOnePackage && was.resource.type === is.resource.type)) return undefined;
    const artefact = (found: typeof was): Artefact => ({ resource: found.resource, owner: found.package });
    return { old: artefact(was), now: artefact(is) };
  }
}

const MOST_LEVELS = 50;

function stronger(a: Bound | undefined, b: Bound | undefined): Strongest {
  const order: readonly Strongest[] = ['required', 'extensible', 'preferred', 'example', undefined];
  return order.find((strength) => a?.strongest === strength || b?.strongest === strength);
}

function compareContents(
  { old: { resource: old }, now: { resource: now } }: ArtefactPair,
  { from, to, renamed }: Versions,
  strongestOf: (oldUrl: string, newUrl: string) => Strongest,
  bound: ReadonlyMap<string, Bound>,
  found: Changes,
): void {
  const [oldUrl, newUrl] = [urlOf(old) ?? '', urlOf(now) ?? ''];
  switch (now.resourceType) {
    case 'ValueSet': {
      const isRewritten = !isSame(old.compose, now.compose);
      const strongest = strongestOf(oldUrl, newUrl);
      compareValueSets(
        from.codes(oldUrl, from.package),
        to.codes(newUrl, to.package),
        { strongest, isRewritten },
        found,
        renamed,
      );
      return;
    }
    case 'CodeSystem': {
      const isRequired = [...bound.values()].some(({ strongest }) => strongest === 'required');
      compareCodeSystems(old, now, isRequired, found);
      return;
    }
    case 'CapabilityStatement':
      compareCapabilities(old, now, found);
      return;
    case 'SearchParameter':
      compareSearchParameters(old, now, found);
      return;
    case 'OperationDefinition':
      compareOperations(old, now, found);
      return;
    case 'ImplementationGuide':
      compareGuides(old, now, found);
      return;
    default:
      if (!isSame(contentOf(old), contentOf(now))) found.add('definition-changed');
  }
}

const metadata =
  `resourceType id meta text contained url identifier version name title status experimental date publisher contact
  description useContext jurisdiction purpose copyright extension approvalDate lastReviewDate`.split(/\s+/);

function contentOf(resource: FhirResource): unknown {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !metadata.includes(name.replace(/^_/, ''))));
}

/** Value sets of other packages that profiles on both sides bind. */
function foreignSets(
  { from, to, renamed }: Versions,
  oldBound: ReadonlyMap<string, Bound>,
  newBound: ReadonlyMap<string, Bound>,
  own: readonly ArtefactPair[],
  notCompared: Set<string>,
): Change[] {
  const isOwn = new Set(own.flatMap(({ now }) => urlOf(now.resource) ?? []));
  return [...newBound].flatMap(([url, now]) => {
    const old = oldBound.get(url);
    if (old === undefined || isOwn.has(url) || isSame(packageKey(old.from), packageKey(now.from))) return [];
    const [a, b] = [from.codes(url, old.from), to.codes(url, now.from)];
    if (a === undefined && b === undefined) notCompared.add(url);
    const strongest = stronger(old, now);
    const changes = one(url, (found) => compareValueSets(a, b, { strongest, isRewritten: false }, found, renamed));
    return changes.map((change) => ({ ...change, inheritedBy: [...now.profiles].sort() }));
  });
}

function packageChanges(from: Side, to: Side): Change[] {
  return one(to.package.id, (found) => {
    const told = (side: Side) => `${side.package.id} (${side.canonical ?? 'no canonical'})`;
    if (
      from.package.id !== to.package.id ||
      (from.canonical !== to.canonical && from.canonical !== undefined && to.canonical !== undefined)
    )
      found.add('package-renamed', { before: told(from), after: told(to) });
    if (from.fhirVersion !== to.fhirVersion && from.fhirVersion !== undefined && to.fhirVersion !== undefined)
      found.add('fhir-version-changed', { before: from.fhirVersion, after: to.fhirVersion });
    const list = (side: Side) => side.dependencies.map(packageKey).sort();
    const [before, after] = [list(from), list(to)];
    if (!isSame(before, after))
      found.add('dependency-changed', {
        before: before.filter((each) => !after.includes(each)).join(', '),
        after: after.filter((each) => !before.includes(each)).join(', '),
      });
  });
}

function one(artefact: string, find: (changes: Changes) => void): Change[] {
  const found = new Changes(artefact);
  find(found);
  return found.list;
}

function told(resource: FhirResource): string {
  return [resource.resourceType, textIn(resource, 'title') ?? textIn(resource, 'name')]
    .filter((each) => each !== undefined)
    .join(' ');
}

/** Of what no instance claims, such as a guide's description of itself. */
function ifUnclaimed({ resourceType }: FhirResource) {
  const reason = 'No instance claims it; who refers to it refers to nothing.';
  const isClaimed = ['StructureDefinition', 'ValueSet', 'CodeSystem'].includes(resourceType);
  return isClaimed ? {} : ({ producer: 'may-break', consumer: 'may-break', reason } as const);
}
