import { CompletionItemKind } from 'vscode-languageserver/node';
import type { PackageEntry } from '../../model/package.ts';
import type { Guide } from '../guide/guide.ts';
import { type Entity, textOf } from '../outline/outline.ts';
import type { EntityKind } from '../outline/words.ts';
import { escaped, type Proposal } from './item.ts';

const itemKinds: Partial<Record<EntityKind, CompletionItemKind>> = {
  Profile: CompletionItemKind.Class,
  Extension: CompletionItemKind.Interface,
  Logical: CompletionItemKind.Struct,
  Resource: CompletionItemKind.Struct,
  Instance: CompletionItemKind.Value,
  RuleSet: CompletionItemKind.Function,
};

/** Entities of these kinds, other than the one at hand. */
export function entityProposals(guide: Guide, kinds: readonly EntityKind[], without?: Entity): Proposal[] {
  return guide.names
    .all()
    .filter(({ entity }) => kinds.includes(entity.kind) && entity.name !== without?.name)
    .map(({ entity }) => ({
      label: entity.name,
      kind: itemKinds[entity.kind] ?? CompletionItemKind.Reference,
      detail: [entity.kind, textOf(entity, 'InstanceOf') ?? textOf(entity, 'Parent')].filter(Boolean).join(' of '),
      documentation: textOf(entity, 'Title') ?? textOf(entity, 'Description'),
    }));
}

export function aliasProposals(guide: Guide): Proposal[] {
  return guide.names
    .all()
    .filter(({ entity }) => entity.kind === 'Alias')
    .map(({ entity }) => ({
      label: entity.name,
      kind: CompletionItemKind.Constant,
      detail: entity.keywords[0]?.values[0]?.text,
    }));
}

/** RuleSets, with places for the values of their parameters. */
export function ruleSetProposals(guide: Guide, without: Entity): Proposal[] {
  return guide.names
    .all()
    .filter(({ entity }) => entity.kind === 'RuleSet' && entity.name !== without.name)
    .map(({ entity: { name, parameters, rules } }) => {
      const names = parameters.map(({ text }) => text);
      const detail = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`;
      const kind = CompletionItemKind.Function;
      if (names.length === 0) return { label: name, kind, detail };
      const places = names.map((each, index) => `\${${index + 1}:${escaped(each)}}`).join(', ');
      return {
        label: `${name}(${names.join(', ')})`,
        kind,
        detail,
        text: `${name}(`,
        snippet: `${escaped(name)}(${places})`,
      };
    });
}

/** Definitions of packages: by name what R4 itself has, by URL what others have. */
export function packageProposals(guide: Guide, wants: (entry: PackageEntry) => boolean): Proposal[] {
  const proposals: Proposal[] = [];
  for (const owner of guide.packages)
    for (const entry of owner.entries) {
      if (entry.url === undefined || !wants(entry)) continue;
      const isBase = entry.derivation === 'specialization' && entry.url.startsWith(R4_URL);
      proposals.push({
        label: isBase ? entry.url.slice(R4_URL.length) : (entry.name ?? entry.url),
        text: isBase ? entry.url.slice(R4_URL.length) : entry.url,
        kind: CompletionItemKind.Class,
        detail: `${owner.id}#${owner.version}`,
      });
    }
  return proposals;
}

const R4_URL = 'http://hl7.org/fhir/StructureDefinition/';

/** Types and profiles that something can be made from. */
export function structureProposals(guide: Guide, kinds: readonly EntityKind[], entity: Entity): Proposal[] {
  const isInstance = entity.kind === 'Instance';
  return [
    ...entityProposals(guide, kinds, entity),
    ...aliasProposals(guide),
    ...packageProposals(
      guide,
      ({ resourceType, type, abstract, derivation }) =>
        resourceType === 'StructureDefinition' &&
        (type === 'Extension') === (entity.kind === 'Extension') &&
        !(isInstance && abstract === true) &&
        (derivation === 'specialization' || !isInstance || type !== 'Extension'),
    ),
  ];
}
