import { type NamedEntity, namesOf, packageLists } from './entity-names.ts';
import { isKnown } from './known-sushi.ts';
import type { Exported, Sushi, Tank } from './sushi.ts';

type InternalFish = (this: unknown, item: unknown, types: readonly unknown[], stopsAtFirst: boolean) => unknown[];

interface Fishable {
  internalFish: InternalFish;
}

/** A definition or an instance of the package. */
interface Item {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly url?: unknown;
  readonly _instanceMeta?: { readonly name?: unknown };
  /** Of a StructureDefinition whose rules are not all applied yet. */
  readonly inProgress?: unknown;
}

interface Phases {
  readonly mappingExporter: { applyInsertRules(): unknown };
  readonly structureDefinitionExporter: { applyDeferredRules(): unknown };
}

const tankLists = [
  'getAllProfiles',
  'getAllExtensions',
  'getAllLogicals',
  'getAllResources',
  'getAllValueSets',
  'getAllCodeSystems',
  'getAllInstances',
  'getAllInvariants',
  'getAllRuleSets',
  'getAllMappings',
] as const;

/**
 * Keeps SUSHI from looking through the whole guide for each name that it meets, most of which it does not have. SUSHI's
 * own search decides as before, but among those entities alone that have the name in any place where it looks for it.
 * @param exporter FHIRExporter, before it begins
 */
export function fishByIndex(sushi: Sushi, tank: Tank, exported: Exported, exporter: unknown): void {
  const { FHIRExporter } = sushi.library.sushiExport;
  if (!isKnown(sushi, 'FHIRExporter.export', FHIRExporter.prototype.export)) return;
  const { mappingExporter, structureDefinitionExporter } = exporter as Phases;
  const inTank = (tank as unknown as Fishable).internalFish;
  if (isKnown(sushi, 'FSHTank.internalFish', inTank) && isKnown(sushi, 'FSHTank.resolveAlias', tank.resolveAlias))
    indexTank(sushi, tank, mappingExporter);
  const { StructureDefinitionExporter, InstanceExporter } = sushi.library.sushiExport;
  const { exportStructDef } = StructureDefinitionExporter.prototype;
  // These put definitions in while they are in progress, and instances when they are done.
  const isAsExpected =
    isKnown(sushi, 'StructureDefinitionExporter.exportStructDef', exportStructDef) &&
    isKnown(sushi, 'InstanceExporter.exportInstance', InstanceExporter.prototype.exportInstance);
  if (isAsExpected && isKnown(sushi, 'Package.internalFish', (exported as unknown as Fishable).internalFish))
    indexPackage(exported, structureDefinitionExporter);
}

/**
 * RuleSets bring urls, ids and names, so that the index is whole once they are in; until then SUSHI looks for RuleSets
 * alone. Behind that no rule is added that gives one, but rules move: a caret rule of a code system gets the path of its
 * concept. That is why a rule counts wherever it stands.
 */
function indexTank(sushi: Sushi, tank: Tank, lastToInsert: Phases['mappingExporter']): void {
  const { RuleSet } = sushi.library.utils.Type;
  const original = (tank as unknown as Fishable).internalFish;
  const aliases = aliasesOf(tank);
  let isWhole = false;
  let index = new TankIndex(tank);
  tank.resolveAlias = (name) => aliases.get(name);
  (tank as unknown as Fishable).internalFish = (item, types, stopsAtFirst) => {
    const isSure = isWhole || (types.length === 1 && types[0] === RuleSet);
    if (!isSure || typeof item !== 'string') return original.call(tank, item, types, stopsAtFirst);
    const there = index.withName(baseOf(aliases.get(item) ?? item));
    return there === undefined ? [] : original.call(there, item, types, stopsAtFirst);
  };
  after(lastToInsert, 'applyInsertRules', () => {
    index = new TankIndex(tank);
    isWhole = true;
  });
}

/** The first that a file gives; an empty one counts for nothing. */
function aliasesOf({ docs }: Tank): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const doc of docs)
    for (const [name, value] of doc.aliases) if (value && !aliases.has(name)) aliases.set(name, value);
  return aliases;
}

class TankIndex {
  readonly #tank: Tank;
  readonly #lists = new Map<string, Map<(typeof tankLists)[number], unknown[]>>();
  readonly #views = new Map<string, object>();

  constructor(tank: Tank) {
    this.#tank = tank;
    for (const list of tankLists)
      for (const entity of tank[list]() as unknown[])
        for (const name of namesOf(entity as NamedEntity, tank.config.canonical)) {
          const lists = this.#lists.get(name) ?? new Map<(typeof tankLists)[number], unknown[]>();
          this.#lists.set(name, lists);
          const named = lists.get(list);
          if (named === undefined) lists.set(list, [entity]);
          else named.push(entity);
        }
  }

  /** The tank as if it had only what may be found by the name; undefined when that is nothing. */
  withName(name: string): object | undefined {
    const lists = this.#lists.get(name);
    if (lists === undefined) return undefined;
    let view = this.#views.get(name);
    if (view === undefined) {
      view = Object.create(this.#tank, viewOf(lists)) as object;
      this.#views.set(name, view);
    }
    return view;
  }
}

function viewOf(lists: ReadonlyMap<string, unknown[]>): PropertyDescriptorMap {
  const none: unknown[] = [];
  return Object.fromEntries(tankLists.map((list) => [list, { value: () => lists.get(list) ?? none }]));
}

/**
 * The package grows while it is searched. What deferred rules may change behind that is searched SUSHI's own way, and
 * found by a new index afterwards.
 */
function indexPackage(exported: Exported, structures: Phases['structureDefinitionExporter']): void {
  const fishable = exported as unknown as Fishable;
  const original = fishable.internalFish;
  const byIndex = (): InternalFish => {
    const index = new PackageIndex(exported);
    return (item, types, stopsAtFirst) => {
      if (typeof item !== 'string') return original.call(exported, item, types, stopsAtFirst);
      const there = index.withName(baseOf(item));
      return there === undefined ? [] : original.call(there, item, types, stopsAtFirst);
    };
  };
  fishable.internalFish = byIndex();
  const applyDeferred = structures.applyDeferredRules;
  structures.applyDeferredRules = function () {
    fishable.internalFish = original;
    try {
      return applyDeferred.call(this);
    } finally {
      fishable.internalFish = byIndex();
    }
  };
}

type List = (typeof packageLists)[number];
type Lists = Record<List, readonly Item[]>;

/** An item and its place in its list, which decides between two of one name. */
interface Place {
  readonly list: List;
  readonly at: number;
}

/**
 * What the package has, by name, id and url. An item is looked at once it is complete, for until then rules give it
 * another url; while it is in progress it may be what any name means.
 */
class PackageIndex {
  readonly #exported: Lists;
  readonly #seen = new Map<List, number>();
  readonly #places = new Map<string, Place[]>();
  #open: Place[] = [];

  constructor(exported: Exported) {
    this.#exported = exported as unknown as Lists;
  }

  /** The package as if it had only what the name may mean; undefined when that is nothing. */
  withName(name: string): Lists | undefined {
    this.#grow();
    const named = this.#places.get(name) ?? [];
    if (named.length === 0 && this.#open.length === 0) return undefined;
    const places = [...named, ...this.#open].toSorted((a, b) => a.at - b.at);
    const lists = emptyLists();
    for (const { list, at } of places) {
      const item = this.#exported[list][at];
      if (item !== undefined) lists[list].push(item);
    }
    return lists;
  }

  #grow(): void {
    const open = this.#open.filter((place) => !this.#add(place));
    for (const list of packageLists) {
      const { length } = this.#exported[list];
      for (let at = this.#seen.get(list) ?? 0; at < length; at++) if (!this.#add({ list, at })) open.push({ list, at });
      this.#seen.set(list, length);
    }
    this.#open = open;
  }

  /** @returns false for what is in progress */
  #add(place: Place): boolean {
    const item = this.#exported[place.list][place.at];
    if (item?.inProgress === true) return false;
    for (const name of new Set([item?.id, item?.name, item?.url, item?._instanceMeta?.name])) {
      if (typeof name !== 'string') continue;
      const places = this.#places.get(name);
      if (places === undefined) this.#places.set(name, [place]);
      else places.push(place);
    }
    return true;
  }
}

function emptyLists(): Record<List, Item[]> {
  return { profiles: [], extensions: [], logicals: [], resources: [], instances: [], valueSets: [], codeSystems: [] };
}

/** A canonical without its version, as SUSHI takes it off. */
function baseOf(item: string): string {
  const end = item.indexOf('|');
  return end === -1 ? item : item.slice(0, end);
}

function after<Name extends string>(owner: { [name in Name]: () => unknown }, name: Name, then: () => void): void {
  const original = owner[name];
  owner[name] = function (this: unknown) {
    const result = original.call(this);
    then();
    return result;
  };
}
