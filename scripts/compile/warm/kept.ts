import { isDeepStrictEqual } from 'node:util';
import type { ConfigText } from '../../model/config-text.ts';
import type { Issue, Outcome } from '../../model/issue.ts';
import type { CompileResult } from '../compile-project.ts';
import type { FshText } from '../files/fsh-files.ts';
import { type ProjectPaths, projectPaths } from '../files/project-paths.ts';
import type { CheckedSize } from '../limits/fsh-size.ts';
import type { ParameterBounds } from '../limits/parameter-bounds.ts';
import type { RequiredItems } from '../limits/required-items.ts';
import type { ExportWatch, Memory, ParsedProject } from '../memory.ts';
import type { SliceOrders } from '../origin/slice-order.ts';
import type { GuideFacts } from '../sushi/guide-facts.ts';
import type { LogRecord } from '../sushi/log-capture.ts';
import { parseProject } from '../sushi/parse-project.ts';
import type { Definitions, Sushi, SushiConfiguration } from '../sushi/sushi.ts';
import { importSushi } from '../sushi/sushi.ts';
import type { Before } from './comparison.ts';
import { type Filled, ParsedFiles } from './documents.ts';
import { KeptCopies } from './kept-copies.ts';
import { KeptJson } from './kept-json.ts';
import { type Inside, insideOfSushi, isSushiAsExpected } from './known.ts';
import { KeptOutputs } from './outputs.ts';
import { type Settings, SettingsReader } from './settings.ts';
import { copyOf } from './traced/entities.ts';
import { type After, WatchedExport } from './watched-export.ts';

/** How a result was made. */
export type CompileTrace =
  | { readonly kind: 'full'; readonly because: string }
  /** `exported` by SUSHI anew, as `Profile Name` or `Instance Name`, `of` so many in all. */
  | {
      readonly kind: 'partial';
      readonly exported: readonly string[];
      readonly of: number;
      /** What stands as it was exported before, and would come out otherwise now. */
      readonly standing?: ReadonlySet<string>;
    }
  | { readonly kind: 'same' };

interface Traced extends CompileResult {
  readonly trace: CompileTrace;
}

/** Something that was made, with what SUSHI said meanwhile. */
interface Made<T> {
  readonly value: T;
  readonly records: readonly LogRecord[];
}

/** What a compiler keeps from one compile to the next. */
export class Kept implements Memory {
  readonly #paths: ProjectPaths;
  readonly #reader: SettingsReader;
  readonly #parsed = new ParsedFiles();
  #copies = new KeptCopies();
  #written = new KeptJson();
  readonly outputs = new KeptOutputs();
  readonly sizes = new Map<string, CheckedSize>();
  #settings: Settings | undefined;
  #configText: Outcome<ConfigText | undefined> | undefined;
  #config: Made<SushiConfiguration> | undefined;
  #definitions: Made<Definitions> | undefined;
  #before: Before | undefined;
  #texts: readonly FshText[] = [];
  #found: readonly Issue[] = [];
  #result: CompileResult | undefined;
  #guide: GuideFacts | undefined;

  // Of the compile that is under way.
  unsaved: ReadonlyMap<string, string> = new Map();
  #stands = false;
  #sushi!: Sushi;
  #inside!: Inside;
  #isPlain = false;
  #records: LogRecord[] = [];
  #because: string | undefined;
  #areSettingsSame = false;
  #isSame = false;
  #readNow: readonly FshText[] = [];
  #foundNow: readonly Issue[] = [];
  #filled: Filled | undefined;
  #after: After | undefined;
  #changed = new Set<string>();
  #fault: string | undefined;
  /** What SUSHI said of inserts has to be said again: no entity may come with its RuleSets in. */
  #insertsTold = false;
  /** Why the next compile has to be one of everything. */
  #unsure: string | undefined;

  constructor(projectFolder: string) {
    this.#paths = projectPaths(projectFolder);
    this.#reader = new SettingsReader(this.#paths.root);
  }

  /** The next compile is one from the beginning. */
  forget(): void {
    this.#before = undefined;
    this.#result = undefined;
    this.#copies = new KeptCopies();
    this.#written = new KeptJson();
    this.#parsed.forget();
  }

  /**
   * @param options.stands whether what was not edited may stand as it was exported before
   * @param run compiles, with what is kept
   */
  async compile(
    { unsaved, stands }: { readonly unsaved: ReadonlyMap<string, string>; readonly stands: boolean },
    run: (memory: Memory) => Promise<CompileResult>,
  ): Promise<Traced> {
    this.unsaved = unsaved;
    this.#stands = stands;
    this.#sushi = await importSushi();
    this.#inside = await insideOfSushi();
    this.#isPlain = !isSushiAsExpected(this.#sushi, this.#inside);
    this.#because = this.#readSettings();
    this.start([]);
    let result = await run(this);
    const known = this.#result;
    if (this.#isSame && known !== undefined) return { ...known, trace: { kind: 'same' } };
    if (this.#fault !== undefined) {
      this.#because = this.#fault;
      this.forget();
      result = await run(this);
    }
    return { ...result, trace: this.#keep(result) };
  }

  /** @returns why everything has to be compiled */
  #readSettings(): string | undefined {
    const before = this.#settings;
    const now = this.#reader.read(this.#guide);
    this.#settings = now;
    this.#areSettingsSame = now.read === before?.read && now.listed === before.listed;
    if (now.listed !== before?.listed) this.outputs.forgetGuide();
    if (now.read !== before?.read) {
      this.#configText = this.#config = this.#definitions = undefined;
      this.outputs.forgetGuide();
      this.forget();
    }
    if (this.#isPlain) return 'SUSHI is not the one that the warm compiler was written for';
    if (before === undefined) return 'it is the first compile';
    if (now.read !== before.read) return 'the configuration or a predefined resource changed';
    if (this.#unsure !== undefined) return this.#unsure;
    return this.#before === undefined ? 'the compile before did not come to its end' : undefined;
  }

  #keep(result: CompileResult): CompileTrace {
    const after = this.#after;
    this.#result = result;
    this.#guide = result.guide ?? this.#guide;
    this.#texts = this.#readNow;
    this.#found = this.#foundNow;
    if (after === undefined) {
      this.#before = undefined;
      this.#parsed.forget();
      return { kind: 'full', because: this.#because ?? 'a fault of the project ended it' };
    }
    const { traces, entities, said, order, mappings, owed, standing } = after;
    this.#before = { traces, entities, said, order, mappings, owed };
    this.#insertsTold = after.insertsTold;
    this.#after = undefined;
    if (this.#unsure !== undefined) this.#parsed.forget();
    this.outputs.keep();
    if (this.#because !== undefined) return { kind: 'full', because: this.#because };
    const left = standing.size === 0 ? {} : { standing };
    return { kind: 'partial', exported: after.exportedNow, of: after.order.length, ...left };
  }

  start(records: LogRecord[]): void {
    this.#records = records;
    this.#isSame = false;
    this.#fault = undefined;
    this.#after = undefined;
    this.#readNow = [];
    this.outputs.start(records);
  }

  configText(make: () => Outcome<ConfigText | undefined>): Outcome<ConfigText | undefined> {
    this.#configText ??= make();
    return this.#configText;
  }

  config(make: () => SushiConfiguration | undefined): SushiConfiguration | undefined {
    const start = this.#records.length;
    if (this.#config === undefined) {
      const value = make();
      if (value === undefined) return undefined;
      this.#config = { value: copyOf(value), records: this.#records.slice(start) };
      return value;
    }
    this.#records.push(...this.#config.records);
    return copyOf(this.#config.value); // SUSHI writes into it
  }

  async definitions(make: () => Promise<Definitions>): Promise<Definitions> {
    const start = this.#records.length;
    if (this.#definitions === undefined)
      this.#definitions = { value: await make(), records: this.#records.slice(start) };
    else this.#records.push(...this.#definitions.records);
    return this.#definitions.value;
  }

  isSame(texts: readonly FshText[], found: readonly Issue[]): boolean {
    this.#readNow = texts;
    this.#foundNow = [...found];
    this.#isSame =
      this.#areSettingsSame &&
      (this.#before?.owed.size ?? 0) === 0 &&
      this.#result !== undefined &&
      isDeepStrictEqual(this.#foundNow, this.#found) &&
      texts.length === this.#texts.length &&
      texts.every(({ file, text }, i) => file === this.#texts[i]?.file && text === this.#texts[i]?.text);
    return this.#isSame;
  }

  parse(texts: readonly FshText[], config: SushiConfiguration, bounds: ParameterBounds): ParsedProject {
    if (this.#isPlain) return parseProject(this.#sushi, texts, config);
    const isPartial = this.#because === undefined;
    const mayKeep = isPartial && !this.#insertsTold;
    const filled = this.#parsed.fill(this.#sushi, texts, config, bounds, this.#records, mayKeep);
    if (isPartial && filled.aliasesChanged) this.#because = 'an alias changed';
    this.#filled = filled;
    this.#changed = new Set([...filled.changed].map((file) => this.#paths.relative(file)));
    return filled;
  }

  watch(items: RequiredItems, slices: SliceOrders): ExportWatch {
    if (this.#isPlain || this.#filled === undefined) return { begin: () => () => {}, end: () => slices };
    const before = this.#because === undefined ? this.#before : undefined;
    this.#unsure = undefined;
    const watched = new WatchedExport({
      sushi: this.#sushi,
      records: this.#records,
      filled: this.#filled,
      before,
      copies: this.#copies,
      written: this.#written,
      stands: this.#stands,
      items,
      slices,
      insert: this.#inside.applyInsertRules,
    });
    return {
      // Where everything is exported, all of it is wanted, and is let go of behind that.
      ...(before === undefined ? {} : { written: this.#written }),
      begin: (...parts) => watched.begin(...parts),
      end: () => {
        const after = watched.end();
        this.#written.trim();
        this.#unsure = watched.fault();
        if (this.#unsure !== undefined && before !== undefined) {
          this.#fault = this.#unsure;
          return undefined;
        }
        this.#after = after;
        this.outputs.exported(after, this.#changed);
        return after.sliceOrders;
      },
    };
  }
}
