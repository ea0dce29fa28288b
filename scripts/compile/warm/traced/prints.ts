import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../../model/fhir.ts';
import type { Exported } from './exported.ts';

/** How much of a definition somebody reads: all of it, or what an instance of it can depend on. */
export type Reads = 'whole' | 'shape';

/** Digests of what others can read of what was exported. */
export type Prints = Readonly<Record<Reads, string>>;

/** Of a StructureDefinition: what tells people about it, or is for other definitions. */
const besideShape = new Set(
  'title description publisher contact date purpose copyright keyword status experimental useContext jurisdiction mapping differential'.split(
    ' ',
  ),
);

/** The same of its elements: SUSHI makes instances by their types, numbers, fixed values and slices. */
const besideElement = new Set(
  'short definition comment requirements alias mustSupport isSummary constraint condition mapping example binding'.split(
    ' ',
  ),
);

/** @param json what it is written out as, its snapshot included */
export function printsOf(exported: Exported, json: unknown = exported.toJSON(true)): Prints {
  const whole = digestOf([json, exported._instanceMeta]);
  const isDefinition = exported._instanceMeta === undefined && exported.resourceType === 'StructureDefinition';
  return { whole, shape: isDefinition && isJsonObject(json) ? digestOf(shapeOf(json)) : whole };
}

/** What toJSON(false) would give, made of what toJSON(true) has given; undefined where that is not sure. */
export function withoutSnapshot(exported: object, json: unknown): unknown {
  if (!isJsonObject(json) || json.snapshot === undefined || !('buildMappingJSON' in exported)) return undefined;
  const { snapshot, mapping, ...rest } = json;
  if (mapping === undefined) return rest;
  // Of mappings only those that are new are written without a snapshot.
  const fresh: { mapping?: unknown } = {};
  (exported as { buildMappingJSON(json: object, snapshot: boolean): void }).buildMappingJSON(fresh, false);
  return fresh.mapping === undefined ? rest : undefined;
}

function shapeOf(json: JsonObject): JsonObject {
  const snapshot = isJsonObject(json.snapshot) ? json.snapshot.element : undefined;
  const elements: readonly unknown[] = Array.isArray(snapshot) ? snapshot : [];
  const shapes = elements.map((element) => (isJsonObject(element) ? without(element, besideElement) : element));
  return { ...without(json, besideShape), snapshot: { element: shapes } };
}

function without(json: JsonObject, left: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([name]) => !left.has(name.replace(/^_/, ''))));
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64');
}
