import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { GuideResource } from '../../model/definition/compiled.ts';
import type { Files, OutputMemory, Unplaced } from '../memory.ts';
import type { ExportableResource } from '../output/export-files.ts';
import type { LogRecord } from '../sushi/log-capture.ts';
import type { Exported } from '../sushi/sushi.ts';
import { withoutSnapshot } from './traced/prints.ts';
import type { After } from './watched-export.ts';

/** Something that was made, with what SUSHI said meanwhile. */
interface Made<T> {
  readonly value: T;
  readonly records: readonly LogRecord[];
}

interface Json {
  readonly text: string;
  readonly json: unknown;
}

interface Placed {
  readonly resource: GuideResource;
  /** What it was made of: the resource, or what SUSHI has read. */
  readonly from: unknown;
  /** Files whose lines its origin names. */
  readonly files: ReadonlySet<string>;
}

/** What was written out in the compile before, and may be used again. */
export class KeptOutputs implements OutputMemory {
  readonly #written = new WeakMap<object, Made<string>>();
  readonly #listed = new WeakMap<object, string>();
  #jsons = new Map<string, Json>();
  #placed = new Map<string, Placed>();
  #index: { readonly key: string; readonly files: Files } | undefined;
  #guideFiles: { readonly key: string; readonly made: Made<Files> } | undefined;

  // Of the compile that is under way.
  #records: LogRecord[] = [];
  #after: After | undefined;
  #exportedNow: ReadonlySet<string> = new Set();
  #changed: ReadonlySet<string> = new Set();
  #nextJsons = new Map<string, Json>();
  #nextPlaced = new Map<string, Placed>();

  start(records: LogRecord[]): void {
    this.#records = records;
    this.#after = undefined;
    this.#nextJsons = new Map();
    this.#nextPlaced = new Map();
  }

  /** @param changed files whose lines are other ones, relative to the project */
  exported(after: After, changed: ReadonlySet<string>): void {
    this.#after = after;
    this.#exportedNow = new Set(after.exportedNow);
    this.#changed = changed;
  }

  /** The compile has come to its end: the next one may use what it wrote. */
  keep(): void {
    this.#after = undefined;
    this.#jsons = this.#nextJsons;
    this.#placed = this.#nextPlaced;
  }

  /** What the ImplementationGuide lists has changed. */
  forgetGuide(): void {
    this.#guideFiles = undefined;
  }

  text(resource: ExportableResource, make: (json?: unknown) => string): string {
    const isSettled = this.#isSettled(resource);
    const known = isSettled ? this.#written.get(resource) : undefined;
    if (known !== undefined) {
      this.#records.push(...known.records);
      return known.value;
    }
    const start = this.#records.length;
    const json = isSettled ? this.#after?.jsons.get(resource) : undefined;
    const value = make(json === undefined ? undefined : withoutSnapshot(resource, json));
    this.#written.set(resource, { value, records: this.#records.slice(start) });
    return value;
  }

  /** Whether a resource is as it was when it was exported. */
  #isSettled(resource: object): boolean {
    return this.#after?.changedLate.has(resource) === false;
  }

  json(name: string, text: string): unknown {
    const known = this.#jsons.get(name);
    const now = known?.text === text ? known : { text, json: JSON.parse(text) };
    this.#nextJsons.set(name, now);
    return now.json;
  }

  index({ fshMap }: Exported, skipped: readonly string[], make: () => Files): Files {
    const key = JSON.stringify([[...fshMap], skipped]);
    if (this.#index?.key !== key) this.#index = { key, files: make() };
    return this.#index.files;
  }

  guideFiles(exported: Exported, make: () => Files): Files {
    const key = this.#listOf(exported);
    if (this.#guideFiles?.key !== key) {
      const start = this.#records.length;
      const value = make();
      this.#guideFiles = { key, made: { value, records: this.#records.slice(start) } };
      return value;
    }
    this.#records.push(...this.#guideFiles.made.records);
    return this.#guideFiles.made.value;
  }

  /** A digest of what the ImplementationGuide may say of the resources. */
  #listOf({ profiles, extensions, logicals, resources, valueSets, codeSystems, instances }: Exported): string {
    const hash = createHash('sha256');
    for (const list of [profiles, extensions, logicals, resources, valueSets, codeSystems, instances]) {
      const all = list as readonly unknown[] as readonly (object & Record<string, unknown>)[];
      hash.update(`${all.map((each) => this.#listedOf(each)).join('\n')}\n\n`);
    }
    return hash.digest('base64');
  }

  #listedOf(resource: object & Record<string, unknown>): string {
    const known = this.#isSettled(resource) ? this.#listed.get(resource) : undefined;
    const listed = known ?? listedOf(resource);
    this.#listed.set(resource, listed);
    return listed;
  }

  resource(parts: Unplaced, entity: string | undefined, make: () => GuideResource): GuideResource {
    const known = this.#placed.get(parts.file);
    const isLike = known?.from === parts.resource && known.resource.usage === parts.usage;
    const isUntouched =
      isLike &&
      (entity === undefined ||
        (!this.#exportedNow.has(entity) && ![...known.files].some((file) => this.#changed.has(file))));
    if (isUntouched) {
      this.#nextPlaced.set(parts.file, known);
      return known.resource;
    }
    const made = make();
    const isEqual = isLike && isDeepStrictEqual(known.resource.origin, made.origin);
    const placed = isEqual ? known : { resource: made, from: parts.resource, files: filesOf(made) };
    this.#nextPlaced.set(parts.file, placed);
    return placed.resource;
  }
}

function filesOf({ origin }: GuideResource): ReadonlySet<string> {
  const files = new Set<string>();
  if (origin === undefined) return files;
  files.add(origin.position.file);
  for (const { position, insertedAt } of origin.rules) {
    files.add(position.file);
    if (insertedAt !== undefined) files.add(insertedAt.file);
  }
  return files;
}

/** What the ImplementationGuide may say of a resource. */
function listedOf(resource: object & Record<string, unknown>): string {
  const { resourceType, id, url, name, title, description, version, type, kind, derivation, meta } = resource;
  const { _instanceMeta } = resource;
  return JSON.stringify([
    resourceType,
    id,
    url,
    name,
    title,
    description,
    version,
    type,
    kind,
    derivation,
    meta,
    _instanceMeta,
  ]);
}
