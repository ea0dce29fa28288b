import type { RequiredItems } from '../limits/required-items.ts';
import type { Exported as Package, Tank } from '../sushi/sushi.ts';
import type { Comparison } from './comparison.ts';
import type { Lookups } from './lookups.ts';
import type { Made } from './made.ts';
import type { SharedCopies } from './shared-copies.ts';
import { type Exporter, type ExportOne, messageOf } from './sushi-exporter.ts';
import type { TankEntity } from './traced/entities.ts';
import type { Exported, ListName } from './traced/exported.ts';
import { isPlace, type Place } from './traced/order.ts';
import type { Step, Trace } from './traced/trace.ts';
import type { UnderWay } from './under-way.ts';

export interface ReplayParts {
  readonly tank: Tank;
  readonly exported: Package;
  readonly fisher: object;
  readonly exporter: Exporter;
  readonly items: RequiredItems;
  readonly copies: SharedCopies;
  readonly comparison: Comparison;
  readonly lookups: Lookups;
  readonly underWay: UnderWay;
  readonly made: Made;
  /**
   * Receives what is done as before though a question of it would be answered otherwise now, to be told first what an
   * edit does where it was made; undefined where such a one is exported anew.
   */
  readonly standing: Set<string> | undefined;
}

/**
 * Does in the place of SUSHI what it did in the compile before: what was exported is added to the package, and what was
 * said is said again, with the lines as they are now. What was exported on the way is exported again, or not, at the
 * same point.
 */
export class Replay {
  readonly #parts: ReplayParts;

  constructor(parts: ReplayParts) {
    this.#parts = parts;
  }

  /** @returns whether it was done; where it was not, nothing is left of the attempt */
  does(known: Trace, entity: TankEntity, place: Place): boolean {
    const { comparison, underWay } = this.#parts;
    if (known.exported === undefined || known.list === undefined || known.isVolatile) return false;
    if (!comparison.isSaid(known.key)) return false;
    if (![...known.within].every((key) => underWay.with(key)?.isReplay === true)) return false;
    const frame = underWay.begin(place, true);
    for (const key of known.within) frame.within.add(key);
    try {
      const steps = this.#walk(known, known.exported, known.list, place);
      if (steps !== undefined && this.#mayStand(known)) {
        known.steps = steps;
        this.#adopt(known, known.exported, entity);
        return true;
      }
      this.#giveUp(known, known.exported, known.list, place);
      return false;
    } finally {
      underWay.end();
    }
  }

  /** @returns the steps with their lines as they are now; undefined where one would be another one */
  #walk(known: Trace, exported: Exported, list: ListName, place: Place): readonly Step[] | undefined {
    const { comparison, made } = this.#parts;
    const steps: Step[] = [];
    for (const step of known.steps) {
      if (step === 'added') {
        if (!this.#mayStand(known)) return undefined;
        made.putIn(exported, list, known.key);
        place.inside.push('added');
      } else if ('record' in step) {
        const record = comparison.positions.ofRecord(step.record);
        if (record === undefined) return undefined;
        place.inside.push(record);
        steps.push({ record });
        continue;
      } else if (this.#nested(step.nested, step.isAlone) !== step.threw) return undefined;
      steps.push(step);
    }
    return steps;
  }

  /** @returns why it failed; undefined when it did not */
  #nested(key: string, isAlone: boolean): string | undefined {
    const { comparison, exporter, tank, exported, fisher } = this.#parts;
    const entity = comparison.entities.get(key);
    if (entity === undefined) return 'it is gone';
    const { structureDefinitionExporter: structures, instanceExporter: instances } = exporter;
    const isInstance = entity.constructorName === 'Instance';
    const main = isInstance ? instances : structures;
    const Alone = main.constructor as new (...parts: unknown[]) => object;
    const own = isAlone ? new Alone(tank, exported, fisher) : main;
    try {
      (own as Record<string, ExportOne>)[isInstance ? 'exportInstance' : 'exportStructDef']?.call(own, entity);
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  #mayStand(known: Trace): boolean {
    const { standing } = this.#parts;
    if (standing?.has(known.key) === true || this.#answersHold(known)) return true;
    standing?.add(known.key);
    return standing !== undefined;
  }

  #answersHold(known: Trace): boolean {
    const { comparison, lookups, underWay } = this.#parts;
    for (const name of comparison.changedNames) {
      const questions = known.questions.get(name) ?? [];
      const hold = questions.every((question) => lookups.answerTo(question) === question.answer);
      underWay.hush(); // what a question says belongs to who asks it
      if (!hold) return false;
    }
    return true;
  }

  #adopt(known: Trace, exported: Exported, entity: TankEntity): void {
    const { comparison, copies, items, made, underWay } = this.#parts;
    if (known.fileName !== undefined) {
      const { name, constructorName, sourceInfo } = entity;
      const info = { ...sourceInfo, fshName: name, fshType: constructorName.replace(/^Fsh/, '') };
      this.#parts.exported.fshMap.set(known.fileName, info as never);
    }
    if (!items.add(known.requiredItems)) underWay.fails('more elements are required than are allowed');
    comparison.takeOver(known.key, entity);
    if (entity.constructorName === 'Instance') entity.usage = known.usages[1];
    if (known.shared?.grew === true) copies.passedOver(known.shared.url, { entity, exported, trace: known });
    made.traces.set(known.key, known);
    made.done.add(known.key);
  }

  #giveUp(known: Trace, exported: Exported, list: ListName, place: Place): void {
    const { made } = this.#parts;
    const inside = place.inside.splice(0);
    if (inside.includes('added')) made.takeOut(exported, list);
    for (const each of inside) if (isPlace(each)) made.leaveOut(each, known.key);
  }
}
