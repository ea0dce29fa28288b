import { isDeepStrictEqual } from 'node:util';
import type { Exported as Package, Sushi, Tank } from '../sushi/sushi.ts';
import type { Comparison } from './comparison.ts';
import { copyOf, keyOf, type TankEntity } from './traced/entities.ts';
import { type Mappable, put } from './traced/mapped.ts';
import type { Trace } from './traced/trace.ts';

interface Definition extends Mappable {
  readonly baseDefinition?: unknown;
  readonly elements?: readonly Mappable[];
}

export interface MappingParts {
  readonly sushi: Sushi;
  readonly tank: Tank;
  readonly exported: Package;
  readonly comparison: Comparison;
  /** Keys of the Mappings of the compile before, in their order; undefined where all is exported. */
  readonly before: readonly string[] | undefined;
  /** Of what is in the package. */
  traces(): Iterable<Trace>;
  traceOf(definition: object): Trace | undefined;
  isExportedNow(key: string): boolean;
  /** What SUSHI has said so far, to be counted. */
  said(): number;
  /** Something is about to be changed that was exported. @param isLasting so that it cannot be taken back */
  changes(definition: object, isLasting: boolean): void;
}

/** What is used of SUSHI's MappingExporter. */
export interface MappingExporter {
  export(): unknown;
  exportMapping(mapping: TankEntity): unknown;
}

/**
 * Mappings change definitions behind everybody who reads these. To those who ask for one in the next compile it has to be
 * what it was without them; and where nothing has changed on which they depend, they do again what they did.
 */
export class LateMappings {
  readonly #parts: MappingParts;
  readonly #keys: readonly string[];
  readonly #groups = new Map<object, TankEntity[]>();
  readonly #settled = new Map<object, boolean>();
  readonly #isSameOrder: boolean;

  constructor(parts: MappingParts) {
    this.#parts = parts;
    const mappings = parts.tank.getAllMappings() as unknown as (TankEntity & { readonly source?: string })[];
    this.#keys = mappings.map(keyOf);
    const isClear = new Set(this.#keys).size === this.#keys.length;
    this.#isSameOrder = isClear && isDeepStrictEqual(this.#keys, parts.before);
    for (const mapping of mappings) {
      const definition = this.#definition(mapping.source ?? '');
      if (definition === undefined) continue;
      const others = this.#groups.get(definition);
      if (others === undefined) this.#groups.set(definition, [mapping]);
      else others.push(mapping);
    }
  }

  get keys(): readonly string[] {
    return this.#keys;
  }

  /** @param exportAll SUSHI's own, which finds the exporter's methods by their names */
  export(exporter: MappingExporter, exportAll: () => unknown): unknown {
    const open = [...this.#groups.keys()].filter((definition) => !this.#isSettled(definition));
    const settled = new Set<TankEntity>();
    for (const [definition, mappings] of this.#groups) {
      if (!this.#isSettled(definition)) continue;
      for (const { owner, after } of this.#parts.traceOf(definition)?.mapped?.changes ?? []) put(owner, after);
      for (const mapping of mappings) settled.add(mapping);
    }
    for (const trace of this.#parts.traces()) if (trace.mapped !== undefined) this.#leave(trace);
    const states = new Map(open.map((definition) => [definition, this.#stateOf(definition)]));
    for (const [definition, state] of states) this.#parts.changes(definition, state === undefined);
    const loud = new Set<TankEntity>();
    const original = exporter.exportMapping;
    exporter.exportMapping = (mapping) => {
      if (settled.has(mapping)) return undefined;
      const before = this.#parts.said();
      try {
        return original.call(exporter, mapping);
      } catch (error) {
        loud.add(mapping); // it is said behind this
        throw error;
      } finally {
        if (this.#parts.said() !== before) loud.add(mapping);
      }
    };
    try {
      return exportAll();
    } finally {
      delete (exporter as Partial<MappingExporter>).exportMapping;
      for (const [definition, state] of states) this.#keep(definition, state, loud);
    }
  }

  /** What had Mappings in the compile before, and has none, is otherwise than it was written out. */
  #leave(trace: Trace): void {
    if (trace.exported === undefined || this.#groups.has(trace.exported)) return;
    this.#parts.changes(trace.exported, false);
    trace.mapped = undefined;
  }

  #definition(name: unknown): Definition | undefined {
    const { Profile, Extension, Resource, Logical } = this.#parts.sushi.library.utils.Type;
    const found: unknown = this.#parts.exported.fish(String(name), Profile, Extension, Resource, Logical);
    return typeof found === 'object' && found !== null ? found : undefined;
  }

  #parentOf({ baseDefinition }: Definition): Definition | undefined {
    return typeof baseDefinition === 'string' ? this.#definition(baseDefinition) : undefined;
  }

  /** Whether a definition is the same object as in the compile before, and its Mappings would do the same to it. */
  #isSettled(definition: Definition): boolean {
    const known = this.#settled.get(definition);
    if (known !== undefined) return known;
    this.#settled.set(definition, false); // of what is its own ancestor nobody knows
    const isSettled = this.#isSameOrder && this.#isAsBefore(definition);
    this.#settled.set(definition, isSettled);
    return isSettled;
  }

  #isAsBefore(definition: Definition): boolean {
    const trace = this.#parts.traceOf(definition);
    if (trace === undefined || trace.isVolatile || this.#parts.isExportedNow(trace.key)) return false;
    const keys = (this.#groups.get(definition) ?? []).map(keyOf);
    if (!isDeepStrictEqual(keys, trace.mapped?.keys ?? [])) return false;
    if (!keys.every((key) => this.#parts.comparison.isSaid(key))) return false;
    if (trace.mapped === undefined) return true;
    const parent = this.#parentOf(definition);
    return parent === trace.mapped.parent && (parent === undefined || this.#isSettled(parent));
  }

  /** What has mappings, and which; undefined where that is not known. */
  #stateOf(definition: Definition): ReadonlyMap<Mappable, unknown> | undefined {
    const trace = this.#parts.traceOf(definition);
    if (trace === undefined || trace.isVolatile || definition.elements === undefined) return undefined;
    return new Map([definition, ...definition.elements].map((owner) => [owner, copyOf(owner.mapping)]));
  }

  #keep(
    definition: Definition,
    before: ReadonlyMap<Mappable, unknown> | undefined,
    loud: ReadonlySet<TankEntity>,
  ): void {
    const trace = this.#parts.traceOf(definition);
    if (trace === undefined) return;
    trace.mapped = undefined;
    if (before === undefined) return; // it was said to last
    const mappings = this.#groups.get(definition) ?? [];
    const owners = [definition, ...(definition.elements ?? [])];
    // Elements that were unfolded on the way stay; what was said has lines that may move.
    const isWhole = owners.length === before.size && owners.every((owner) => before.has(owner));
    if (!isWhole || mappings.some((mapping) => loud.has(mapping))) {
      trace.isVolatile = true;
      return;
    }
    const changes = owners
      .map((owner) => ({ owner, before: before.get(owner), after: owner.mapping }))
      .filter(({ before: old, after }) => !isDeepStrictEqual(old, after));
    trace.mapped = { keys: mappings.map(keyOf), parent: this.#parentOf(definition), changes };
  }
}
