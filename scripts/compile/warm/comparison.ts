import { namesOf } from '../sushi/entity-names.ts';
import { signatureOf } from '../sushi/signature.ts';
import type { Filled } from './documents.ts';
import { Positions } from './positions.ts';
import { entitiesOf, type TankEntity } from './traced/entities.ts';
import type { Trace } from './traced/trace.ts';

/** What an entity says, RuleSets put in, and by what names others find it. */
export interface Said {
  readonly signature: string;
  readonly names: ReadonlySet<string>;
}

/** What the compile before left. */
export interface Before {
  readonly traces: ReadonlyMap<string, Trace>;
  readonly entities: ReadonlyMap<string, TankEntity>;
  readonly said: ReadonlyMap<string, Said>;
  /** What was added to the package, in its order. */
  readonly order: readonly string[];
  /** Keys of the Mappings, in their order. */
  readonly mappings: readonly string[];
  /** By these another thing may be found than when some of the exports were made that stand. */
  readonly owed: ReadonlySet<string>;
}

/** The entities of a project once all RuleSets are in, beside those of the compile before. */
export class Comparison {
  readonly entities: ReadonlyMap<string, TankEntity>;
  readonly said = new Map<string, Said>();
  /** By these another thing may be found than before. */
  readonly changedNames = new Set<string>();
  readonly positions: Positions;
  readonly #before: Before | undefined;
  readonly #written: Filled['written'];
  readonly #kept: Filled['kept'];

  constructor({ tank, written, kept, changed }: Filled, before: Before | undefined) {
    this.entities = entitiesOf(tank.docs);
    this.positions = new Positions(changed);
    this.#before = before;
    this.changed(before?.owed ?? []);
    this.#written = written;
    this.#kept = kept;
    for (const [key, entity] of this.entities) {
      const old = before?.said.get(key);
      const isKept = this.#isKept(entity);
      const now = isKept && old !== undefined ? old : said(entity, tank.config.canonical);
      this.said.set(key, now);
      if (old?.signature !== now.signature) this.changed(now.names, old?.names ?? []);
      else if (!isKept) this.positions.note(before?.entities.get(key), entity);
      else if (entity.constructorName === 'Instance') entity.usage = before?.traces.get(key)?.usages[0] ?? entity.usage;
    }
    for (const [key, { names }] of before?.said ?? []) if (!this.entities.has(key)) this.changed(names);
  }

  changed(...names: readonly Iterable<string>[]): void {
    for (const each of names) for (const name of each) this.changedNames.add(name);
  }

  /** Whether an entity says what it said before. */
  isSaid(key: string): boolean {
    const old = this.#before?.said.get(key);
    return old !== undefined && this.said.get(key)?.signature === old.signature;
  }

  /** How an entity of a file that is kept was written: SUSHI has worked on it before. */
  asWritten(key: string, entity: TankEntity): TankEntity | undefined {
    if (this.#before === undefined || !this.#isKept(entity)) return undefined;
    const doc = this.#written.docs.find(({ file }) => file === entity.sourceInfo.file);
    return doc && entitiesOf([doc]).get(key);
  }

  /** Lets an entity that says what it said before be as its export has left it. */
  takeOver(key: string, entity: TankEntity): void {
    const other = this.#before?.entities.get(key);
    if (other === undefined || other === entity) return;
    const rules = entity.rules as unknown as Record<string, unknown>[];
    for (const [i, from] of (other.rules as unknown as Record<string, unknown>[]).entries()) {
      const to = rules[i];
      if (to === undefined) {
        rules.push(from); // SUSHI has added it; it stands in no file
        continue;
      }
      for (const [name, value] of Object.entries(from))
        if (name !== 'sourceInfo' && (typeof value !== 'object' || isInstance(value))) to[name] = value;
    }
  }

  #isKept({ sourceInfo }: TankEntity): boolean {
    return this.#kept.has(sourceInfo.file ?? '');
  }
}

function said(entity: TankEntity, canonical: string): Said {
  return { signature: signatureOf(entity), names: namesOf(entity, canonical) };
}

function isInstance(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '_instanceMeta' in value;
}
