import type { FshText } from '../files/fsh-files.ts';
import type { ParameterBounds } from '../limits/parameter-bounds.ts';
import type { Counted } from '../memory.ts';
import {
  asParsed,
  commonOf,
  documentParts,
  type Generated,
  type Importer,
  type ImporterMethods,
  namesIn,
  placeOf,
} from '../sushi/fsh-importer.ts';
import type { LogRecord } from '../sushi/log-capture.ts';
import { closeHoles } from '../sushi/rule-holes.ts';
import { signatureOf } from '../sushi/signature.ts';
import type { Sushi, SushiConfiguration, Tank } from '../sushi/sushi.ts';
import { copyOf, type Document } from './traced/entities.ts';

/** A FSH file that was read. */
interface Kept {
  readonly text: string;
  /** As SUSHI works on it: it puts RuleSets in and changes rules in place. */
  readonly live: Document;
  /** As it was parsed; nobody changes it. */
  readonly written: Document;
  /** The RuleSets in it, with their lines. */
  readonly ruleSets: string;
  /** SUSHI had nothing to say of it. What it said of another has to be found, and said, anew. */
  readonly isQuiet: boolean;
  /** What its RuleSets with parameters came to. */
  readonly generated: Generated;
}

export interface Filled {
  readonly tank: Tank;
  /** The same before any RuleSet was put in. */
  readonly written: Tank;
  readonly counted: Counted;
  /** Files whose entities are the very objects of the compile before. */
  readonly kept: ReadonlySet<string>;
  /** Files that were read before, and whose entities may have other lines now: they have another text, or are gone. */
  readonly changed: ReadonlySet<string>;
  /** What all files share has changed: what a name stands for may be another thing everywhere. */
  readonly aliasesChanged: boolean;
}

/**
 * The FSH files of a project as SUSHI has parsed them. What a file becomes depends on its text, on all aliases, on all
 * RuleSets with parameters, and on whether an entity of the same kind and name stands in an earlier file.
 */
export class ParsedFiles {
  #files = new Map<string, Kept>();
  #trees = new Map<string, unknown>();
  #counted: Counted = nothingCounted();
  #aliases: string | undefined;
  #shared: string | undefined;

  /** @param mayKeep whether entities of the compile before may be used again */
  fill(
    sushi: Sushi,
    texts: readonly FshText[],
    config: SushiConfiguration,
    bounds: ParameterBounds,
    records: LogRecord[],
    mayKeep: boolean,
  ): Filled {
    const start = records.length;
    const filled = this.#fill(sushi, texts, config, bounds, records, mayKeep);
    if (filled !== undefined) return filled;
    // A RuleSet has changed: who inserts it has to be as it was written once more.
    records.length = start;
    bounds.restart();
    return this.#fill(sushi, texts, config, bounds, records, false) as Filled;
  }

  /** What SUSHI was told before counts no more. */
  forget(): void {
    this.#files = new Map();
    this.#aliases = undefined;
    this.#shared = undefined;
  }

  #fill(
    { library }: Sushi,
    texts: readonly FshText[],
    config: SushiConfiguration,
    bounds: ParameterBounds,
    records: LogRecord[],
    mayKeep: boolean,
  ): Filled | undefined {
    const before = this.#files;
    const files = new Map<string, Kept>();
    const trees = new Map<string, unknown>();
    const kept = new Set<string>();
    const seen = new Set<string>();
    const textOf = new Map(texts.map(({ file, text }) => [file, text]));
    const contents = new Set(texts.map(({ text }) => asParsed(text)));
    const prototype = library.sushiImport.FSHImporter.prototype as unknown as ImporterMethods;
    const { parseDoc, visitDoc } = prototype;
    let aliases = '';
    let shared: string | undefined;

    const parse = (importer: unknown, input: string, file: string | undefined): unknown => {
      if (!contents.has(input)) return parseDoc.call(importer, input, file);
      const start = records.length;
      const tree = trees.get(input) ?? this.#trees.get(input) ?? parseDoc.call(importer, input, file);
      // What SUSHI says while it parses is said of this file, and each time.
      if (records.length === start) trees.set(input, tree);
      return tree;
    };
    const visit = (importer: Importer, tree: unknown): void => {
      const doc = importer.currentDoc;
      if (doc?.file === undefined || !importer.docs.includes(doc)) {
        visitDoc.call(importer, tree);
        return;
      }
      if (shared === undefined) {
        const common = commonOf(importer);
        aliases = common.aliases;
        shared = common.all;
      }
      const text = textOf.get(doc.file) ?? '';
      const known = mayKeep && shared === this.#shared ? before.get(doc.file) : undefined;
      if (known?.text === text && known.isQuiet && !hasOneOf(known.live, seen) && bounds.add(known.generated)) {
        for (const kind of documentParts) Object.assign(doc, { [kind]: known.live[kind] });
        files.set(doc.file, known);
        kept.add(doc.file);
      } else {
        const [start, used] = [records.length, bounds.used()];
        visitDoc.call(importer, tree);
        closeHoles(doc);
        const isQuiet = records.length === start && trees.has(asParsed(text));
        const now = bounds.used();
        files.set(doc.file, {
          text,
          live: doc,
          written: copyOf(doc),
          ruleSets:
            doc.ruleSets.size === 0 ? '' : signatureOf([...doc.ruleSets.values()].map((each) => [each, places(each)])),
          isQuiet,
          generated: { count: now.count - used.count, length: now.length - used.length },
        });
      }
      addNames(doc, seen);
    };

    prototype.parseDoc = function (input, file) {
      return parse(this, input, file);
    };
    prototype.visitDoc = function (tree) {
      visit(this, tree);
    };
    let tank: Tank;
    try {
      const raw = texts.map(({ file, text }) => new library.sushiImport.RawFSH(text, file));
      tank = library.utils.fillTank(raw, config);
    } finally {
      prototype.parseDoc = parseDoc;
      prototype.visitDoc = visitDoc;
    }
    this.#trees = trees;
    if (kept.size > 0 && ruleSetsOf(files) !== ruleSetsOf(before)) return undefined;
    if (kept.size === 0) this.#counted = nothingCounted(); // of other RuleSets
    // Of RuleSets that stand elsewhere, what they put into any file has other lines.
    const haveMoved = shared !== this.#shared || ruleSetsOf(files) !== ruleSetsOf(before);
    const changed = [...before.keys()].filter((file) => haveMoved || textOf.get(file) !== before.get(file)?.text);
    const aliasesChanged = this.#aliases !== undefined && this.#aliases !== aliases;
    this.#files = files;
    this.#aliases = aliases;
    this.#shared = shared;
    const written = new library.sushiImport.FSHTank(
      tank.docs.map((doc) => files.get(doc.file ?? '')?.written ?? doc),
      config,
    );
    return { tank, written, counted: this.#counted, kept, changed: new Set(changed), aliasesChanged };
  }
}

function nothingCounted(): Counted {
  return { weights: new WeakMap(), uses: new WeakMap() };
}

function hasOneOf(doc: Document, seen: ReadonlySet<string>): boolean {
  for (const name of namesIn(doc)) if (seen.has(name)) return true;
  return false;
}

function addNames(doc: Document, seen: Set<string>): void {
  for (const name of namesIn(doc)) seen.add(name);
}

function ruleSetsOf(files: ReadonlyMap<string, Kept>): string {
  return [...files].flatMap(([file, { ruleSets }]) => (ruleSets === '' ? [] : [file, ruleSets])).join('\n');
}

/** The lines of a RuleSet and of its rules: findings in it are told there. */
function places(ruleSet: { readonly rules: readonly unknown[] }): unknown[] {
  return [placeOf(ruleSet), ...ruleSet.rules.map(placeOf)];
}
