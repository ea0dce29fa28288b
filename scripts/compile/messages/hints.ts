import { nearestTo } from '../../model/nearest.ts';
import type { InstalledPackage } from '../../model/package.ts';
import type { FshText } from '../files/fsh-files.ts';
import { elementNames, type SliceNames, sliceNames } from '../origin/element-names.ts';
import type { Entity } from '../origin/rule-paths.ts';
import type { LogRecord } from '../sushi/log-capture.ts';
import type { Definitions, Sushi, Tank } from '../sushi/sushi.ts';
import { leftOutHint } from './left-out.ts';

/** Remedies that depend on what the project and its packages have. Each is a sentence. */
export interface Hints {
  /** For the name, id or URL of a profile, resource, extension, value set or code system that was not found. */
  definition(name: string): string;
  /** For a path that the element at hand does not have. */
  element(path: string): string;
  instance(name: string): string;
  /** For what a Reference( names. */
  reference(name: string): string;
  invariant(name: string): string;
  ruleSet(name: string): string;
  ruleSetParameters(name: string): string;
  alias(name: string): string;
  concept(codeSystem: string, codes: string): string;
}

export interface HintSources {
  readonly sushi: Sushi;
  /** Absent when the compile did not get so far. */
  readonly tank: Tank | undefined;
  readonly definitions: Definitions | undefined;
  readonly fsh: readonly FshText[];
  readonly packages: readonly InstalledPackage[];
}

export function createHints({ sushi, tank, definitions, fsh, packages }: HintSources, record: LogRecord): Hints {
  const named = (entities: readonly { readonly name: string }[] | undefined) =>
    (entities ?? []).map(({ name }) => name);
  return {
    definition: (name) => definitionHint(name, tank, definitions, packages),
    element(path) {
      if (path.startsWith('#')) return 'Name the concept with those above it: * #above #concept ^….';
      const entity = entityAt(tank, record);
      const names = entity && elementNames(path, entity, sushi, tank, definitions);
      if (names === undefined) return sliceHint(path, entity && sliceNames(path, entity, sushi, tank, definitions));
      const nearest = nearestTo(names.missing, names.choices);
      const where = names.parent === '' ? 'The elements there are' : `${names.parent} has`;
      const list = names.known.slice(0, 12).join(', ');
      return nearest === undefined
        ? `${where}: ${list}${names.known.length > 12 ? ' …' : ''}.`
        : `Did you mean ${nearest}?`;
    },
    instance: (name) =>
      didYouMean(name, named(tank?.getAllInstances()), 'Define the instance, or put a text in quotation marks.'),
    reference(name) {
      const instances = (tank?.getAllInstances() ?? []) as unknown as readonly {
        readonly name: string;
        readonly id: string;
      }[];
      const names = new Set([...instances.flatMap((each) => [each.name, each.id]), ...ownNames(tank)]);
      return didYouMean(name, names, 'Define the instance, or write the reference as Type/id or a URL.');
    },
    invariant: (name) => didYouMean(name, named(tank?.getAllInvariants()), `Define it: "Invariant: ${name}".`),
    ruleSet(name) {
      const parameters = ruleSets(fsh).get(name);
      if (parameters === undefined) return didYouMean(name, ruleSets(fsh).keys(), `Define it: "RuleSet: ${name}".`);
      return parameters === noParameters
        ? 'It takes no parameters: insert it without parentheses.'
        : `It takes ${parameters}: insert it with a value for each.`;
    },
    ruleSetParameters(name) {
      const parameters = ruleSets(fsh).get(name);
      if (parameters === undefined) return 'Give one value for each parameter.';
      return `It takes ${parameters}. A comma in a value is written \\,.`;
    },
    alias(name) {
      const aliases = (tank?.docs ?? []).flatMap((doc) => [...doc.aliases.keys()]);
      return didYouMean(name, aliases, `Define it: "Alias: ${name} = https://…".`);
    },
    concept(codeSystem, codes) {
      const rules = tank?.getAllCodeSystems().find(({ name }) => name === codeSystem)?.rules ?? [];
      const known = rules.flatMap((rule) => ('code' in rule ? [String(rule.code)] : []));
      const [, code = ''] = /"([^"]+)"/.exec(codes) ?? [];
      return didYouMean(code, known, `Add it to the code system ${codeSystem}.`);
    },
  };
}

function sliceHint(path: string, slices: SliceNames | undefined): string {
  if (slices !== undefined) {
    const { missing, known } = slices;
    const list = known.slice(0, 12).join(', ');
    const otherwise =
      known.length === 0
        ? SET_UP
        : `The slices there are: ${list}${known.length > 12 ? ' …' : ''}; set others up with "contains".`;
    return didYouMean(missing, known, otherwise);
  }
  return /\[\w/.test(path) ? SET_UP : 'Check the path against the parent.';
}

const SET_UP = 'Set the slice up with "contains" first.';

const noParameters = 'no parameters';

function didYouMean(written: string, names: Iterable<string>, otherwise: string): string {
  const nearest = nearestTo(written, names);
  return nearest === undefined ? otherwise : `Did you mean ${nearest}?`;
}

/** The RuleSets as written, each with its parameters: SUSHI keeps no list of those that have some. */
function ruleSets(fsh: readonly FshText[]): Map<string, string> {
  const heads = fsh.flatMap(({ text }) => [
    ...text.matchAll(/^[ \t]*RuleSet[ \t]*:[ \t]*([^\s(]+)[ \t]*(?:\(([^)\n]*)\))?/gm),
  ]);
  return new Map(heads.map(([, name = '', parameters = noParameters]) => [name, parameters.trim()]));
}

function definitionHint(
  written: string,
  tank: Tank | undefined,
  definitions: Definitions | undefined,
  packages: readonly InstalledPackage[],
): string {
  const [name = '', version] = written.split('|');
  const infos = definitions?.findResourceInfos(name) ?? [];
  const versions = [...new Set(infos.map((info) => info.version ?? 'without a version'))];
  if (version !== undefined && versions.length > 0) return `Loaded of it: ${versions.join(', ')}.`;
  const own = ownNames(tank);
  if (own.includes(name) && version !== undefined) return `It is declared in this guide: leave "|${version}" out.`;
  if (own.includes(name)) return 'It is declared in this guide, and could not be compiled: fix its own errors first.';
  const lost = leftOutHint(name, packages);
  if (lost !== undefined) return lost;
  if (name.includes(':')) return urlHint(name, own, tank?.config.canonical, definitions);
  const types = ['StructureDefinition', 'ValueSet', 'CodeSystem'];
  const loaded = definitions?.findResourceInfos('*', { type: types }) ?? [];
  const nearest =
    nearestTo(
      name,
      own.filter((each) => !each.includes(':')),
    ) ??
    nearestTo(
      name,
      loaded.flatMap((info) => [info.name ?? '', info.id ?? '']),
    );
  if (nearest !== undefined) return `Did you mean ${nearest}?`;
  return 'Define it in FSH, or name it by its URL and declare the package that has it under dependencies in sushi-config.yaml.';
}

/** The names, ids and URLs of what the guide declares itself. */
function ownNames(tank: Tank | undefined): string[] {
  if (tank === undefined) return [];
  const kinds = [
    ['StructureDefinition', tank.getAllStructureDefinitions()],
    ['ValueSet', tank.getAllValueSets()],
    ['CodeSystem', tank.getAllCodeSystems()],
  ] as const;
  return kinds.flatMap(([type, entities]) =>
    entities.flatMap(({ name, id }) => [name, id, `${tank.config.canonical}/${type}/${id}`]),
  );
}

/** What begins with the canonical of the guide is one of its own, and nothing of a package is meant. */
function urlHint(
  url: string,
  own: readonly string[],
  canonical: string | undefined,
  definitions: Definitions | undefined,
): string {
  const isOwn = canonical !== undefined && url.startsWith(`${canonical}/`);
  const types = ['StructureDefinition', 'ValueSet', 'CodeSystem'];
  const loaded = isOwn ? [] : (definitions?.findResourceInfos('*', { type: types }) ?? []);
  const urls = isOwn ? own : loaded.map((info) => info.url ?? '');
  const [start, end] = splitUrl(url);
  const besides = urls.map(splitUrl).flatMap(([before, last]) => (before === start ? [last] : []));
  const nearest = nearestTo(end, besides);
  if (nearest !== undefined) return `Did you mean ${start}${nearest}?`;
  const elsewhere = nearestTo(
    url,
    urls.filter((other) => splitUrl(other)[1] === end),
  );
  if (elsewhere !== undefined) return `Did you mean ${elsewhere}?`;
  return isOwn
    ? 'The URL is one of this guide, which declares nothing of that id.'
    : 'Declare the package that has it under dependencies in sushi-config.yaml, and run "ig packages lock".';
}

/** Two URLs of one publisher are alike in all but their ends. */
function splitUrl(url: string): [start: string, end: string] {
  const at = url.lastIndexOf('/') + 1;
  return [url.slice(0, at), url.slice(at)];
}

/** The item that the message is about: where its RuleSet was inserted, when the rule stands in one. */
function entityAt(tank: Tank | undefined, record: LogRecord): Entity | undefined {
  const file = record.appliedFile ?? record.file;
  const line = (record.appliedLocation ?? record.location)?.startLine ?? 0;
  const entities = [...(tank?.getAllStructureDefinitions() ?? []), ...(tank?.getAllInstances() ?? [])];
  return (entities as unknown[] as Entity[]).find(({ sourceInfo }) => {
    const { startLine = 0, endLine = 0 } = sourceInfo.location ?? {};
    return sourceInfo.file === file && startLine <= line && line <= endLine;
  });
}
