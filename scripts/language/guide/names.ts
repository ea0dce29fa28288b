import type { Entity, Outline } from '../outline/outline.ts';
import { textOf } from '../outline/outline.ts';
import type { EntityKind } from '../outline/words.ts';
import type { SourceFile } from '../sources/source-file.ts';
import type { Sources } from '../sources/sources.ts';

/** An entity and the file that it stands in. */
export interface Declared {
  readonly entity: Entity;
  readonly file: SourceFile;
}

const STRUCTURES: readonly EntityKind[] = ['Profile', 'Extension', 'Logical', 'Resource'];

/** What the FSH of a project declares, by name; of a file that is broken now also what it had when it was last whole. */
export class Names {
  readonly #sources: Sources;
  #revision = -1;
  #byName = new Map<string, Declared[]>();
  #all: Declared[] = [];

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** In the order of files and lines. */
  all(): readonly Declared[] {
    this.#update();
    return this.#all;
  }

  /** Those that are called so, or have that id. */
  named(name: string): readonly Declared[] {
    this.#update();
    return this.#byName.get(name) ?? [];
  }

  find(name: string, kinds: readonly EntityKind[]): Declared | undefined {
    return this.named(name).find(({ entity }) => kinds.includes(entity.kind));
  }

  /** What an alias stands for, a version behind it included; undefined for what is none. */
  alias(name: string): string | undefined {
    const [start = '', version] = name.split('|');
    const value = this.find(start, ['Alias'])?.entity.keywords[0]?.values[0]?.text;
    return value === undefined || version === undefined ? value : `${value}|${version}`;
  }

  /** An entity itself, and those that it is made from, nearest first. */
  madeFrom(entity: Entity): readonly Entity[] {
    const chain = [entity];
    for (let at = entity; ; ) {
      const name = textOf(at, 'InstanceOf') ?? textOf(at, 'Parent');
      const next = name === undefined ? undefined : this.find(this.alias(name) ?? name, STRUCTURES)?.entity;
      if (next === undefined || chain.includes(next)) return chain;
      chain.push(next);
      at = next;
    }
  }

  #update(): void {
    if (this.#revision === this.#sources.revision) return;
    this.#revision = this.#sources.revision;
    this.#byName = new Map();
    this.#all = [];
    for (const file of this.#sources.all()) {
      for (const entity of file.outline.entities) this.#add({ entity, file });
      const good = this.#sources.lastGood(file);
      if (good !== undefined) this.#addLost(good, file);
    }
  }

  #add(declared: Declared): void {
    const { entity } = declared;
    if (entity.name === '') return;
    this.#all.push(declared);
    const id = entity.kind === 'Alias' ? undefined : textOf(entity, 'Id');
    for (const name of new Set([entity.name, ...(id === undefined ? [] : [id])])) {
      const alike = this.#byName.get(name);
      if (alike === undefined) this.#byName.set(name, [declared]);
      else alike.push(declared);
    }
  }

  #addLost({ entities }: Outline, file: SourceFile): void {
    const now = new Set(file.outline.entities.map(({ kind, name }) => `${kind} ${name}`));
    for (const entity of entities) if (!now.has(`${entity.kind} ${entity.name}`)) this.#add({ entity, file });
  }
}
