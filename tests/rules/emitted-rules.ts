import { relative } from 'node:path';
import {
  isIdentifier,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  isStringLiteral,
  type Node,
  type ObjectLiteralElementLike,
  type SourceFile,
} from 'typescript/unstable/ast';
import { API, type Checker, type Type, TypeFlags } from 'typescript/unstable/sync';

export interface EmittedRules {
  /** Names of rules, each with the places where a finding gets it: `scripts/a/b.ts:3`. */
  readonly places: ReadonlyMap<string, readonly string[]>;
  /** Places where a finding gets a rule that the compiler does not know: any text would do. */
  readonly open: readonly string[];
}

/**
 * Reads out of the sources of a program which rules its findings can have, by the types that the compiler sees: what
 * stands in the property `rule` of a finding or of a message's pattern, and wherever a name out of a table is asked for.
 * @param folder has tsconfig.json
 * @param tables the names of each table of rules; a type that allows all names of one is the type of its names
 * @param isSource chooses the files to read, by their names relative to the folder
 */
export function emittedRules(
  folder: string,
  tables: readonly ReadonlySet<string>[],
  isSource: (file: string) => boolean,
): EmittedRules {
  const api = new API({ cwd: folder });
  try {
    const [project] = api.updateSnapshot({ openProjects: [`${folder}/tsconfig.json`] }).getProjects();
    if (project === undefined) throw new Error(`${folder}/tsconfig.json is no project.`);
    const { program, checker } = project;
    const places = new Map<string, string[]>();
    const open: string[] = [];
    for (const name of program.getSourceFileNames()) {
      const file = relative(folder, name);
      const source = isSource(file) ? program.getSourceFile(name) : undefined;
      if (source === undefined) continue;
      for (const { node, names } of namesIn(source, checker, tables)) {
        const line = source.text.slice(0, node.getStart(source)).split('\n').length;
        const place = `${file}:${line}`;
        if (names === undefined) open.push(place);
        for (const each of names ?? []) places.set(each, [...(places.get(each) ?? []), place]);
      }
    }
    return { places, open };
  } finally {
    api.close();
  }
}

interface Found {
  readonly node: Node;
  readonly names: readonly string[] | undefined;
}

function namesIn(source: SourceFile, checker: Checker, tables: readonly ReadonlySet<string>[]): Found[] {
  const found: Found[] = [];
  const visit = (node: Node): void => {
    const type = typeOfRule(node, checker);
    if (type !== undefined) {
      const names = stringsOf(type);
      // All names of a table: what is passed on here was found where it came from.
      if (names === undefined || !hasAllOfOne(tables, names)) found.push({ node, names });
    } else if (isStringLiteral(node)) {
      const wanted = checker.getContextualType(node);
      const names = wanted && stringsOf(wanted);
      if (names !== undefined && hasAllOfOne(tables, names)) found.push({ node, names: [node.text] });
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

/** The type of the property `rule` of a finding or of a pattern for messages, by the other properties that these have. */
function typeOfRule(node: Node, checker: Checker): Type | undefined {
  if (!isObjectLiteralExpression(node)) return undefined;
  const names = node.properties.map(propertyName);
  const rule = node.properties[names.indexOf('rule')];
  if (rule === undefined || !names.some((name) => name === 'code' || name === 'message')) return undefined;
  if (isPropertyAssignment(rule)) return checker.getTypeAtLocation(rule.initializer);
  if (!isShorthandPropertyAssignment(rule)) return undefined;
  const variable = checker.getShorthandAssignmentValueSymbol(rule);
  return variable && checker.getTypeOfSymbolAtLocation(variable, rule);
}

function propertyName(property: ObjectLiteralElementLike): string | undefined {
  if (!isPropertyAssignment(property) && !isShorthandPropertyAssignment(property)) return undefined;
  return isIdentifier(property.name) ? property.name.text : undefined;
}

/** The texts that a type allows; none where it allows any text. */
function stringsOf(type: Type): string[] | undefined {
  const parts = type.isUnionType() ? (type.getTypes() ?? []) : [type];
  const texts = parts.map((part) => (part.isStringLiteralType() ? part.value : undefined));
  if (texts.every((text) => text !== undefined)) return texts;
  return parts.some(({ flags }) => (flags & TypeFlags.StringLike) !== 0) ? undefined : [];
}

function hasAllOfOne(tables: readonly ReadonlySet<string>[], names: readonly string[]): boolean {
  const set = new Set(names);
  return tables.some((table) => table.size > 1 && [...table].every((name) => set.has(name)));
}
