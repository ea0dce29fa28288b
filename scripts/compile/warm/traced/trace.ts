import type { SliceNames } from '../../origin/slice-order.ts';
import type { LogRecord } from '../../sushi/log-capture.ts';
import type { Exported, ListName } from './exported.ts';
import type { Mapped } from './mapped.ts';
import type { Prints, Reads } from './prints.ts';

/** Something that an export asked, with what it was told. */
export interface Question {
  readonly ask: Ask;
  readonly item: unknown;
  readonly types: readonly unknown[];
  /** Of a definition that is found. */
  readonly reads: Reads;
  answer: string;
}

export type Ask =
  | 'fisher.fishForFHIR'
  | 'fisher.fishForMetadata'
  | 'fisher.fishForMetadatas'
  | 'tank.fish'
  | 'tank.fishAll'
  | 'tank.fishForMetadata'
  | 'tank.fishForMetadatas'
  | 'exported.fish'
  | 'exported.fishAll'
  | 'exported.fishForFHIR'
  | 'exported.fishForMetadata'
  | 'exported.fishForMetadatas';

/** What happened while an entity was exported, in its order. */
export type Step =
  | { readonly record: LogRecord }
  /** Another entity was exported on the way. @param isAlone by an exporter of its own, that shares nothing */
  | { readonly nested: string; readonly isAlone: boolean; readonly threw: string | undefined }
  | 'added';

/** How an entity was exported: enough to tell whether it would be exported the same way again, and to do as if it were. */
export interface Trace {
  readonly key: string;
  /** With the lines as they were in the compile before. */
  steps: readonly Step[];
  /** By each name that was asked on the way to the answer. */
  readonly questions: ReadonlyMap<string, readonly Question[]>;
  /** Entities that were still under way when this one looked at them. */
  readonly within: ReadonlySet<string>;
  readonly list?: ListName;
  readonly exported?: Exported;
  /** Under which name it stands in SUSHI's list of files. */
  readonly fileName?: string;
  /** What the entity was used for before and after: SUSHI makes what is no resource inline. */
  readonly usages: readonly [before: unknown, after: unknown];
  /** Of an instance: the profile's own copy that instances share, and whether this one has changed it. */
  readonly shared?: { readonly url: unknown; readonly grew: boolean };
  readonly requiredItems: number;
  readonly slices?: SliceNames;
  /** Other numbers when others are told otherwise of it. */
  versions: Readonly<Record<Reads, number>>;
  /** Something changes what was exported when all exports are done: it has to be made anew each time. */
  isVolatile: boolean;
  /** What its Mappings have changed; absent where it has none. */
  mapped?: Mapped | undefined;
  /** What others can read of it at the end of its export; undefined until it is asked for. */
  prints?: Prints | undefined;
}
