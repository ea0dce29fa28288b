import { isJsonObject, type JsonObject } from '../../model/fhir.ts';

interface TextRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
}

interface SourceInfo {
  readonly file?: string;
  readonly location?: TextRange;
  readonly appliedFile?: string;
  readonly appliedLocation?: TextRange;
}

/** What we read of SUSHI's rule classes. */
export interface Rule {
  readonly constructorName: string;
  readonly path: string;
  readonly sourceInfo: SourceInfo;
  readonly caretPath?: string;
  readonly pathArray?: readonly string[];
  readonly isInstance?: boolean;
  readonly value?: unknown;
  /** Of a number, as it is written. */
  readonly rawValue?: unknown;
  readonly items?: readonly { readonly name: string }[];
  readonly code?: string;
  readonly inclusion?: boolean;
  readonly from?: { readonly system?: string; readonly valueSets?: readonly string[] };
  readonly concepts?: readonly { readonly code: string; readonly sourceInfo?: SourceInfo }[];
}

/** What we read of SUSHI's entity classes. */
export interface Entity {
  readonly constructorName: string;
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly sourceInfo: SourceInfo;
}

export interface RulePath {
  readonly path: string;
  /** When it stands elsewhere than the rule: SUSHI makes one rule of several concepts. */
  readonly location?: TextRange;
}

/** The paths that a rule sets: element paths on definitions, paths of the resource everywhere else. */
export function pathsOfRule(rule: Rule, { constructorName }: Entity, json: unknown): RulePath[] {
  if (constructorName === 'FshValueSet') return valueSetPaths(rule, json);
  return [...new Set(constructorName === 'FshCodeSystem' ? codeSystemPaths(rule, json) : elementPaths(rule))].map(
    (path) => ({ path }),
  );
}

function elementPaths({ path, caretPath, items = [] }: Rule): string[] {
  if (caretPath !== undefined) return [path === '' ? `^${caretPath}` : `${path} ^${caretPath}`];
  // An "obeys" without a path is on the definition as a whole.
  if (path === '') return ['.'];
  return [path, ...items.map(({ name }) => `${path}[${name}]`)];
}

function codeSystemPaths(rule: Rule, json: unknown): string[] {
  if (rule.caretPath !== undefined) return [join(rule.path, rule.caretPath)];
  const path = rule.code === undefined ? undefined : conceptPath(json, rule.code);
  return path === undefined ? [] : [path];
}

const conceptPaths = new WeakMap<object, ReadonlyMap<string, string>>();

/** A code is in its code system once; of two the first, depth first, is meant. */
function conceptPath(json: unknown, code: string): string | undefined {
  if (!isJsonObject(json)) return undefined;
  let paths = conceptPaths.get(json);
  if (paths === undefined) {
    paths = new Map(pathsOfConcepts(json.concept, '').reverse());
    conceptPaths.set(json, paths);
  }
  return paths.get(code);
}

function pathsOfConcepts(concepts: unknown, before: string): [code: string, path: string][] {
  if (!Array.isArray(concepts)) return [];
  return concepts.flatMap((concept: unknown, i): [string, string][] => {
    if (!isJsonObject(concept)) return [];
    const path = `${before}concept[${i}]`;
    return [[String(concept.code), path], ...pathsOfConcepts(concept.concept, `${path}.`)];
  });
}

function valueSetPaths(rule: Rule, json: unknown): RulePath[] {
  if (rule.caretPath !== undefined) return valueSetCaretPaths(rule, rule.caretPath, json).map((path) => ({ path }));
  if (rule.from === undefined) return [];
  const concepts = rule.concepts ?? [];
  if (concepts.length === 0) return componentPaths(json, rule).map((path) => ({ path }));
  return concepts.flatMap(({ code, sourceInfo }) =>
    composePaths(json, code, rule.inclusion).map((path) => ({
      path,
      ...(sourceInfo?.location === undefined ? {} : { location: sourceInfo.location }),
    })),
  );
}

function valueSetCaretPaths({ path, pathArray = [] }: Rule, caretPath: string, json: unknown): string[] {
  const [concept] = pathArray;
  if (concept === undefined) return [join(path, caretPath)];
  const code = concept.slice(concept.indexOf('#') + 1);
  return composePaths(json, code).map((found) => join(found, caretPath));
}

function composePaths(json: unknown, code: string, inclusion = true): string[] {
  return components(json, inclusion).flatMap(({ path, component }) => {
    const i = placesOfCodes(component).get(code);
    return i === undefined ? [] : [`${path}.concept[${i}]`];
  });
}

const codePlaces = new WeakMap<object, ReadonlyMap<string, number>>();

/** Of the codes that a part of a value set lists, the place of each; of two alike the first. */
function placesOfCodes(component: JsonObject): ReadonlyMap<string, number> {
  let places = codePlaces.get(component);
  if (places === undefined) {
    const concepts: readonly unknown[] = Array.isArray(component.concept) ? component.concept : [];
    const found = concepts.map((concept, i): [string, number] => [
      isJsonObject(concept) ? String(concept.code) : '',
      i,
    ]);
    places = new Map(found.reverse());
    codePlaces.set(component, places);
  }
  return places;
}

/** A component without a list of codes: SUSHI resolves names, so only system and number of value sets are compared. */
function componentPaths(json: unknown, { inclusion = true, from }: Rule): string[] {
  const [url] = from?.system?.split('|') ?? [];
  const found = components(json, inclusion).find(
    ({ component }) =>
      component.concept === undefined &&
      (url === undefined ? component.system === undefined : sameName(component.system, url)) &&
      count(component.valueSet) === count(from?.valueSets) &&
      (from?.valueSets ?? []).every((name, i) => sameName(itemOf(component.valueSet, i), name)),
  );
  return found === undefined ? [] : [found.path];
}

function components(json: unknown, inclusion: boolean) {
  const key = inclusion ? 'include' : 'exclude';
  const compose = isJsonObject(json) && isJsonObject(json.compose) ? json.compose[key] : undefined;
  const list: readonly unknown[] = Array.isArray(compose) ? compose : [];
  return list.flatMap((component, i) => (isJsonObject(component) ? [{ component, path: `compose.${key}[${i}]` }] : []));
}

/** A URL, or a name or id that the URL ends in. */
function sameName(found: unknown, written: string): boolean {
  return typeof found === 'string' && (found === written || !written.includes(':'));
}

function itemOf(value: unknown, index: number): unknown {
  return Array.isArray(value) ? value[index] : undefined;
}

function count(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function join(path: string, rest: string): string {
  return path === '' ? rest : `${path}.${rest}`;
}
