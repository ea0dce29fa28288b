import type { RequiredItems } from '../limits/required-items.ts';
import type { SliceOrders } from '../origin/slice-order.ts';
import type { LogRecord } from '../sushi/log-capture.ts';
import type { Definitions, Exported as Package, Sushi, Tank } from '../sushi/sushi.ts';
import { type Before, Comparison } from './comparison.ts';
import type { Filled } from './documents.ts';
import { becomeLike, keyOf, type TankEntity } from './entities.ts';
import type { Exported, ListName } from './exported.ts';
import { Lookups, Recorder } from './lookups.ts';
import { addedIn, isPlace, keepsOrder, type Place, recordsOf, sortPackage, takenOut, twiceThere } from './order.ts';
import { printsOf } from './prints.ts';
import { SharedCopies } from './shared-copies.ts';
import { type Exporter, type ExportOne, watchEntities, watchPackage, watchPhases } from './sushi-exporter.ts';
import type { Step, Trace } from './trace.ts';

export interface After extends Before {
  /** What was exported in this compile; the others are those of the compile before. */
  readonly exportedNow: readonly string[];
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
  readonly items: RequiredItems;
  readonly slices: SliceOrders;
  /** Puts the RuleSets that an entity inserts into it. */
  insert(entity: TankEntity, tank: Tank): void;
}

/** An export that is under way. */
interface Frame {
  readonly place: Place;
  /** Nothing is exported but what is asked for on the way: the rest is done as before. */
  readonly isReplay: boolean;
  readonly steps: Step[];
  readonly recorder: Recorder;
  readonly within: Set<string>;
  list?: ListName;
  exported?: Exported;
  fileName?: string;
}

/**
 * Watches SUSHI's export, and does in its place what it would only do again. SUSHI goes through all entities as always,
 * in its order; where an entity comes whose FSH says the same as before, and each of whose questions would be answered
 * as before, what was exported then is added to the package, and what was said then is said again, with the lines as
 * they are now. What was exported on the way is exported again, or not, at the same point.
 */
export class WatchedExport {
  readonly #parts: WatchParts;
  readonly #root: Place = { key: '', inside: [] };
  readonly #frames: Frame[] = [];
  readonly #traces = new Map<string, Trace>();
  readonly #keys = new Map<object, string>();
  readonly #versions = new Map<string, Trace['versions']>();
  readonly #now = new Set<string>();
  readonly #done = new Set<string>();
  /** Exported for one that then was not as before: their place is where they are asked for next. */
  readonly #orphans = new Map<string, Place>();
  readonly #changedLate = new Set<object>();
  readonly #jsons = new Map<object, unknown>();
  readonly #copies = new SharedCopies();
  readonly #start: number;
  #fault: string | undefined;
  #insertsTold = false;

  #tank!: Tank;
  #exported!: Package;
  #fisher!: object;
  #exporter!: Exporter;
  #lookups!: Lookups;
  #comparison!: Comparison;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#start = parts.records.length;
  }

  /** Why all has to be exported after all. */
  fault(): string | undefined {
    return this.#fault;
  }

  /** @returns what ends the watch */
  begin(tank: Tank, definitions: Definitions, exported: Package, fisher: object, exporter: unknown): () => void {
    const { sushi } = this.#parts;
    this.#tank = tank;
    this.#exported = exported;
    this.#fisher = fisher;
    this.#exporter = exporter as Exporter;
    const undo = [
      watchEntities(sushi, (...one) => this.#export(...one)),
      watchPackage(exported, {
        added: (item, list) => this.#added(item, list),
        named: (fileName) => {
          const frame = this.#frames.at(-1);
          if (frame !== undefined) frame.fileName = fileName;
        },
      }),
      watchPhases(
        sushi,
        { tank, exported, exporter: this.#exporter },
        {
          begins: () => this.#compare(),
          changes: (object) => this.#changes(object),
        },
      ),
    ];
    this.#lookups = new Lookups(
      sushi,
      { tank, exported, fisher, definitions },
      {
        current: () => this.#asking(),
        signatureOf: (key) => this.#comparison.said.get(key)?.signature,
        versionOf: (key, reads) => this.#versions.get(key)?.[reads] ?? 0,
        keyOfExported: (object) => this.#keys.get(object),
        told: (object) => this.#told(object),
      },
    );
    undo.push(() => this.#lookups.stop());
    return () => {
      this.#drain();
      for (const each of undo.reverse()) each();
    };
  }

  /** Puts the messages and the package into SUSHI's order, and tells what is to be remembered. */
  end(): After {
    const { records, before } = this.#parts;
    records.length = this.#start;
    for (const record of recordsOf(this.#root)) records.push(record);
    const order = addedIn(this.#root);
    const ranks = new Map(order.map((key, rank) => [key, rank]));
    sortPackage(this.#exported, (each) => ranks.get(this.#keys.get(each) ?? '') ?? 0);
    if (this.#orphans.size > 0) this.#fault ??= 'what was exported has no place in the order';
    if (before !== undefined && !keepsOrder(before.order, order)) this.#fault ??= 'the order of exports changed';
    const twice = twiceThere(this.#exported);
    if (twice !== undefined) this.#fault ??= `${twice} is there twice`;
    const traces = this.#traces;
    const { entities, said } = this.#comparison;
    return {
      traces,
      entities,
      said,
      order,
      exportedNow: order.filter((key) => this.#now.has(key)),
      sliceOrders: { of: (name) => traces.get(`Instance ${name}`)?.slices ?? new Map(), stop: () => {} },
      changedLate: this.#changedLate,
      jsons: this.#jsons,
      insertsTold: this.#insertsTold,
    };
  }

  /** All RuleSets are in. */
  #compare(): void {
    this.#insertsTold = this.#parts.records.length > this.#start;
    this.#drain();
    const { filled, before } = this.#parts;
    this.#comparison = new Comparison(filled, before);
    for (const [key, entity] of this.#comparison.entities) {
      this.#versions.set(key, before?.traces.get(key)?.versions ?? firstVersions);
      if (isUnsure(entity)) this.#fault ??= `${key} names itself by a rule of a concept`;
    }
  }

  // --- one entity

  #export(exporter: object, original: ExportOne, entity: TankEntity): unknown {
    this.#drain();
    const key = keyOf(entity);
    const parent = this.#frames.at(-1);
    const { inside } = parent?.place ?? this.#root;
    const isAlone = this.#isAlone(exporter);
    if (this.#done.has(key) || this.#frames.some(({ place }) => place.key === key))
      return original.call(exporter, entity); // which sees that it is there
    const orphan = this.#orphans.get(key);
    if (orphan !== undefined) {
      inside.push(orphan);
      parent?.steps.push({ nested: key, isAlone, threw: undefined });
      this.#takeIn(orphan);
      return this.#traces.get(key)?.exported;
    }
    const place: Place = { key, inside: [] };
    inside.push(place);
    try {
      const known = this.#parts.before?.traces.get(key);
      const result =
        known !== undefined && this.#replays(known, entity, place)
          ? known.exported
          : this.#exportAnew(exporter, original, entity, place, known);
      parent?.steps.push({ nested: key, isAlone, threw: undefined });
      return result;
    } catch (error) {
      parent?.steps.push({ nested: key, isAlone, threw: messageOf(error) });
      throw error;
    }
  }

  /** Whether an exporter was made for this one entity, and shares nothing with others. */
  #isAlone(exporter: object): boolean {
    const { structureDefinitionExporter: structures, instanceExporter: instances } = this.#exporter;
    return [structures, instances].some((main) => exporter.constructor === main.constructor && exporter !== main);
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
    const url = this.#sharedUrl(exporter, entity);
    if (url !== undefined) this.#catchUp(exporter, original, url);
    const frame = newFrame(place, false);
    const [usage, count] = [entity.usage, items.count()];
    this.#frames.push(frame);
    this.#now.add(place.key);
    try {
      return original.call(exporter, entity);
    } catch (error) {
      if (frame.exported !== undefined) this.#fault ??= `${place.key} failed on the way`;
      throw error;
    } finally {
      this.#drain();
      this.#frames.pop();
      if (frame.exported !== undefined) this.#done.add(place.key);
      const { list, exported, fileName } = frame;
      const trace: Trace = {
        key: place.key,
        steps: frame.steps,
        questions: frame.recorder.byName,
        within: frame.within,
        ...(list === undefined ? {} : { list }),
        ...(exported === undefined ? {} : { exported }),
        ...(fileName === undefined ? {} : { fileName }),
        usages: [usage, entity.usage],
        ...(url === undefined ? {} : { shared: { url, grew: this.#copies.grew(exporter, url) } }),
        requiredItems: items.count() - count,
        ...(entity.constructorName === 'Instance' ? { slices: slices.of(entity.name) } : {}),
        versions: known?.versions ?? firstVersions,
        isVolatile: false,
      };
      this.#traces.set(place.key, trace);
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

  /** Something is about to be changed that was exported: to others it was what it is until then. */
  #changes(object: object): void {
    this.#changedLate.add(object);
    const trace = this.#traces.get(this.#keys.get(object) ?? '');
    if (trace === undefined) return;
    trace.prints ??= printsOf(object as Exported);
    trace.isVolatile = true;
  }

  #restore(key: string, entity: TankEntity): void {
    const written = this.#comparison.asWritten(key, entity);
    if (written === undefined) return;
    becomeLike(entity, written);
    this.#parts.insert(entity, this.#tank);
    this.#parts.records.length = this.#start; // what is said of inserts was said when all of them were made
  }

  // --- what instances share

  /** The profile whose copy an instance shares with those before and behind it; undefined where it has one for itself. */
  #sharedUrl(exporter: object, entity: TankEntity): unknown {
    if (entity.constructorName !== 'Instance' || this.#isAlone(exporter)) return undefined;
    const { Resource, Profile, Extension, Type, Logical } = this.#parts.sushi.library.utils.Type;
    const types = [Resource, Profile, Extension, Type, Logical];
    return this.#lookups.quietly('fisher.fishForMetadata', entity.instanceOf, ...types)?.url;
  }

  /** Exports, and throws away, what has changed the copy before and was passed over. */
  #catchUp(exporter: object, original: ExportOne, url: unknown): void {
    const { records, items } = this.#parts;
    const instances = this.#exported.instances as unknown as object[];
    for (const { entity, exported } of this.#copies.takePassedOver(url)) {
      const at = instances.indexOf(exported);
      if (at === -1) continue;
      const [count, place] = [items.count(), { key: keyOf(entity), inside: [] }];
      const { length } = instances;
      instances[at] = takenOut;
      this.#frames.push(newFrame(place, true));
      try {
        original.call(exporter, entity);
      } finally {
        this.#frames.pop();
        if (instances.length > length) instances[length] = takenOut;
        instances[at] = exported;
        records.length = this.#start;
        items.add(count - items.count());
      }
    }
  }

  // --- doing as before

  #replays(known: Trace, entity: TankEntity, place: Place): boolean {
    if (known.exported === undefined || known.list === undefined || known.isVolatile) return false;
    if (!this.#comparison.isSaid(known.key)) return false;
    const isUnderWay = (key: string) => this.#frames.some((frame) => frame.place.key === key && frame.isReplay);
    if (![...known.within].every(isUnderWay)) return false;
    const frame = newFrame(place, true);
    for (const key of known.within) frame.within.add(key);
    this.#frames.push(frame);
    try {
      if (this.#walk(known, known.exported, known.list, place) && this.#answersHold(known)) {
        this.#adopt(known, known.exported, entity);
        return true;
      }
      this.#giveUp(known, known.exported, known.list, place);
      return false;
    } finally {
      this.#frames.pop();
    }
  }

  #walk(known: Trace, exported: Exported, list: ListName, place: Place): boolean {
    for (const step of known.steps) {
      if (step === 'added') {
        if (!this.#answersHold(known)) return false;
        this.#putIn(exported, list, known.key);
        place.inside.push('added');
      } else if ('record' in step) {
        const record = this.#comparison.positions.ofRecord(step.record);
        if (record === undefined) return false;
        place.inside.push(record);
      } else if (this.#nested(step.nested, step.isAlone) !== step.threw) return false;
    }
    return true;
  }

  /** @returns why it failed; undefined when it did not */
  #nested(key: string, isAlone: boolean): string | undefined {
    const entity = this.#comparison.entities.get(key);
    if (entity === undefined) return 'it is gone';
    const { structureDefinitionExporter: structures, instanceExporter: instances } = this.#exporter;
    const isInstance = entity.constructorName === 'Instance';
    const main = isInstance ? instances : structures;
    const Alone = main.constructor as new (...parts: unknown[]) => object;
    const exporter = isAlone ? new Alone(this.#tank, this.#exported, this.#fisher) : main;
    try {
      (exporter as Record<string, ExportOne>)[isInstance ? 'exportInstance' : 'exportStructDef']?.call(
        exporter,
        entity,
      );
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  #answersHold(known: Trace): boolean {
    for (const name of this.#comparison.changedNames) {
      const questions = known.questions.get(name) ?? [];
      const hold = questions.every((question) => this.#lookups.answerTo(question) === question.answer);
      this.#parts.records.length = this.#start; // what a question says belongs to who asks it
      if (!hold) return false;
    }
    return true;
  }

  #adopt(known: Trace, exported: Exported, entity: TankEntity): void {
    if (known.fileName !== undefined) {
      const { name, constructorName, sourceInfo } = entity;
      const info = { ...sourceInfo, fshName: name, fshType: constructorName.replace(/^Fsh/, '') };
      this.#exported.fshMap.set(known.fileName, info as never);
    }
    if (!this.#parts.items.add(known.requiredItems)) this.#fault ??= 'more elements are required than are allowed';
    this.#comparison.takeOver(known.key, entity);
    if (entity.constructorName === 'Instance') entity.usage = known.usages[1];
    if (known.shared?.grew === true) this.#copies.passedOver(known.shared.url, { entity, exported });
    this.#traces.set(known.key, known);
    this.#done.add(known.key);
  }

  #giveUp(known: Trace, exported: Exported, list: ListName, place: Place): void {
    const inside = place.inside.splice(0);
    if (inside.includes('added')) this.#takeOut(exported, list);
    for (const each of inside) if (isPlace(each)) this.#leaveOut(each, known.key);
  }

  /** What was exported on the way to nothing: SUSHI finds it, and it has its place, where it is exported next. */
  #leaveOut(place: Place, by: string): void {
    for (const each of place.inside) if (isPlace(each)) this.#leaveOut(each, by);
    const trace = this.#done.delete(place.key) ? this.#traces.get(place.key) : undefined;
    if (trace?.exported === undefined || trace.list === undefined) return;
    if (trace.within.has(by)) this.#fault ??= `${place.key} has looked at ${by}`;
    this.#takeOut(trace.exported, trace.list);
    this.#orphans.set(place.key, place);
  }

  #takeIn(place: Place): void {
    this.#orphans.delete(place.key);
    this.#done.add(place.key);
    const { exported, list } = this.#traces.get(place.key) ?? {};
    for (const each of place.inside.splice(0)) {
      if (isPlace(each)) {
        if (!this.#orphans.has(each.key)) continue; // it was exported elsewhere in the meantime
        place.inside.push(each);
        this.#takeIn(each);
        continue;
      }
      place.inside.push(each);
      if (each === 'added' && exported !== undefined && list !== undefined) this.#putIn(exported, list, place.key);
    }
  }

  #putIn(exported: Exported, list: ListName, key: string): void {
    this.#keys.set(exported, key);
    Array.prototype.push.call(this.#exported[list], exported);
  }

  #takeOut(exported: Exported, list: ListName): void {
    const all = this.#exported[list] as unknown as object[];
    all[all.indexOf(exported)] = takenOut;
    this.#keys.delete(exported);
  }

  // --- what SUSHI does meanwhile

  #asking(): Recorder | undefined {
    const frame = this.#frames.at(-1);
    return frame === undefined || frame.isReplay ? undefined : frame.recorder;
  }

  /** An object that is still under way, lower on the stack, says what it is by now. */
  #told(object: object): void {
    const key = this.#keys.get(object);
    const top = this.#frames.at(-1);
    if (key === undefined || top === undefined || top.place.key === key) return;
    const under = this.#frames.find(({ place }) => place.key === key);
    if (under === undefined) return;
    if (under.isReplay) this.#fault ??= `${top.place.key} looks at ${key}, which is under way`;
    top.within.add(key);
  }

  #added(item: Exported, list: ListName): void {
    this.#drain();
    const frame = this.#frames.at(-1);
    if (frame === undefined) return;
    if (frame.exported !== undefined) this.#fault ??= `${frame.place.key} gave two resources`;
    frame.exported = item;
    frame.list = list;
    frame.place.inside.push('added');
    frame.steps.push('added');
    this.#keys.set(item, frame.place.key);
  }

  /** Gives the messages since the last time to whoever is being exported. */
  #drain(): void {
    const frame = this.#frames.at(-1);
    const fresh = this.#parts.records.splice(this.#start);
    if (frame?.isReplay === true) return;
    for (const record of fresh) {
      (frame?.place ?? this.#root).inside.push(record);
      frame?.steps.push({ record });
    }
  }
}

const firstVersions = { whole: 0, shape: 0 };

function newFrame(place: Place, isReplay: boolean): Frame {
  const isInstance = place.key.startsWith('Instance ');
  return { place, isReplay, steps: [], recorder: new Recorder(isInstance), within: new Set() };
}

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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
