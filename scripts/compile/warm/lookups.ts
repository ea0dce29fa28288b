import type { Definitions, Exported as Package, Sushi, Tank } from '../sushi/sushi.ts';
import { keyOf, type TankEntity } from './traced/entities.ts';
import type { Exported } from './traced/exported.ts';
import type { Reads } from './traced/prints.ts';
import type { Ask, Question } from './traced/trace.ts';

type Fish = (item: unknown, ...types: unknown[]) => unknown;
type Fisher = Record<string, Fish>;

/** Who asks at the moment, and what is known of whom it may be told of. */
export interface Asker {
  /** Undefined while nobody's export is under way, or the question is ours. */
  current(): Recorder | undefined;
  signatureOf(key: string): string | undefined;
  versionOf(key: string, reads: Reads): number;
  keyOfExported(exported: object): string | undefined;
  /** Somebody was told of what was exported. */
  told(exported: object): void;
}

/** The questions of one export. */
export class Recorder {
  readonly byName = new Map<string, Question[]>();
  readonly #known = new Map<string, Question>();
  readonly #isInstance: boolean;

  /** @param isInstance who asks is an instance: of definitions it reads the shape alone */
  constructor(isInstance: boolean) {
    this.#isInstance = isInstance;
  }

  /** Without types SUSHI may put a definition into the instance, as it is. */
  reads(ask: Ask, types: readonly unknown[]): Reads {
    return this.#isInstance && ask === 'fisher.fishForFHIR' && types.length > 0 ? 'shape' : 'whole';
  }

  note(ask: Ask, item: unknown, types: readonly unknown[], answer: string, names: ReadonlySet<string>): void {
    const key = `${ask} ${String(item)} ${types.join(' ')}`;
    const known = this.#known.get(key);
    if (known !== undefined) {
      known.answer = answer; // the last is what held in the end
      for (const name of names) this.#under(name, known);
      return;
    }
    const question = { ask, item, types, reads: this.reads(ask, types), answer };
    this.#known.set(key, question);
    for (const name of names) this.#under(name, question);
  }

  #under(name: string, question: Question): void {
    const list = this.byName.get(name);
    if (list === undefined) this.byName.set(name, [question]);
    else if (!list.includes(question)) list.push(question);
  }
}

const methods = {
  fisher: ['fishForFHIR', 'fishForMetadata', 'fishForMetadatas'],
  tank: ['fish', 'fishAll', 'fishForMetadata', 'fishForMetadatas'],
  exported: ['fish', 'fishAll', 'fishForFHIR', 'fishForMetadata', 'fishForMetadatas'],
} as const;

/**
 * Notes each question that an export asks of SUSHI's three places for definitions, with a digest of the answer: also
 * where nothing was found. A question on the way to the answer of another belongs to that one.
 */
export class Lookups {
  readonly #originals = new Map<string, Fish>();
  readonly #undo: (() => void)[] = [];
  readonly #asker: Asker;
  readonly #tank: Tank;
  readonly #definitions: Definitions;
  #depth = 0;
  #names = new Set<string>();
  /** What was found in the package on the way. */
  #found: object | undefined;
  readonly #listedTypes: ReadonlySet<unknown>;

  constructor(
    { library }: Sushi,
    parts: {
      readonly tank: Tank;
      readonly exported: Package;
      readonly fisher: object;
      readonly definitions: Definitions;
    },
    asker: Asker,
  ) {
    this.#asker = asker;
    this.#tank = parts.tank;
    this.#definitions = parts.definitions;
    const { Type } = library.utils;
    this.#listedTypes = new Set([Type.Invariant, Type.CodeSystem, Type.RuleSet]);
    for (const place of ['fisher', 'tank', 'exported'] as const)
      for (const method of methods[place])
        this.#watch(`${place}.${method}` as Ask, parts[place] as unknown as Fisher, method);
  }

  stop(): void {
    for (const undo of this.#undo) undo();
  }

  /** What a question would be told now. */
  answerTo({ ask, item, types, reads }: Question): string {
    const depth = this.#depth;
    this.#depth = 1;
    try {
      if (ask.endsWith('.fishForFHIR')) return this.#fhirAnswer(ask, item, types, reads);
      this.#found = undefined;
      const result = (this.#originals.get(ask) as Fish)(item, ...types);
      return this.#answer(ask, types, reads, result);
    } finally {
      this.#depth = depth;
    }
  }

  /** A question that nobody's export has asked. */
  quietly(ask: Ask, item: unknown, ...types: unknown[]): { readonly url?: unknown } | undefined {
    const depth = this.#depth;
    this.#depth = 1;
    try {
      return (this.#originals.get(ask) as Fish)(item, ...types) as { readonly url?: unknown } | undefined;
    } finally {
      this.#depth = depth;
    }
  }

  #watch(ask: Ask, owner: Fisher, method: string): void {
    const own = Object.getOwnPropertyDescriptor(owner, method);
    const original = owner[method] as Fish;
    const call: Fish = (item, ...types) => original.call(owner, item, ...types);
    this.#originals.set(ask, call);
    owner[method] = (item, ...types) => {
      const recorder = this.#depth === 0 ? this.#asker.current() : undefined;
      if (recorder === undefined) {
        this.#addName(item);
        const result = call(item, ...types);
        if (ask === 'exported.fish') this.#meet(result);
        return result;
      }
      this.#depth++;
      this.#names = new Set();
      this.#found = undefined;
      this.#addName(item);
      try {
        const result = call(item, ...types);
        if (ask === 'exported.fish') this.#meet(result);
        recorder.note(ask, item, types, this.#answer(ask, types, recorder.reads(ask, types), result), this.#names);
        return result;
      } finally {
        this.#depth--;
      }
    };
    this.#undo.push(() => {
      if (own === undefined) delete owner[method];
      else Object.defineProperty(owner, method, own);
    });
  }

  #meet(result: unknown): void {
    if (typeof result !== 'object' || result === null) return;
    this.#found = result;
    if (this.#asker.current() !== undefined) this.#asker.told(result);
  }

  #addName(item: unknown): void {
    if (typeof item !== 'string') return;
    const name = this.#tank.resolveAlias(item);
    this.#names.add(baseOf(item));
    if (name !== undefined) this.#names.add(baseOf(name));
  }

  #answer(ask: Ask, types: readonly unknown[], reads: Reads, result: unknown): string {
    if (result === undefined || result === null) return 'nothing';
    if (ask === 'tank.fish') return this.#entityAnswer(result as TankEntity, types);
    if (ask === 'tank.fishAll') return (result as TankEntity[]).map((each) => this.#entityAnswer(each, types)).join();
    if (ask === 'exported.fishAll') return (result as Exported[]).map((each) => this.#ownAnswer(each, 'whole')).join();
    if (ask.endsWith('.fishForFHIR') || ask === 'exported.fish')
      return this.#found === undefined ? 'package' : this.#ownAnswer(this.#found, reads);
    return JSON.stringify(result);
  }

  #ownAnswer(exported: object, reads: Reads): string {
    const key = this.#asker.keyOfExported(exported) ?? 'nobody';
    return `own ${key} ${this.#asker.versionOf(key, reads)}`;
  }

  /** Of most entities that it finds, SUSHI reads the head alone; of invariants and code systems their rules. */
  #entityAnswer(entity: TankEntity, types: readonly unknown[]): string {
    const key = keyOf(entity);
    if (types.length === 1 && this.#listedTypes.has(types[0])) return `${key} ${this.#asker.signatureOf(key)}`;
    return JSON.stringify([key, entity.id, entity.instanceOf, entity.usage]);
  }

  /** Without writing a definition out as JSON. */
  #fhirAnswer(ask: Ask, item: unknown, types: readonly unknown[], reads: Reads): string {
    const fish = (place: Ask, name: unknown) => (this.#originals.get(place) as Fish)(name, ...types);
    const own = (name: unknown) => {
      const found = fish('exported.fish', name);
      return typeof found === 'object' && found !== null ? this.#ownAnswer(found, reads) : undefined;
    };
    if (ask === 'exported.fishForFHIR') return own(item) ?? 'nothing';
    const name = (typeof item === 'string' ? this.#tank.resolveAlias(item) : undefined) ?? item;
    const definitions = this.#definitions as unknown as Record<string, Fish>;
    if (definitions.fishForPredefinedResourceMetadata?.(name, ...types) !== undefined) return 'package';
    const found = own(name);
    if (found !== undefined) return found;
    if (fish('tank.fish', name) !== undefined) return 'nothing';
    return definitions.fishForMetadata?.(name, ...types) === undefined ? 'nothing' : 'package';
  }
}

/** A canonical without its version. */
function baseOf(item: string): string {
  const end = item.indexOf('|');
  return end === -1 ? item : item.slice(0, end);
}
