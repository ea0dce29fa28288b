import { entityKinds } from './entity-names.ts';
import { signatureOf } from './signature.ts';
import type { Tank } from './sushi.ts';

export type Document = Tank['docs'][number];

/** What is used of SUSHI's FSHImporter, which parses one file behind the other and makes entities of each afterwards. */
export interface Importer {
  readonly docs: Document[];
  readonly currentDoc: Document | null;
  readonly allAliases: ReadonlyMap<string, string>;
  readonly paramRuleSets: ReadonlyMap<string, unknown>;
}

/** Its methods that read a file, as they stand on its prototype. */
export interface ImporterMethods {
  import: unknown;
  parseDoc(this: unknown, input: string, file?: string): unknown;
  visitDoc(this: Importer, tree: unknown): void;
}

/** RuleSets with parameters that were put in, and how many characters of FSH they gave. */
export interface Generated {
  readonly count: number;
  readonly length: number;
}

/** Of a document, what its file becomes. */
export const documentParts = [...entityKinds, 'appliedRuleSets'] as const;

/** SUSHI adds a line's end where there is none. */
export function asParsed(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** What is used of all files while entities are made of one: its aliases alone, and with RuleSets with parameters and their places. */
export function commonOf({ allAliases, paramRuleSets }: Importer): { readonly aliases: string; readonly all: string } {
  const aliases = signatureOf([...allAliases]);
  return { aliases, all: signatureOf([aliases, [...paramRuleSets].map(([, each]) => [each, placeOf(each)])]) };
}

/** The kinds and names of a document's entities. */
export function namesIn(doc: Pick<Document, (typeof entityKinds)[number]>): string[] {
  return entityKinds.flatMap((kind) => [...doc[kind].keys()].map((name) => `${kind} ${name}`));
}

/** The file and lines that something of SUSHI's stands on. */
export function placeOf(value: unknown): unknown[] {
  const { file, location } = (value as { sourceInfo?: { file?: string; location?: object } }).sourceInfo ?? {};
  return [file, ...Object.values(location ?? {})];
}
