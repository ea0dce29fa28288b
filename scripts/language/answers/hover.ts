import { type Hover, MarkupKind } from 'vscode-languageserver/node';
import { formatCanonical } from '../../model/canonical.ts';
import type { ElementDefinition } from '../../model/fhir.ts';
import { packageKey } from '../../model/package.ts';
import type { Found, Guide } from '../guide/guide.ts';
import type { Structure } from '../guide/structure.ts';
import type { Mention } from '../outline/mentions.ts';
import { type Entity, textOf } from '../outline/outline.ts';
import { joinPaths } from '../outline/path.ts';
import { cardinality, fixedOf, provenance, typesOf } from '../paths/provenance.ts';
import type { Place } from '../paths/walk.ts';
import { type Asked, type Known, mentionIn, pathStepAt, rangeIn } from './asked.ts';
import { codeMeaning } from './codes.ts';
import { identityAt } from './references.ts';

/** What stands behind the word that is pointed at. */
export function hoverOf(asked: Asked, known: Known): Hover | undefined {
  const mention = mentionIn(asked);
  if (mention !== undefined) {
    const text = aboutMention(mention, asked, known);
    if (text !== undefined) return shown(text, asked, mention);
  }
  const step = pathStepAt(asked);
  if (step !== undefined) {
    const target = step.isCaret ? known.targets.caret(step.entity, step.rule) : known.targets.of(step.entity);
    const place = target?.walk.to(joinPaths(target.above, step.path));
    if (place !== undefined) return shown(aboutElement(place, known), asked, step);
  }
  const identity = identityAt(asked, known.guide);
  if (identity === undefined || !('declared' in identity)) return undefined;
  const { entity } = identity.declared;
  return shown(aboutEntity(entity, known.guide), asked, entity.nameWord);
}

function shown(text: string, { file }: Asked, span: { readonly start: number; readonly end: number }): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: text }, range: rangeIn(file, span) };
}

function aboutMention(mention: Mention, asked: Asked, known: Known): string | undefined {
  const { guide } = known;
  if (mention.code !== undefined && asked.offset > mention.end) return codeMeaning(mention, guide);
  const alias = guide.names.alias(mention.name);
  const declared = guide.names.find(mention.name, mention.kinds);
  if (declared !== undefined) return aboutEntity(declared.entity, guide);
  const found = mention.types.length === 0 ? undefined : guide.resolve(mention.canonical, mention.types);
  if (found !== undefined) return aboutDefinition(found, alias, mention.canonical, guide);
  return alias === undefined ? undefined : `**${mention.name}** — alias for \`${alias}\``;
}

function aboutEntity(entity: Entity, guide: Guide): string {
  const { kind, name, parameters } = entity;
  const list = parameters.length === 0 ? '' : `(${parameters.map(({ text }) => text).join(', ')})`;
  if (kind === 'Alias') return `**${name}** — alias for \`${entity.keywords[0]?.values[0]?.text ?? ''}\``;
  const facts = ['Title', 'Parent', 'InstanceOf', 'Id', 'Severity', 'Expression'].flatMap((keyword) => {
    const value = textOf(entity, keyword);
    return value === undefined ? [] : [`${keyword}: ${keyword === 'Title' ? value : `\`${value}\``}`];
  });
  const url = guide.compiled(kind, name)?.url;
  const description = textOf(entity, 'Description');
  return paragraphs([
    `**${kind} ${name}${list}**`,
    [...facts, ...(url === undefined ? [] : [`URL: \`${url}\``])].join('  \n'),
    description,
    kind === 'RuleSet' ? `${entity.rules.length} ${entity.rules.length === 1 ? 'rule' : 'rules'}` : undefined,
  ]);
}

function aboutDefinition(found: Found, alias: string | undefined, canonical: string, guide: Guide): string {
  const { resource, package: owner } = found;
  const { resourceType, name, title, url, version, description } = resource;
  const asked = alias ?? (canonical.includes(':') ? canonical : String(url));
  return paragraphs([
    `**${String(title ?? name ?? url)}** — ${resourceType}`,
    `\`${String(url)}${version === undefined ? '' : `|${String(version)}`}\`${owner === undefined ? '' : ` in ${packageKey(owner)}`}`,
    typeof description === 'string' ? shortened(description) : undefined,
    whoElse(asked, guide),
  ]);
}

/** Where two loaded versions answer, both, and why one does. */
function whoElse(canonical: string, guide: Guide): string | undefined {
  const resolution = guide.definitions.explain(canonical, guide.owner);
  if (resolution === undefined || resolution.others.length === 0) return undefined;
  const others = resolution.others.map(
    (each) => `${each.version ?? 'without a version'} (${packageKey(each.package)})`,
  );
  const { version, package: owner, reason } = resolution;
  return `Answers: ${version ?? 'without a version'} (${packageKey(owner)}), because: ${reason}. Also loaded: ${others.join(', ')}.`;
}

function aboutElement(place: Place, { targets, guide }: Known): string {
  const { element, structure, type } = place;
  const settings = provenance(place, targets.lookup);
  const lines = settings.map(({ what, value, by }) => `- ${what} \`${value}\`: set by ${called(by, guide)}`);
  const head =
    `**${idWithType(element, type)}** \`${cardinality(element.min, element.max)}\` ${flagsOf(element)}`.trim();
  const { short, definition, comment } = element;
  const value = fixedOf(element);
  const ambiguous = structure.baseDefinition === undefined ? undefined : whoElse(structure.baseDefinition, guide);
  return paragraphs([
    head,
    type === undefined ? typesOf(element) : type,
    value === undefined ? undefined : `Value: \`${value}\``,
    short,
    definition === short ? undefined : definition && shortened(definition),
    comment && shortened(comment),
    lines.join('\n'),
    ambiguous,
  ]);
}

function idWithType({ id, path }: ElementDefinition, type: string | undefined): string {
  return type === undefined ? String(id ?? path) : `${String(id ?? path)}: ${type}`;
}

function flagsOf({ mustSupport, isSummary, isModifier }: ElementDefinition): string {
  return [mustSupport === true ? 'MS' : '', isSummary === true ? 'SU' : '', isModifier === true ? '?!' : '']
    .filter((flag) => flag !== '')
    .join(' ');
}

function called({ url, version, name, package: owner }: Structure, guide: Guide): string {
  const isOwn = owner === undefined || packageKey(owner) === packageKey(guide.owner);
  return isOwn ? `${name} (this guide)` : `${formatCanonical(url, version)} (${packageKey(owner)})`;
}

function paragraphs(texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined && text !== '').join('\n\n');
}

/** Definitions of packages may be pages long. */
function shortened(text: string): string {
  return text.length > 1_500 ? `${text.slice(0, 1_500)}…` : text;
}
