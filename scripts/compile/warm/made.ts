import type { Exported as Package } from '../sushi/sushi.ts';
import type { Exported, ListName } from './traced/exported.ts';
import { isPlace, type Place, takenOut } from './traced/order.ts';
import type { Trace } from './traced/trace.ts';
import type { UnderWay } from './under-way.ts';

/** What is in the package by now, whose it is, and how it came there. */
export class Made {
  readonly traces = new Map<string, Trace>();
  /** Keys of what is exported in this compile, or stands as before. */
  readonly done = new Set<string>();
  readonly #exported: Package;
  readonly #underWay: UnderWay;
  readonly #keys = new Map<object, string>();
  /** Exported for one that then was not as before: their place is where they are asked for next. */
  readonly #orphans = new Map<string, Place>();

  constructor(exported: Package, underWay: UnderWay) {
    this.#exported = exported;
    this.#underWay = underWay;
  }

  keyOf(exported: object): string | undefined {
    return this.#keys.get(exported);
  }

  /** SUSHI has put something into the package itself. */
  note(exported: object, key: string): void {
    this.#keys.set(exported, key);
  }

  putIn(exported: Exported, list: ListName, key: string): void {
    this.note(exported, key);
    Array.prototype.push.call(this.#exported[list], exported);
  }

  takeOut(exported: Exported, list: ListName): void {
    const all = this.#exported[list] as unknown as object[];
    all[all.indexOf(exported)] = takenOut;
    this.#keys.delete(exported);
  }

  get hasOrphans(): boolean {
    return this.#orphans.size > 0;
  }

  orphan(key: string): Place | undefined {
    return this.#orphans.get(key);
  }

  /** What was exported on the way to nothing: SUSHI finds it, and it has its place, where it is exported next. */
  leaveOut(place: Place, by: string): void {
    for (const each of place.inside) if (isPlace(each)) this.leaveOut(each, by);
    const trace = this.done.delete(place.key) ? this.traces.get(place.key) : undefined;
    if (trace?.exported === undefined || trace.list === undefined) return;
    if (trace.within.has(by)) this.#underWay.fails(`${place.key} has looked at ${by}`);
    this.takeOut(trace.exported, trace.list);
    this.#orphans.set(place.key, place);
  }

  takeIn(place: Place): void {
    this.#orphans.delete(place.key);
    this.done.add(place.key);
    const { exported, list } = this.traces.get(place.key) ?? {};
    for (const each of place.inside.splice(0)) {
      if (isPlace(each)) {
        if (!this.#orphans.has(each.key)) continue; // it was exported elsewhere in the meantime
        place.inside.push(each);
        this.takeIn(each);
        continue;
      }
      place.inside.push(each);
      if (each === 'added' && exported !== undefined && list !== undefined) this.putIn(exported, list, place.key);
    }
  }
}
