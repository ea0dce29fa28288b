import type { RequiredItems } from '../limits/required-items.ts';
import type { SliceOrders } from '../origin/slice-order.ts';
import type { LogRecord } from '../sushi/log-capture.ts';
import type { Definitions, Exported as Package, Sushi, Tank } from '../sushi/sushi.ts';
import { type Before, Comparison } from './comparison.ts';
import type { Filled } from './documents.ts';
import type { KeptCopies } from './kept-copies.ts';
import type { KeptJson } from './kept-json.ts';
import { LateMappings, type MappingExporter } from './late-mappings.ts';
import { Lookups, type Recorder } from './lookups.ts';
import { Made } from './made.ts';
import { Replay } from './replay.ts';
import { type Growing, SharedCopies, type SharedProfile } from './shared-copies.ts';
import {
  type Exporter,
  type ExportOne,
  isAlone,
  messageOf,
  watchEntities,
  watchPackage,
  watchPhases,
} from './sushi-exporter.ts';
import { becomeLike, keyOf, type TankEntity } from './traced/entities.ts';
import type { Exported, ListName } from './traced/exported.ts';
import { takeMappingsBack } from './traced/mapped.ts';
import { addedIn, keepsOrder, type Place, recordsOf, sortPackage, takenOut, twiceThere } from './traced/order.ts';
import { printsOf } from './traced/prints.ts';
import type { Trace } from './traced/trace.ts';
import { UnderWay } from './under-way.ts';

export interface After extends Before {
  /** What was exported in this compile; the others are those of the compile before. */
  readonly exportedNow: readonly string[];
  /** What would come out otherwise if it were exported. */
  readonly standing: ReadonlySet<string>;
  readonly sliceOrders: SliceOrders;
  /** What SUSHI has changed since it was exported: not as it was written out before. */
  readonly changedLate: ReadonlySet<object>;
  /** Whether SUSHI had something to say while it put RuleSets in: it says so of an entity once, and of its copy not again. */
  readonly insertsTold: boolean;
  /** Of what was exported, as far as it was written out with its snapshot. */
  readonly jsons: ReadonlyMap<object, unknown>;
}

/** What a watch works with. */
export interface WatchParts {
  readonly sushi: Sushi;
  /** What SUSHI says. */
  readonly records: LogRecord[];
  readonly filled: Filled;
  /** Nothing, where all is to be exported. */
  readonly before: Before | undefined;
  /** Of profiles, as instances have left them. */
  readonly copies: KeptCopies;
  /** Of profiles, as instances have asked for them. */
  readonly written: KeptJson;
  /** Whether what was not edited stands as it was exported, though it would come out otherwise now. */
  readonly stands: boolean;
  readonly items: RequiredItems;
  readonly slices: SliceOrders;
  /** Puts the RuleSets that an entity inserts into it. */
  insert(entity: TankEntity, tank: Tank): void;
}

/**
 * Watches SUSHI's export, and does in its place what it would only do again. SUSHI goes through all entities as always,
 * in its order; where an entity comes whose FSH says the same as before, and each of whose questions would be answered
 * as before, what came of it then comes of it again (replay.ts), and SUSHI is not called.
 */
export class WatchedExport {
  readonly #parts: WatchParts;
  readonly #underWay: UnderWay;
  readonly #versions = new Map<string, Trace['versions']>();
  readonly #now = new Set<string>();
  readonly #changedLate = new Set<object>();
  readonly #jsons = new Map<object, unknown>();
  readonly #copies: SharedCopies;
  readonly #standing: Set<string> | undefined;
  #insertsTold = false;
  #mappings: readonly string[] = [];

  #tank!: Tank;
  #exported!: Package;
  #fisher!: object;
  #exporter!: Exporter;
  #made!: Made;
  #lookups!: Lookups;
  #comparison!: Comparison;
  #replay!: Replay;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#underWay = new UnderWay(parts.records);
    this.#copies = new SharedCopies(parts.copies, parts.before !== undefined);
    this.#standing = parts.stands ? new Set() : undefined;
  }

  /** Why all has to be exported after all. */
  fault(): string | undefined {
    return this.#underWay.fault;
  }

  /** @returns what ends the watch */
  begin(tank: Tank, definitions: Definitions, exported: Package, fisher: object, exporter: unknown): () => void {
    const { sushi } = this.#parts;
    this.#tank = tank;
    this.#exported = exported;
    this.#fisher = fisher;
    this.#exporter = exporter as Exporter;
    this.#made = new Made(exported, this.#underWay);
    takeMappingsBack(this.#parts.before?.traces.values() ?? []);
    const undo = [
      watchEntities(sushi, (...one) => this.#export(...one)),
      watchPackage(exported, {
        added: (item, list) => this.#added(item, list),
        named: (fileName) => {
          const frame = this.#underWay.top;
          if (frame !== undefined) frame.fileName = fileName;
        },
      }),
      watchPhases(this.#exporter, {
        begins: () => this.#compare(),
        changes: (object) => this.#changes(object, true),
        maps: (own, exportAll) => this.#map(own, exportAll),
      }),
    ];
    this.#lookups = new Lookups(
      sushi,
      { tank, exported, fisher, definitions },
      {
        current: () => this.#asking(),
        signatureOf: (key) => this.#comparison.said.get(key)?.signature,
        versionOf: (key, reads) => this.#versions.get(key)?.[reads] ?? 0,
        keyOfExported: (object) => this.#made.keyOf(object),
        told: (object) => this.#told(object),
      },
    );
    undo.push(() => this.#lookups.stop());
    return () => {
      this.#underWay.drain();
      for (const each of undo.reverse()) each();
    };
  }

  /** Puts the messages and the package into SUSHI's order, and tells what is to be remembered. */
  end(): After {
    const { before } = this.#parts;
    this.#underWay.tell(recordsOf(this.#underWay.root));
    const order = addedIn(this.#underWay.root);
    const ranks = new Map(order.map((key, rank) => [key, rank]));
    sortPackage(this.#exported, (each) => ranks.get(this.#made.keyOf(each) ?? '') ?? 0);
    if (this.#made.hasOrphans) this.#underWay.fails('what was exported has no place in the order');
    if (before !== undefined && !keepsOrder(before.order, order)) this.#underWay.fails('the order of exports changed');
    const twice = twiceThere(this.#exported);
    if (twice !== undefined) this.#underWay.fails(`${twice} is there twice`);
    const { traces } = this.#made;
    const { entities, said, changedNames } = this.#comparison;
    const standing = this.#standing ?? new Set();
    return {
      traces,
      entities,
      said,
      order,
      mappings: this.#mappings,
      standing,
      owed: standing.size === 0 ? new Set() : changedNames,
      exportedNow: order.filter((key) => this.#now.has(key)),
      sliceOrders: { of: (name) => traces.get(`Instance ${name}`)?.slices ?? new Map(), stop: () => {} },
      changedLate: this.#changedLate,
      jsons: this.#jsons,
      insertsTold: this.#insertsTold,
    };
  }

  /** All RuleSets are in. */
  #compare(): void {
    this.#insertsTold = this.#underWay.hasSaid;
    this.#underWay.drain();
    const { filled, before, items } = this.#parts;
    const comparison = new Comparison(filled, before);
    for (const [key, entity] of comparison.entities) {
      this.#versions.set(key, before?.traces.get(key)?.versions ?? firstVersions);
      if (isUnsure(entity)) this.#underWay.fails(`${key} names itself by a rule of a concept`);
    }
    this.#comparison = comparison;
    this.#replay = new Replay({
      tank: this.#tank,
      exported: this.#exported,
      fisher: this.#fisher,
      exporter: this.#exporter,
      items,
      copies: this.#copies,
      comparison,
      lookups: this.#lookups,
      underWay: this.#underWay,
      made: this.#made,
      standing: this.#standing,
    });
  }

  #export(exporter: object, original: ExportOne, entity: TankEntity): unknown {
    this.#underWay.drain();
    const key = keyOf(entity);
    const parent = this.#underWay.top;
    const { inside } = this.#underWay.place;
    const nested = { nested: key, isAlone: isAlone(exporter, this.#exporter) };
    if (this.#made.done.has(key) || this.#underWay.with(key) !== undefined) return original.call(exporter, entity); // which sees that it is there
    const orphan = this.#made.orphan(key);
    if (orphan !== undefined) {
      inside.push(orphan);
      parent?.steps.push({ ...nested, threw: undefined });
      this.#made.takeIn(orphan);
      return this.#made.traces.get(key)?.exported;
    }
    const place: Place = { key, inside: [] };
    inside.push(place);
    try {
      const known = this.#parts.before?.traces.get(key);
      const result =
        known !== undefined && this.#replay.does(known, entity, place)
          ? known.exported
          : this.#exportAnew(exporter, original, entity, place, known);
      parent?.steps.push({ ...nested, threw: undefined });
      return result;
    } catch (error) {
      parent?.steps.push({ ...nested, threw: messageOf(error) });
      throw error;
    }
  }

  #exportAnew(
    exporter: object,
    original: ExportOne,
    entity: TankEntity,
    place: Place,
    known: Trace | undefined,
  ): unknown {
    const { items, slices } = this.#parts;
    this.#restore(place.key, entity);
    const shared = this.#sharedProfile(exporter, entity);
    if (shared !== undefined)
      this.#copies.catchUp(exporter, shared, (growing) => this.#exportAgain(exporter, original, growing));
    const frame = this.#underWay.begin(place, false);
    const [usage, count] = [entity.usage, items.count()];
    this.#now.add(place.key);
    try {
      return original.call(exporter, entity);
    } catch (error) {
      if (frame.exported !== undefined) this.#underWay.fails(`${place.key} failed on the way`);
      throw error;
    } finally {
      this.#underWay.drain();
      this.#underWay.end();
      if (frame.exported !== undefined) this.#made.done.add(place.key);
      const { list, exported, fileName } = frame;
      const grew = shared !== undefined && this.#copies.grew(exporter, shared.url);
      const trace: Trace = {
        key: place.key,
        steps: frame.steps,
        questions: frame.recorder.byName,
        within: frame.within,
        ...(list === undefined ? {} : { list }),
        ...(exported === undefined ? {} : { exported }),
        ...(fileName === undefined ? {} : { fileName }),
        usages: [usage, entity.usage],
        ...(shared === undefined ? {} : { shared: { url: shared.url, grew } }),
        requiredItems: items.count() - count,
        ...(entity.constructorName === 'Instance' ? { slices: slices.of(entity.name) } : {}),
        versions: known?.versions ?? firstVersions,
        isVolatile: false,
      };
      if (grew) this.#copies.grownBy(shared.url, trace);
      this.#made.traces.set(place.key, trace);
      this.#settle(trace, known);
    }
  }

  /** Whether others are told the same of it as before. */
  #settle(trace: Trace, known: Trace | undefined): void {
    if (this.#parts.before === undefined) return;
    const old = known?.exported;
    let { whole, shape } = trace.versions;
    if (known !== undefined && old !== undefined && trace.exported !== undefined) {
      known.prints ??= known.isVolatile ? undefined : printsOf(old);
      const json = trace.exported.toJSON(true);
      this.#jsons.set(trace.exported, json);
      trace.prints = printsOf(trace.exported, json);
      if (known.prints?.whole === trace.prints.whole) return;
      whole++;
      if (known.prints?.shape !== trace.prints.shape) shape++;
    } else if (old === undefined && trace.exported === undefined) return;
    else [whole, shape] = [whole + 1, shape + 1];
    trace.versions = { whole, shape };
    this.#versions.set(trace.key, trace.versions);
    const names = this.#comparison.said.get(trace.key)?.names ?? [];
    this.#comparison.changed(names, namesOf(old), namesOf(trace.exported));
  }

  #map(exporter: MappingExporter, exportAll: () => unknown): unknown {
    const { sushi, before, records } = this.#parts;
    const mappings = new LateMappings({
      sushi,
      tank: this.#tank,
      exported: this.#exported,
      comparison: this.#comparison,
      before: before?.mappings,
      traces: () => this.#made.traces.values(),
      traceOf: (definition) => this.#made.traces.get(this.#made.keyOf(definition) ?? ''),
      isExportedNow: (key) => this.#now.has(key),
      said: () => records.length,
      changes: (definition, isLasting) => this.#changes(definition, isLasting),
    });
    this.#mappings = mappings.keys;
    return mappings.export(exporter, exportAll);
  }

  /** Something is about to be changed that was exported: to others it was what it is until then. */
  #changes(object: object, isLasting: boolean): void {
    this.#changedLate.add(object);
    if (isLasting) this.#parts.written.forget(object);
    const trace = this.#made.traces.get(this.#made.keyOf(object) ?? '');
    if (trace === undefined || !isLasting) return;
    trace.prints ??= printsOf(object as Exported);
    trace.isVolatile = true;
  }

  #restore(key: string, entity: TankEntity): void {
    const written = this.#comparison.asWritten(key, entity);
    if (written === undefined) return;
    becomeLike(entity, written);
    this.#parts.insert(entity, this.#tank);
    this.#underWay.hush(); // what is said of inserts was said when all of them were made
  }

  /** The profile whose copy an instance shares with those before and behind it; undefined where it has one for itself. */
  #sharedProfile(exporter: object, entity: TankEntity): SharedProfile | undefined {
    if (entity.constructorName !== 'Instance' || isAlone(exporter, this.#exporter)) return undefined;
    const { Resource, Profile, Extension, Type, Logical } = this.#parts.sushi.library.utils.Type;
    const types = [Resource, Profile, Extension, Type, Logical];
    const { instanceOf: item } = entity;
    const url = this.#lookups.quietly('fisher.fishForMetadata', item, ...types)?.url;
    const answer = this.#lookups.answerTo({ ask: 'fisher.fishForFHIR', item, types, reads: 'whole', answer: '' });
    this.#underWay.hush();
    return { url, version: `${String(url)} ${answer}` };
  }

  /** Exports, and throws away, what has changed a shared copy before and was passed over. */
  #exportAgain(exporter: object, original: ExportOne, { entity, exported }: Growing): void {
    const { items } = this.#parts;
    const instances = this.#exported.instances as unknown as object[];
    const at = instances.indexOf(exported);
    if (at === -1) return;
    const count = items.count();
    const { length } = instances;
    instances[at] = takenOut;
    this.#underWay.begin({ key: keyOf(entity), inside: [] }, true);
    try {
      original.call(exporter, entity);
    } finally {
      this.#underWay.end();
      if (instances.length > length) instances[length] = takenOut;
      instances[at] = exported;
      this.#underWay.hush();
      items.add(count - items.count());
    }
  }

  #asking(): Recorder | undefined {
    const frame = this.#underWay.top;
    return frame === undefined || frame.isReplay ? undefined : frame.recorder;
  }

  /** An object that is still under way, lower on the stack, says what it is by now. */
  #told(object: object): void {
    const key = this.#made.keyOf(object);
    const top = this.#underWay.top;
    if (key === undefined || top === undefined || top.place.key === key) return;
    const under = this.#underWay.with(key);
    if (under === undefined) return;
    if (under.isReplay) this.#underWay.fails(`${top.place.key} looks at ${key}, which is under way`);
    top.within.add(key);
  }

  #added(item: Exported, list: ListName): void {
    this.#underWay.drain();
    const frame = this.#underWay.top;
    if (frame === undefined) return;
    if (frame.exported !== undefined) this.#underWay.fails(`${frame.place.key} gave two resources`);
    frame.exported = item;
    frame.list = list;
    frame.place.inside.push('added');
    frame.steps.push('added');
    this.#made.note(item, frame.place.key);
  }
}

const firstVersions = { whole: 0, shape: 0 };

function namesOf(exported: Exported | undefined): string[] {
  const { id, name, url, _instanceMeta: meta } = exported ?? {};
  return [id, name, url, meta?.name].filter((each) => typeof each === 'string');
}

/** SUSHI changes the paths of such rules while it exports a code system: what it is found by depends on when one asks. */
function isUnsure({ constructorName, rules }: TankEntity): boolean {
  const isOfConcept = ({ pathArray = [], caretPath = '' }: TankEntity['rules'][number]) =>
    pathArray.length > 0 && /^(url|version|id|name)$/.test(caretPath);
  return constructorName === 'FshCodeSystem' && rules.some(isOfConcept);
}
