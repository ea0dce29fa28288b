import type { ConfigText } from '../model/config-text.ts';
import type { GuideResource } from '../model/definition/compiled.ts';
import type { Issue, Outcome } from '../model/issue.ts';
import type { FshText } from './files/fsh-files.ts';
import type { CheckedSize } from './limits/fsh-size.ts';
import type { Use } from './limits/held-instances.ts';
import type { Weight } from './limits/insert-bounds.ts';
import type { ParameterBounds } from './limits/parameter-bounds.ts';
import type { RequiredItems } from './limits/required-items.ts';
import type { SliceOrders } from './origin/slice-order.ts';
import type { ExportableResource } from './output/export-files.ts';
import type { LogRecord } from './sushi/log-capture.ts';
import type { WrittenOut } from './sushi/spare-work.ts';
import type { Definitions, Exported, SushiConfiguration, Tank } from './sushi/sushi.ts';

/** The project as SUSHI has parsed it. */
export interface ParsedProject {
  readonly tank: Tank;
  /** The same before any RuleSet is put in, where the other may have them already. */
  readonly written: Tank;
  readonly counted?: Counted;
}

/** What was found out of entities as they are written, with the RuleSets as they are now: see checkInserts and checkHeldInstances. */
export interface Counted {
  readonly weights: WeakMap<object, Weight>;
  readonly uses: WeakMap<object, readonly Use[]>;
}

export type Files = ReadonlyMap<string, string>;

/** What can be told of a resource once it has its origin. */
export type Unplaced = Pick<GuideResource, 'resource' | 'file' | 'usage'>;

/**
 * What a compile may have from the one before it: a compiler that stays warm (warm/) gives one to each compile, so that
 * there is one way to compile. Each method is given what makes the thing, and may have it already.
 */
export interface Memory {
  /** Texts that are not saved, over those on disk. */
  readonly unsaved: ReadonlyMap<string, string>;
  /** FSH files that are not too large, by their paths. */
  readonly sizes: Map<string, CheckedSize>;
  /** @param records what SUSHI says in this compile */
  start(records: LogRecord[]): void;
  /** The configuration as it is written. */
  configText(make: () => Outcome<ConfigText | undefined>): Outcome<ConfigText | undefined>;
  config(make: () => SushiConfiguration | undefined): SushiConfiguration | undefined;
  /**
   * Whether everything is as it was for the compile before, whose result then is the one of this.
   * @param found by then, of files that cannot be read and the like
   */
  isSame(texts: readonly FshText[], found: readonly Issue[]): boolean;
  parse(texts: readonly FshText[], config: SushiConfiguration, bounds: ParameterBounds): ParsedProject;
  definitions(make: () => Promise<Definitions>): Promise<Definitions>;
  /** @param required what holds the number of required elements within its bound */
  watch(required: RequiredItems, slices: SliceOrders): ExportWatch;
  readonly outputs: OutputMemory;
}

/** What was written out before. */
export interface OutputMemory {
  /** @param make checks it and writes it out, from its JSON where that is there */
  text(resource: ExportableResource, make: (json?: unknown) => string): string;
  /** @param text of a file that lies below fsh-generated/, by its name there */
  json(name: string, text: string): unknown;
  /** Which FSH has given which file. @param skipped names of files that are not written */
  index(exported: Exported, skipped: readonly string[], make: () => Files): Files;
  /** The files beside resources: the ImplementationGuide and what belongs to it. */
  guideFiles(exported: Exported, make: () => Files): Files;
  /** @param entity its key: `Profile Name`; undefined where no FSH has made it */
  resource(parts: Unplaced, entity: string | undefined, make: () => GuideResource): GuideResource;
}

/** Stands by while SUSHI exports. */
export interface ExportWatch {
  readonly written?: WrittenOut;
  /** @returns what ends the watch */
  begin(tank: Tank, definitions: Definitions, exported: Exported, fisher: object, exporter: unknown): () => void;
  /** Where the slices of each instance are; undefined when all has to be compiled anew after all. */
  end(): SliceOrders | undefined;
}
