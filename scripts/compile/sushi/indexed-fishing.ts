import { aliasesOf, type NamedEntity, ownNames, packageLists, urlStarts } from './entity-names.ts';
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
  readonly structureDefinitionExporter: {
    readonly deferredCaretRules: ReadonlyMap<object, unknown>;
    readonly knownBindingRules: ReadonlyMap<object, unknown>;
    applyDeferredRules(): unknown;
  };
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
  let index = new TankIndex(tank, ['getAllRuleSets']);
  tank.resolveAlias = (name) => aliases.get(name);
  (tank as unknown as Fishable).internalFish = (item, types, stopsAtFirst) => {
    const isSure = isWhole || (types.length === 1 && types[0] === RuleSet);
    if (!isSure || typeof item !== 'string') return original.call(tank, item, types, stopsAtFirst);
    const there = index.withName(baseOf(aliases.get(item) ?? item));
    return there === undefined ? [] : original.call(there, item, types, stopsAtFirst);
  };
  after(lastToInsert, 'applyInsertRules', () => {
    index = new TankIndex(tank, tankLists);
    isWhole = true;
  });
}

type TankList = (typeof tankLists)[number];

/** An entity and its place among all of them. */
interface TankPlace {
  readonly list: TankList;
  readonly at: number;
  readonly entity: object;
}

class TankIndex {
  readonly #tank: Tank;
  readonly #urlStarts: readonly string[];
  readonly #named = new Map<string, TankPlace[]>();
  readonly #ids = new Map<string, TankPlace[]>();
  readonly #views = new Map<string, object>();

  constructor(tank: Tank, lists: readonly TankList[]) {
    this.#tank = tank;
    this.#urlStarts = urlStarts(tank.config.canonical);
    let at = 0;
    for (const list of lists)
      for (const entity of tank[list]() as unknown[] as (NamedEntity & object)[]) {
        const place = { list, at: at++, entity };
        const { names, ids } = ownNames(entity);
        for (const name of names) addTo(this.#named, name, place);
        for (const id of ids) addTo(this.#ids, String(id), place);
      }
  }

  /** The tank as if it had only what may be found by the name; undefined when that is nothing. */
  withName(name: string): object | undefined {
    const known = this.#views.get(name);
    if (known !== undefined) return known;
    const places = new Set([...(this.#named.get(name) ?? []), ...(this.#ids.get(name) ?? [])]);
    for (const start of this.#urlStarts)
      if (name.startsWith(start)) for (const place of this.#ids.get(name.slice(start.length)) ?? []) places.add(place);
    if (places.size === 0) return undefined;
    const lists = new Map<TankList, object[]>();
    for (const { list, entity } of [...places].sort((a, b) => a.at - b.at)) addTo(lists, list, entity);
    const view = Object.create(this.#tank, viewOf(lists)) as object;
    this.#views.set(name, view);
    return view;
  }
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function viewOf(lists: ReadonlyMap<TankList, object[]>): PropertyDescriptorMap {
  const none: object[] = [];
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
    if (structures.deferredCaretRules.size === 0 && structures.knownBindingRules.size === 0)
      return applyDeferred.call(this);
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
    const names = [item?.id, item?.name, item?.url, item?._instanceMeta?.name];
    for (const [i, name] of names.entries())
      if (typeof name === 'string' && names.indexOf(name) === i) addTo(this.#places, name, place);
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
