import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { FshText } from '../files/fsh-files.ts';
import { FshBytes } from './fsh-bytes.ts';
import {
  asParsed,
  commonOf,
  type Document,
  documentParts,
  type Generated,
  type ImporterMethods,
  namesIn,
} from './fsh-importer.ts';
import { isKnown } from './known-sushi.ts';
import type { LogRecord } from './log-capture.ts';
import { parseProject } from './parse-project.ts';
import { closeHoles } from './rule-holes.ts';
import type { Sushi, SushiConfiguration, Tank } from './sushi.ts';

/** Where what was parsed of a project is kept between two runs: that saves time, and changes nothing. */
export interface ParseStore {
  read(): Uint8Array | undefined;
  write(bytes: Uint8Array): void;
}

/** What holds RuleSets with parameters within their bounds. */
interface Bounds {
  used(): Generated;
  /** @returns whether there is room for it, which then is taken */
  add(generated: Generated): boolean;
}

/** A file of which SUSHI had nothing to say. */
interface Saved {
  /** Of its text. */
  readonly digest: string;
  /** Its entities by their kinds, as {@link FshBytes} writes them. */
  readonly bytes: Uint8Array;
  /** What its RuleSets with parameters came to. */
  readonly generated: Generated;
  /** Whether all files have to know something of it: it has aliases, or RuleSets with parameters. */
  readonly isShared: boolean;
}

interface Kept {
  /** Of all aliases, and of all RuleSets with parameters and their places. */
  readonly shared: string;
  readonly files: ReadonlyMap<string, Saved>;
}

/**
 * Parses a project as parseProject() does, but for the files that have the text of the last time, where aliases and RuleSets
 * with parameters are those of the last time too. What a file becomes depends on nothing else, but for an entity of the
 * same kind and name in an earlier file.
 */
export function parseSaved(
  sushi: Sushi,
  texts: readonly FshText[],
  config: SushiConfiguration,
  { bounds, records, store }: { readonly bounds: Bounds; readonly records: LogRecord[]; readonly store: ParseStore },
): { readonly tank: Tank; readonly written: Tank } {
  const { FSHImporter } = sushi.library.sushiImport;
  const prototype = FSHImporter.prototype as unknown as ImporterMethods;
  const { parseDoc, visitDoc } = prototype;
  const isAsExpected =
    isKnown(sushi, 'FSHImporter.import', prototype.import) && isKnown(sushi, 'FSHImporter.visitDoc', visitDoc);
  if (!isAsExpected) return parseProject(sushi, texts, config);
  const encoding = new FshBytes(sushi);
  const before = keptIn(store);
  const files = new Map<string, Saved>();
  const contents = new Map(texts.map(({ file, text }) => [file, asParsed(text)]));
  const digests = new Map(texts.map(({ file, text }) => [file, digestOf(text)]));
  const loud = new Set<string>();
  const sharing = new Set<string>();
  const seen = new Set<string>();
  let shared: string | undefined;

  const savedOf = (file: string | undefined): Saved | undefined => {
    const saved = before?.files.get(file ?? '');
    return saved !== undefined && saved.digest === digests.get(file ?? '') ? saved : undefined;
  };
  prototype.parseDoc = function (input, file) {
    const isFile = shared === undefined && file !== undefined && contents.get(file) === input;
    if (!isFile) return parseDoc.call(this, input, file);
    if (savedOf(file)?.isShared === false) return new Unparsed();
    const start = records.length;
    const tree = parseDoc.call(this, input, file) as Tree;
    if (records.length > start) loud.add(file);
    if (tree.entity().some((each) => each.alias() || each.paramRuleSet())) sharing.add(file);
    return tree;
  };
  prototype.visitDoc = function (tree) {
    const doc = this.currentDoc;
    if (doc?.file === undefined || !this.docs.includes(doc)) {
      visitDoc.call(this, tree);
      return;
    }
    const { file } = doc;
    shared ??= commonOf(this).all;
    const saved = shared === before?.shared ? savedOf(file) : undefined;
    const entities = saved === undefined ? undefined : entitiesIn(encoding, saved);
    const isTaken = entities !== undefined && !namesIn(entities).some((name) => seen.has(name));
    if (saved !== undefined && isTaken && bounds.add(saved.generated)) {
      Object.assign(doc, entities);
      files.set(file, saved);
    } else {
      const [start, used] = [records.length, bounds.used()];
      visitDoc.call(this, tree instanceof Unparsed ? parseDoc.call(this, contents.get(file) ?? '', file) : tree);
      closeHoles(doc);
      const now = bounds.used();
      const isQuiet = records.length === start && !loud.has(file);
      const bytes = isQuiet
        ? encoding.write(Object.fromEntries(documentParts.map((kind) => [kind, doc[kind]])))
        : undefined;
      const isShared = sharing.has(file);
      const generated = { count: now.count - used.count, length: now.length - used.length };
      if (bytes !== undefined) files.set(file, { digest: digests.get(file) ?? '', bytes, generated, isShared });
    }
    for (const name of namesIn(doc)) seen.add(name);
  };
  let tank: Tank;
  try {
    tank = sushi.library.utils.fillTank(
      texts.map(({ file, text }) => new sushi.library.sushiImport.RawFSH(text, file)),
      config,
    );
  } finally {
    prototype.parseDoc = parseDoc;
    prototype.visitDoc = visitDoc;
  }
  const isSame =
    before?.files.size === files.size && [...files].every(([file, each]) => before.files.get(file) === each);
  if (!isSame && shared !== undefined) store.write(serialize({ shared, files } satisfies Kept));
  return { tank, written: tank };
}

/** What a file was parsed to, as far as we look into it. */
interface Tree {
  entity(): readonly { alias(): unknown; paramRuleSet(): unknown }[];
}

/** Stands for the tree of a file until it is known whether that is needed; of what all files have to know it has nothing. */
class Unparsed {
  entity(): readonly never[] {
    return [];
  }
}

function entitiesIn(encoding: FshBytes, { bytes }: Saved): Pick<Document, (typeof documentParts)[number]> | undefined {
  try {
    return encoding.read(bytes) as Pick<Document, (typeof documentParts)[number]>;
  } catch {
    return undefined; // it is parsed then
  }
}

function keptIn(store: ParseStore): Kept | undefined {
  const bytes = store.read();
  if (bytes === undefined) return undefined;
  try {
    const { shared, files } = deserialize(bytes) as Partial<Kept>;
    return typeof shared === 'string' && files instanceof Map ? { shared, files } : undefined;
  } catch {
    return undefined;
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
