import type { LogRecord } from '../sushi/log-capture.ts';

type Range = NonNullable<LogRecord['location']>;

interface SourceInfo {
  readonly file?: string;
  readonly location?: Range;
  readonly appliedFile?: string;
  readonly appliedLocation?: Range;
}

interface Place {
  readonly file: string;
  readonly location: Range;
}

/**
 * Where what stood at a place of a file stands now. An entity that says the same as before has the same rules in the
 * same order, so that their places are told apart by their order.
 */
export class Positions {
  readonly #changed: ReadonlySet<string>;
  readonly #moved = new Map<string, Place>();

  /** @param changed files whose text is another one, or that are gone; absolute */
  constructor(changed: ReadonlySet<string>) {
    this.#changed = changed;
  }

  /** Notes where the parts of an entity stood before, and where they stand now. */
  note(before: unknown, now: unknown): void {
    if (typeof before !== 'object' || typeof now !== 'object' || before === null || now === null) return;
    if (Array.isArray(before) && Array.isArray(now)) {
      for (let i = 0; i < Math.min(before.length, now.length); i++) this.note(before[i], now[i]);
      return;
    }
    if (before.constructor !== now.constructor) return;
    for (const [key, inner] of Object.entries(before)) {
      const other = (now as Record<string, unknown>)[key];
      if (key === 'sourceInfo') this.#noteInfo(inner as SourceInfo, other as SourceInfo);
      else this.note(inner, other);
    }
  }

  /** A message as it reads now; undefined when nobody knows where its place went. */
  ofRecord(record: LogRecord): LogRecord | undefined {
    const { file, location, appliedFile, appliedLocation } = record;
    if (!this.#isChanged(file) && !this.#isChanged(appliedFile)) return record;
    const own = this.#of(file, location);
    const applied = this.#of(appliedFile, appliedLocation);
    if (own === undefined || applied === undefined) return undefined;
    return {
      ...record,
      ...(own.file === undefined ? {} : { file: own.file }),
      ...(own.location === undefined ? {} : { location: own.location }),
      ...(applied.file === undefined ? {} : { appliedFile: applied.file }),
      ...(applied.location === undefined ? {} : { appliedLocation: applied.location }),
    };
  }

  #isChanged(file: string | undefined): boolean {
    return file !== undefined && this.#changed.has(file);
  }

  #of(file: string | undefined, location: Range | undefined): Partial<Place> | undefined {
    if (file === undefined) return {};
    if (!this.#changed.has(file)) return location === undefined ? { file } : { file, location };
    return location === undefined ? undefined : this.#moved.get(keyOf(file, location));
  }

  #noteInfo(before: SourceInfo, now: SourceInfo | undefined): void {
    this.#noteOne(before.file, before.location, now?.file, now?.location);
    this.#noteOne(before.appliedFile, before.appliedLocation, now?.appliedFile, now?.appliedLocation);
  }

  #noteOne(file: string | undefined, location: Range | undefined, newFile?: string, newLocation?: Range): void {
    if (file === undefined || location === undefined || newFile === undefined || newLocation === undefined) return;
    if (this.#changed.has(file)) this.#moved.set(keyOf(file, location), { file: newFile, location: newLocation });
  }
}

function keyOf(file: string, { startLine, startColumn, endLine, endColumn }: Range): string {
  return `${file}|${startLine}:${startColumn}-${endLine}:${endColumn}`;
}
