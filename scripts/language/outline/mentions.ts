import { entityAt, ruleAt } from './at-place.ts';
import type { Entity, Outline, Rule } from './outline.ts';
import type { EntityKind, Word } from './words.ts';

/** A place in FSH that names an entity, or something of a package. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  /** As written, without a version behind it. */
  readonly name: string;
  /** With the version, where one is written. */
  readonly canonical: string;
  /** What it may name; an alias is possible everywhere. */
  readonly kinds: readonly EntityKind[];
  /** Types of the resources of packages that it may name. */
  readonly types: readonly string[];
  readonly entity: Entity;
  readonly rule?: Rule;
  /** The code behind it: `$loinc#85354-9`. */
  readonly code?: string;
}

const STRUCTURES: readonly EntityKind[] = ['Profile', 'Extension', 'Logical', 'Resource'];
const ANY: readonly EntityKind[] = [...STRUCTURES, 'Instance', 'ValueSet', 'CodeSystem', 'Invariant', 'Mapping'];
const structure = { kinds: STRUCTURES, types: ['StructureDefinition'] };
const valueSet = { kinds: ['ValueSet'], types: ['ValueSet'] } as const;
const codeSystem = { kinds: ['CodeSystem'], types: ['CodeSystem'] } as const;
const terminology = { kinds: ['ValueSet', 'CodeSystem'], types: ['ValueSet', 'CodeSystem'] } as const;
const instance = { kinds: ['Instance', ...STRUCTURES, 'ValueSet', 'CodeSystem'], types: [] } as const;
const canonical = {
  kinds: ANY,
  types: [
    'StructureDefinition',
    'ValueSet',
    'CodeSystem',
    'Questionnaire',
    'CapabilityStatement',
    'SearchParameter',
    'OperationDefinition',
    'ConceptMap',
    'NamingSystem',
    'ImplementationGuide',
  ],
} as const;

type Target = Pick<Mention, 'kinds' | 'types'>;

/** All places of a file that name something, in their order. */
export function mentionsOf(outline: Outline): readonly Mention[] {
  const known = remembered.get(outline);
  if (known !== undefined) return known;
  const mentions = outline.entities.flatMap((entity) => [
    ...keywordMentions(entity),
    ...entity.rules.flatMap((rule) => ruleMentions(entity, rule)),
  ]);
  remembered.set(outline, mentions);
  return mentions;
}

const remembered = new WeakMap<Outline, readonly Mention[]>();

export function mentionAt(outline: Outline, offset: number): Mention | undefined {
  const entity = entityAt(outline, offset);
  if (entity === undefined) return undefined;
  const rule = ruleAt(entity, offset);
  const near = [...keywordMentions(entity), ...(rule === undefined ? [] : ruleMentions(entity, rule))];
  return near.find(({ start, end, code }) => start <= offset && offset <= end + (code?.length ?? -1) + 1);
}

function keywordMentions(entity: Entity): Mention[] {
  if (entity.kind === 'Alias') return [];
  return entity.keywords.flatMap(({ word, values }) => {
    const target = KEYWORDS[word.text];
    return target === undefined ? [] : values.flatMap((value) => toMention(value, target, entity));
  });
}

const KEYWORDS: Readonly<Record<string, Target>> = {
  Parent: structure,
  InstanceOf: structure,
  Source: structure,
  Context: structure,
};

function ruleMentions(entity: Entity, rule: Rule): Mention[] {
  const { kind, words } = rule;
  const mention = (word: Word | undefined, target: Target) =>
    word === undefined ? [] : toMention(word, target, entity, rule);
  const behind = (operator: string) => words.slice(words.findIndex(({ text }) => text === operator) + 1);
  switch (kind) {
    case 'insert':
      return mention(behind('insert')[0], { kinds: ['RuleSet'], types: [] });
    case 'obeys':
      return behind('obeys')
        .filter(({ text }) => text !== 'and')
        .flatMap((word) => mention(word, { kinds: ['Invariant'], types: [] }));
    case 'binding':
      return mention(behind('from')[0], valueSet);
    case 'only':
      return behind('only')
        .filter(isName)
        .flatMap((word) => mention(word, structure));
    case 'contains': {
      const items = behind('contains');
      return items.flatMap((word, at) => (items[at + 1]?.text === 'named' ? mention(word, structure) : []));
    }
    case 'component':
      return components(words).flatMap(([word, target]) => mention(word, target));
    case 'concept':
      return words
        .filter(({ kind: each, text }) => each === 'word' && text.includes('#'))
        .flatMap((word) => mention(word, codeSystem));
    case 'assign':
    case 'caret':
      return values(words).flatMap(([word, target]) => mention(word, target));
    case 'cardinality': {
      const types = words
        .slice(2)
        .filter(({ kind: each, text }) => each === 'word' && isName({ kind: each, text }) && !FLAG.test(text));
      return types.flatMap((word) => mention(word, structure));
    }
    default:
      return [];
  }
}

const FLAG = /^(?:MS|SU|\?!|N|TU|D)$/;

function isName({ kind, text }: Pick<Word, 'kind' | 'text'>): boolean {
  return kind === 'word' && !/^(?:or|and|Reference|Canonical|CodeableReference)$/.test(text);
}

/** `include codes from system X|1 and valueset Y and Z where …` */
function components(words: readonly Word[]): [Word, Target][] {
  const found: [Word, Target][] = [];
  let target: Target = terminology;
  const from = words.findIndex(({ text }) => text === 'from');
  for (const word of from === -1 ? words.slice(1) : words.slice(from + 1)) {
    if (word.text === 'where') break;
    if (word.text === 'system') target = codeSystem;
    else if (word.text === 'valueset') target = valueSet;
    else if (word.kind === 'word' && word.text !== 'and' && word.text !== 'codes') {
      if (from !== -1 || word.text.includes('#')) found.push([word, from === -1 ? codeSystem : target]);
    }
  }
  return found;
}

/** What stands behind the equals sign. */
function values(words: readonly Word[]): [Word, Target][] {
  const at = words.findIndex(({ text }) => text === '=');
  if (at === -1) return [];
  const value = words.slice(at + 1);
  const [first, second] = value;
  if (first === undefined || first.kind !== 'word') return [];
  if (second?.kind === 'open') {
    const target = first.text === 'Reference' ? instance : canonical;
    return value
      .slice(2)
      .filter(isName)
      .map((word) => [word, target]);
  }
  if (first.text.includes('#')) return [[first, codeSystem]];
  if (/^(?:true|false|[-+\d'(].*)$/.test(first.text)) return [];
  return [[first, { kinds: ['Instance'], types: [] }]];
}

function toMention({ start, text }: Word, target: Target, entity: Entity, rule?: Rule): Mention[] {
  const [written = '', ...code] = text.split('#');
  const [name = ''] = written.split('|');
  if (name === '' || name.startsWith('"')) return [];
  const isCode = code.length > 0;
  return [
    {
      start,
      end: start + name.length,
      name,
      canonical: written,
      ...target,
      entity,
      ...(rule === undefined ? {} : { rule }),
      ...(isCode ? { code: code.join('#').replace(/^"|"$/g, '') } : {}),
    },
  ];
}
