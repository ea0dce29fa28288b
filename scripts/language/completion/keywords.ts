import { CompletionItemKind } from 'vscode-languageserver/node';
import type { Entity } from '../outline/outline.ts';
import { type EntityKind, entityKeywords } from '../outline/words.ts';
import type { Proposal } from './item.ts';

/** https://hl7.org/fhir/uv/shorthand/reference.html#keyword-statements */
const keywordsOf: Readonly<Record<EntityKind, readonly string[]>> = {
  Alias: [],
  Profile: ['Parent', 'Id', 'Title', 'Description'],
  Extension: ['Parent', 'Id', 'Title', 'Description', 'Context'],
  Logical: ['Parent', 'Id', 'Title', 'Description', 'Characteristics'],
  Resource: ['Parent', 'Id', 'Title', 'Description'],
  Instance: ['InstanceOf', 'Usage', 'Title', 'Description'],
  Invariant: ['Description', 'Severity', 'Expression', 'XPath'],
  ValueSet: ['Id', 'Title', 'Description'],
  CodeSystem: ['Id', 'Title', 'Description'],
  RuleSet: [],
  Mapping: ['Source', 'Target', 'Id', 'Title', 'Description'],
};

/** What a line can begin with: the keywords that an entity does not have yet, and another entity. */
export function lineProposals(entity: Entity | undefined): Proposal[] {
  const has = new Set(entity?.keywords.map(({ word }) => word.text));
  const own = entity === undefined ? [] : keywordsOf[entity.kind].filter((keyword) => !has.has(keyword));
  return [...own, ...entityKeywords].map((keyword) => ({
    label: keyword,
    kind: CompletionItemKind.Keyword,
    text: `${keyword}: `,
  }));
}

const values: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Usage: [
    ['#example', 'shown as an example of what it is an instance of'],
    ['#definition', 'a part of the guide itself'],
    ['#inline', 'only inside other instances'],
  ],
  Severity: [
    ['#error', 'a resource that does not keep to it is not valid'],
    ['#warning', 'a resource should keep to it'],
  ],
  Characteristics: [
    '#can-bind',
    '#has-range',
    '#is-modifier',
    '#can-be-target',
    '#has-size',
    '#has-length',
    '#has-units',
    '#has-target',
    '#do-translations',
  ].map((code) => [code, 'of a logical model'] as const),
};

export function valueProposals(keyword: string): Proposal[] {
  return (values[keyword] ?? []).map(([label, detail]) => ({ label, detail, kind: CompletionItemKind.EnumMember }));
}

const strengths = ['required', 'extensible', 'preferred', 'example'];

export function strengthProposals(): Proposal[] {
  return strengths.map((strength) => ({ label: `(${strength})`, kind: CompletionItemKind.EnumMember }));
}

/** What a rule can go on with behind its path. */
export function operatorProposals({ kind }: Entity): Proposal[] {
  const isDefining = kind !== 'Instance' && kind !== 'Invariant';
  const operators = isDefining
    ? ['from', 'only', 'contains', 'obeys', '=', 'MS', 'SU', '0..1', '1..1', '0..*', 'insert']
    : ['=', 'insert'];
  const mapping = kind === 'Mapping' ? ['->'] : [];
  return [...mapping, ...operators].map((label) => ({ label, kind: CompletionItemKind.Operator }));
}
