import { CompletionItemKind, type CompletionList } from 'vscode-languageserver/node';
import type { Asked, Known } from '../answers/asked.ts';
import type { Entity, Rule } from '../outline/outline.ts';
import { joinPaths } from '../outline/path.ts';
import type { EntityKind, Word } from '../outline/words.ts';
import type { Place } from '../paths/walk.ts';
import { boundCodes, codeProposals, systemCodes } from './code-proposals.ts';
import { MOST_ITEMS, type Proposal, toItem } from './item.ts';
import { lineProposals, operatorProposals, strengthProposals, valueProposals } from './keywords.ts';
import {
  aliasProposals,
  entityProposals,
  packageProposals,
  ruleSetProposals,
  structureProposals,
} from './name-proposals.ts';
import { pathProposals } from './path-proposals.ts';
import { statementAt, type Typed } from './typed.ts';

const STRUCTURES: readonly EntityKind[] = ['Profile', 'Extension', 'Logical', 'Resource'];

/** What is proposed, and how much of the word that is being typed stays before it. */
interface Proposed {
  readonly proposals: readonly Proposal[];
  readonly from?: number;
}

/** What can stand where the cursor is. */
export function completionsAt(asked: Asked, known: Known, takesSnippets: boolean): CompletionList {
  const statement = statementAt(asked);
  if (statement === undefined) return { isIncomplete: false, items: [] };
  const { typed } = statement;
  const { proposals, from = 0 } =
    statement.kind === 'line'
      ? { proposals: lineProposals(statement.entity) }
      : statement.kind === 'keyword'
        ? ofKeyword(statement.keyword, statement.entity, typed, known)
        : new RuleCompletion(statement.entity, statement.rule, typed, known).proposed();
  const place = { file: asked.file, start: typed.start + from, end: Math.max(asked.offset, typed.start + from) };
  const wanted = asked.file.text.slice(place.start, asked.offset).toLowerCase();
  // What fits comes first, so that a bound cuts off the rest.
  const fitting =
    proposals.length <= MOST_ITEMS
      ? proposals
      : proposals.filter(({ label, text = label }) => isLike(label, wanted) || isLike(text, wanted));
  const items = fitting.slice(0, MOST_ITEMS).map((each, index) => toItem(each, place, index, takesSnippets));
  return { isIncomplete: fitting.length > MOST_ITEMS || fitting.length < proposals.length, items };
}

function isLike(text: string, wanted: string): boolean {
  return text.toLowerCase().includes(wanted);
}

function ofKeyword(keyword: string, entity: Entity, { partial, before }: Typed, { guide, targets }: Known): Proposed {
  if (keyword === 'Parent' && entity.kind === 'Extension')
    return { proposals: structureProposals(guide, ['Extension'], entity) };
  if (keyword === 'Parent') {
    const kinds: readonly EntityKind[] =
      entity.kind === 'Profile' ? ['Profile', 'Logical', 'Resource'] : ['Logical', 'Resource'];
    return { proposals: structureProposals(guide, kinds, entity) };
  }
  if (keyword === 'InstanceOf' || keyword === 'Source')
    return { proposals: structureProposals(guide, STRUCTURES, entity) };
  if (keyword === 'Context') {
    const dot = partial.indexOf('.');
    if (dot === -1) return { proposals: structureProposals(guide, STRUCTURES, { ...entity, kind: 'Profile' }) };
    const structure = targets.lookup(partial.slice(0, dot), undefined);
    const walk = structure && targets.walk(structure);
    if (walk === undefined) return { proposals: [] };
    const { from, proposals } = pathProposals(walk, '', partial.slice(dot + 1), false);
    return { proposals, from: dot + 1 + from };
  }
  return { proposals: before.length > 0 ? [] : valueProposals(keyword) };
}

class RuleCompletion {
  readonly #entity: Entity;
  readonly #rule: Rule;
  readonly #typed: Typed;
  readonly #known: Known;

  constructor(entity: Entity, rule: Rule, typed: Typed, known: Known) {
    this.#entity = entity;
    this.#rule = rule;
    this.#typed = typed;
    this.#known = known;
  }

  proposed(): Proposed {
    const { partial, before } = this.#typed;
    const last = before.at(-1);
    const names = (operator: string) => before.some(({ kind, text }) => kind === 'word' && text === operator);
    const { guide } = this.#known;
    if (before.some(({ kind }) => kind === 'open') && !before.some(({ kind }) => kind === 'close'))
      return { proposals: this.#inParentheses() };
    if (last?.text === 'insert') return { proposals: ruleSetProposals(guide, this.#entity) };
    if (names('=')) return last?.text === '=' ? this.#value() : { proposals: [] };
    if (partial.startsWith('^')) return this.#caret();
    if (names('obeys')) return { proposals: entityProposals(guide, ['Invariant']) };
    if (names('only')) return { proposals: this.#types() };
    if (names('contains')) return { proposals: this.#contained(last) };
    if (this.#isComponent()) return { proposals: this.#component(last) };
    if (last?.text === 'from')
      return {
        proposals: [
          ...entityProposals(guide, ['ValueSet']),
          ...aliasProposals(guide),
          ...packageProposals(guide, ({ resourceType }) => resourceType === 'ValueSet'),
        ],
      };
    if (names('from')) return { proposals: strengthProposals() };
    if (partial.includes('#')) return this.#codes(partial);
    const isPath = last === undefined || (last.text === 'and' && this.#rule.kind === 'flag');
    if (isPath) return this.#path();
    return { proposals: operatorProposals(this.#entity) };
  }

  #path(): Proposed {
    const { targets } = this.#known;
    const { partial } = this.#typed;
    const starts = partial.includes('.') || partial.includes('[') ? [] : this.#ruleStarts();
    const target = targets.of(this.#entity);
    if (target === undefined || this.#entity.kind === 'ValueSet' || this.#entity.kind === 'CodeSystem')
      return { proposals: starts };
    const isInstance = this.#entity.kind === 'Instance' || this.#entity.kind === 'Invariant';
    const above = joinPaths(target.above, this.#rule.context);
    const { from, proposals } = pathProposals(target.walk, above, partial, isInstance);
    return { from, proposals: [...proposals, ...starts] };
  }

  #ruleStarts(): Proposal[] {
    const { kind } = this.#entity;
    const starts =
      kind === 'ValueSet'
        ? ['include codes from ', 'exclude codes from ', 'insert ']
        : kind === 'Instance'
          ? ['insert ']
          : ['insert ', 'obeys '];
    const systems =
      kind === 'ValueSet' ? aliasProposals(this.#known.guide).map((each) => ({ ...each, text: `${each.label}#` })) : [];
    return [...starts.map((text) => ({ label: text.trim(), text, kind: CompletionItemKind.Keyword })), ...systems];
  }

  #caret(): Proposed {
    const target = this.#known.targets.caret(this.#entity, this.#rule);
    if (target === undefined) return { proposals: [] };
    const { from, proposals } = pathProposals(target.walk, target.above, this.#typed.partial.slice(1), true);
    return { from: from + 1, proposals };
  }

  /** The element whose value is being typed. */
  #place(): Place | undefined {
    const { targets } = this.#known;
    const { before } = this.#typed;
    const caret = before.find(({ kind, text }) => kind === 'word' && text.startsWith('^'));
    if (caret !== undefined) {
      const target = targets.caret(this.#entity, this.#rule);
      return target?.walk.to(joinPaths(target.above, caret.text.slice(1)));
    }
    return targets.place(this.#entity, joinPaths(this.#rule.context, before[0]?.text ?? ''));
  }

  #value(): Proposed {
    const { partial } = this.#typed;
    const { guide } = this.#known;
    const place = this.#place();
    if (partial.includes('#') && !partial.startsWith('#')) return this.#codes(partial, place);
    if (place === undefined) return { proposals: [] };
    const types = place.type === undefined ? (place.element.type ?? []).map(({ code }) => code) : [place.type];
    const has = (...wanted: readonly string[]) => types.some((type) => wanted.includes(type));
    const proposals: Proposal[] = [];
    if (has('boolean'))
      proposals.push(...['true', 'false'].map((label) => ({ label, kind: CompletionItemKind.Value })));
    const isCoding = has('Coding', 'CodeableConcept', 'Quantity');
    if (isCoding || has('code')) {
      const prefix = partial.startsWith('#') ? '' : undefined;
      const codes = boundCodes(place.element, place.structure.package, guide);
      proposals.push(...codeProposals(codes, isCoding ? undefined : prefix, isCoding, guide));
      if (isCoding) proposals.push(...aliasProposals(guide).map((each) => ({ ...each, text: `${each.label}#` })));
    }
    if (has('Reference')) proposals.push({ label: 'Reference(', kind: CompletionItemKind.Function });
    if (has('canonical', 'uri')) proposals.push({ label: 'Canonical(', kind: CompletionItemKind.Function });
    if (types.length > 0 && !types.some((type) => /^[a-z]/.test(type))) {
      const isHeld = ({ label }: Proposal) => this.#isInstanceOf(label, types);
      proposals.push(...entityProposals(guide, ['Instance'], this.#entity).filter(isHeld));
    }
    return { proposals };
  }

  /** Whether an instance is of one of these types, or could be. */
  #isInstanceOf(name: string, types: readonly string[]): boolean {
    const { guide, targets } = this.#known;
    if (types.includes('Resource')) return true;
    const declared = guide.names.find(name, ['Instance']);
    const type = declared && targets.structureOf(declared.entity)?.type;
    return type !== undefined && types.includes(type);
  }

  /** Behind the name of a code system. */
  #codes(partial: string, place?: Place): Proposed {
    const { guide } = this.#known;
    const prefix = partial.slice(0, partial.indexOf('#'));
    const types = place?.element.type?.map(({ code }) => code) ?? [];
    const isCoding = place === undefined || (place.type !== 'code' && !types.includes('code'));
    return { proposals: codeProposals(systemCodes(prefix, guide), prefix, isCoding, guide) };
  }

  #inParentheses(): Proposal[] {
    const { before } = this.#typed;
    const { guide } = this.#known;
    const open = before.findIndex(({ kind }) => kind === 'open');
    const what = before[open - 1]?.text;
    if (before.some(({ text }) => text === 'only') && what === 'Reference') return this.#referenceTargets();
    if (what === 'Reference') return entityProposals(guide, ['Instance'], this.#entity);
    if (what === 'Canonical')
      return entityProposals(guide, [...STRUCTURES, 'ValueSet', 'CodeSystem', 'Instance'], this.#entity);
    return [];
  }

  /** What a Reference() in a profile may be narrowed to. */
  #referenceTargets(): Proposal[] {
    const { guide, targets } = this.#known;
    const allowed = (this.#place()?.element.type ?? []).flatMap(({ targetProfile }) => targetProfile ?? []);
    const names = allowed.map((url) => url.slice(url.lastIndexOf('/') + 1));
    const isAny = names.length === 0 || names.includes('Resource');
    const types = new Set(allowed.flatMap((url) => targets.lookup(url, guide.owner)?.type ?? []));
    const own = entityProposals(guide, ['Profile', 'Logical', 'Resource']).filter(({ label }) => {
      const declared = guide.names.find(label, STRUCTURES);
      const type = declared && targets.structureOf(declared.entity)?.type;
      return isAny || (type !== undefined && types.has(type));
    });
    const base = packageProposals(
      guide,
      ({ resourceType, kind, derivation, type }) =>
        resourceType === 'StructureDefinition' &&
        kind === 'resource' &&
        derivation === 'specialization' &&
        (isAny || types.has(type ?? '')),
    );
    return [...own, ...base];
  }

  /** What the types of an element may be narrowed to: what its parent allows, and profiles of that. */
  #types(): Proposal[] {
    const { guide, targets } = this.#known;
    const parent = targets.parentOf(this.#entity);
    const path = joinPaths(this.#rule.context, this.#typed.before[0]?.text ?? '');
    const place = (parent && targets.walk(parent)?.to(path)) ?? this.#place();
    const types = [...new Set((place?.element.type ?? []).map(({ code }) => code))];
    const simple = types.map((code) => ({
      label: code === 'Reference' || code === 'canonical' ? (code === 'Reference' ? 'Reference(' : 'Canonical(') : code,
      kind: CompletionItemKind.Class,
    }));
    const profiles = entityProposals(guide, STRUCTURES, this.#entity).filter(({ label }) => {
      const declared = guide.names.find(label, STRUCTURES);
      const type = declared && targets.structureOf(declared.entity)?.type;
      return type !== undefined && types.includes(type);
    });
    return [...simple, ...profiles];
  }

  #contained(last: Word | undefined): Proposal[] {
    const { guide } = this.#known;
    if (last?.text !== 'contains' && last?.text !== 'and')
      return ['named', '0..1', '0..*', '1..1', '1..*', 'MS', 'and'].map((label) => ({
        label,
        kind: CompletionItemKind.Operator,
      }));
    const isExtension = /(?:^|\.)(?:modifierE|e)xtension$/.test(this.#rule.path?.text ?? '');
    if (!isExtension) return [];
    return [
      ...entityProposals(guide, ['Extension'], this.#entity),
      ...aliasProposals(guide),
      ...packageProposals(
        guide,
        ({ resourceType, type, derivation }) =>
          resourceType === 'StructureDefinition' && type === 'Extension' && derivation === 'constraint',
      ),
    ];
  }

  #isComponent(): boolean {
    const [first] = this.#typed.before;
    return this.#entity.kind === 'ValueSet' && first !== undefined && /^(?:include|exclude|codes)$/.test(first.text);
  }

  #component(last: Word | undefined): Proposal[] {
    const { guide } = this.#known;
    const named = (kind: 'ValueSet' | 'CodeSystem') => [
      ...entityProposals(guide, [kind], this.#entity),
      ...aliasProposals(guide),
      ...packageProposals(guide, ({ resourceType }) => resourceType === kind),
    ];
    if (last?.text === 'system') return named('CodeSystem');
    if (last?.text === 'valueset') return named('ValueSet');
    const words =
      last?.text === 'from' ? ['system', 'valueset'] : last?.text === 'codes' ? ['from'] : ['codes', 'and', 'where'];
    return words.map((label) => ({ label, kind: CompletionItemKind.Keyword }));
  }
}
