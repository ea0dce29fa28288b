import type { Guide } from '../guide/guide.ts';
import type { Structure } from '../guide/structure.ts';
import { type Entity, type Rule, textOf } from '../outline/outline.ts';
import { joinPaths } from '../outline/path.ts';
import { merged, type Overlay, overlayOf } from './overlay.ts';
import { type Lookup, type Place, Walk } from './walk.ts';

/** Where the paths of an entity's rules begin. */
export interface Target {
  readonly walk: Walk;
  /** Put before each path: of a RuleSet that is inserted below an element. */
  readonly above: string;
}

const DEEPEST = 20;

/** What the paths of rules, and those behind ^, are paths in. */
export class Targets {
  readonly #guide: Guide;
  readonly lookup: Lookup;

  constructor(guide: Guide) {
    this.#guide = guide;
    this.lookup = (name, from) => this.#lookup(name, from, DEEPEST);
  }

  /** What the paths of an entity's rules lead through. */
  of(entity: Entity): Target | undefined {
    return this.#of(entity, DEEPEST);
  }

  #of(entity: Entity, left: number): Target | undefined {
    if (left === 0) return undefined;
    if (entity.kind === 'RuleSet') return this.#ofRuleSet(entity, left);
    if (entity.kind === 'Invariant') {
      const walk = this.#walkOf('ElementDefinition');
      return walk && { walk, above: 'constraint' };
    }
    const structure = this.structureOf(entity, left);
    return structure && { walk: new Walk(structure, this.lookup, merged(this.#overlays(entity))), above: '' };
  }

  /** What an entity says itself, and what those that it is made from say, as far as they are not compiled. */
  #overlays(entity: Entity): Overlay[] {
    const overlays: Overlay[] = DEFINING.includes(entity.kind) ? [overlayOf(entity)] : [];
    const seen = new Set([entity.name]);
    let name = textOf(entity, 'InstanceOf') ?? textOf(entity, 'Parent');
    while (name !== undefined && !seen.has(name)) {
      seen.add(name);
      const declared = this.#guide.names.find(name, DEFINING)?.entity;
      if (declared === undefined || this.#guide.compiled(declared.kind, declared.name) !== undefined) break;
      overlays.push(overlayOf(declared));
      name = textOf(declared, 'Parent');
    }
    return overlays;
  }

  /** Of the first entity that inserts it. */
  #ofRuleSet({ name }: Entity, left: number): Target | undefined {
    for (const { entity } of this.#guide.names.all()) {
      const rule = entity.name === name ? undefined : entity.rules.find((each) => inserts(each, name));
      const target = rule && this.#of(entity, left - 1);
      if (rule !== undefined && target !== undefined)
        return { walk: target.walk, above: joinPaths(target.above, rule.fullPath) };
    }
    return undefined;
  }

  /** What an entity defines or is an instance of: as it was last compiled, or what it is made from. */
  structureOf(entity: Entity, left = DEEPEST): Structure | undefined {
    if (DEFINING.includes(entity.kind)) {
      const own = this.#guide.compiled(entity.kind, entity.name);
      const compiled = own && this.#guide.structure({ resource: this.#guide.parse(own) });
      return compiled ?? this.parentOf(entity, left);
    }
    if (entity.kind === 'Instance') return this.#named(textOf(entity, 'InstanceOf'), left);
    if (entity.kind === 'Mapping') return this.#named(textOf(entity, 'Source'), left);
    if (entity.kind === 'ValueSet' || entity.kind === 'CodeSystem') return this.#named(entity.kind, left);
    return undefined;
  }

  parentOf(entity: Entity, left = DEEPEST): Structure | undefined {
    const standard =
      entity.kind === 'Extension'
        ? 'Extension'
        : entity.kind === 'Resource'
          ? 'DomainResource'
          : entity.kind === 'Logical'
            ? 'Base'
            : undefined;
    const parent = this.#named(textOf(entity, 'Parent') ?? standard, left);
    return parent ?? (entity.kind === 'Logical' ? this.#named('Element', left) : undefined);
  }

  #named(name: string | undefined, left: number): Structure | undefined {
    return name === undefined ? undefined : this.#lookup(name, undefined, left);
  }

  #lookup(name: string, from: Parameters<Lookup>[1], left: number): Structure | undefined {
    if (left === 0) return undefined;
    if (from !== undefined) return this.#guide.structureOf(name, from);
    const found = this.#guide.structure(this.#guide.resolve(name, ['StructureDefinition']));
    if (found !== undefined) return found;
    const declared = this.#guide.names.find(name, DEFINING);
    return declared && this.structureOf(declared.entity, left - 1);
  }

  #walkOf(type: string): Walk | undefined {
    const structure = this.#lookup(type, undefined, DEEPEST);
    return structure && this.walk(structure);
  }

  walk(structure: Structure): Walk {
    return new Walk(structure, this.lookup);
  }

  /** The element that a path leads to in an entity. */
  place(entity: Entity, path: string): Place | undefined {
    const target = this.of(entity);
    return target?.walk.to(joinPaths(target.above, path));
  }

  /** What the path behind a ^ of a rule is a path in. */
  caret(entity: Entity, rule: Rule | undefined): Target | undefined {
    const kind = entity.kind === 'RuleSet' ? (this.#inserting(entity.name)?.kind ?? 'Profile') : entity.kind;
    const isConcept = rule?.words.some(({ kind: each, text }) => each === 'word' && text.includes('#')) === true;
    const make = (type: string, above = '') => {
      const walk = this.#walkOf(type);
      return walk && { walk, above };
    };
    if (kind === 'ValueSet' || kind === 'CodeSystem')
      return make(kind, isConcept ? (kind === 'ValueSet' ? 'compose.include.concept' : 'concept') : '');
    if (!DEFINING.includes(kind)) return undefined;
    const isOnElement = rule !== undefined && (rule.path !== undefined || rule.context !== '');
    return make(isOnElement ? 'ElementDefinition' : 'StructureDefinition');
  }

  #inserting(name: string): Entity | undefined {
    return this.#guide.names.all().find(({ entity }) => entity.rules.some((rule) => inserts(rule, name)))?.entity;
  }
}

const DEFINING: readonly Entity['kind'][] = ['Profile', 'Extension', 'Logical', 'Resource'];

function inserts({ kind, words }: Rule, name: string): boolean {
  return kind === 'insert' && words[words.findIndex(({ text }) => text === 'insert') + 1]?.text === name;
}
