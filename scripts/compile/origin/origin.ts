import type { FshOrigin, SourceRule } from '../../model/definition/compiled.ts';
import type { JsonObject } from '../../model/fhir.ts';
import type { SourcePosition } from '../../model/issue.ts';
import type { ProjectPaths } from '../files/project-paths.ts';
import { constraintRules } from './constraint-rules.ts';
import { differentialRules } from './differential-rules.ts';
import { headerRules, keywordLine } from './entity-header.ts';
import { resolveSlices } from './resolve-slices.ts';
import { type Entity, pathsOfRule, type Rule } from './rule-paths.ts';
import type { SliceOrders } from './slice-order.ts';

export interface OriginContext {
  readonly paths: ProjectPaths;
  /** The lines of each FSH file, by its absolute path. */
  readonly linesOf: (file: string) => readonly string[];
  readonly sliceOrders: SliceOrders;
  /** The FSH instance of a name or id. */
  findInstance(name: string): Entity | undefined;
  /** The FSH invariant of a name, which is its key. */
  findInvariant(name: string): Entity | undefined;
  /** The URL of an extension that a FSH path names. */
  findExtensionUrl(name: string): string | undefined;
}

/**
 * Where each part of a compiled resource was written.
 * The rules are those that SUSHI applied: RuleSets inserted, soft indices and contexts resolved.
 */
export function toOrigin(entity: Entity, json: unknown, context: OriginContext): FshOrigin {
  const rules = sourceRules(entity, json, context, []);
  const differential =
    entity.constructorName === 'Instance'
      ? []
      : [...differentialRules(json, rules), ...constraintRules(json, (key) => expressionOf(key, context))];
  const { file, location } = entity.sourceInfo;
  return {
    name: entity.name,
    kind: entity.constructorName.replace(/^Fsh/, ''),
    position: position(context, file, location),
    endLine: location?.endLine ?? 0,
    rules: [...rules, ...differential],
  };
}

function expressionOf(key: string, context: OriginContext): SourcePosition | undefined {
  const invariant = context.findInvariant(key);
  if (invariant === undefined) return undefined;
  const { file, location } = invariant.sourceInfo;
  const rule = invariant.rules.find(({ path }) => path === 'expression');
  if (rule !== undefined) return position(context, rule.sourceInfo.file, rule.sourceInfo.location);
  const start = location?.startLine ?? 1;
  const lines = context.linesOf(file ?? '').slice(start - 1, location?.endLine);
  return position(context, file, { startLine: start + keywordLine(lines, 'Expression') });
}

function sourceRules(entity: Entity, json: unknown, context: OriginContext, within: readonly string[]): SourceRule[] {
  const { file, location } = entity.sourceInfo;
  const start = location?.startLine ?? 1;
  const header = headerRules(
    context.linesOf(file ?? '').slice(start - 1, location?.endLine),
    entity.constructorName,
  ).map(({ path, line }) => ({ path, position: position(context, file, { startLine: start + line }) }));
  return [...header, ...entity.rules.flatMap((rule) => sourceRule(rule, entity, json, context, within))];
}

function sourceRule(
  rule: Rule,
  entity: Entity,
  json: unknown,
  context: OriginContext,
  within: readonly string[],
): SourceRule[] {
  const { file, location, appliedFile, appliedLocation } = rule.sourceInfo;
  // SUSHI adds rules of its own, such as the extension 0..0 of a simple extension.
  if (location === undefined) return [];
  const place = {
    position: position(context, file, location),
    ...(appliedFile === undefined ? {} : { insertedAt: position(context, appliedFile, appliedLocation) }),
  };
  return pathsOfRule(rule, entity, json).flatMap(({ path: written, location: own }) => {
    const path = entity.constructorName === 'Instance' ? resolve(written, entity, json, context) : written;
    const here = own === undefined ? place : { ...place, position: position(context, file, own) };
    return [{ path, ...here }, ...rulesOfValue(rule, path, json, context, [...within, entity.name])];
  });
}

/** The rules of an instance that a rule puts at `path`: contained, or an entry of a Bundle. */
function rulesOfValue(
  rule: Rule,
  path: string,
  json: unknown,
  context: OriginContext,
  within: readonly string[],
): SourceRule[] {
  if (rule.isInstance !== true) return [];
  const name = typeof rule.value === 'string' ? rule.value : instanceName(rule.value);
  const instance = name === undefined ? undefined : context.findInstance(name);
  if (instance === undefined || within.includes(instance.name)) return [];
  const inner = valueAt(json, path);
  return sourceRules(instance, inner, context, within).map((inside) => ({
    ...inside,
    path: inside.path === '' ? path : `${path}.${inside.path}`,
  }));
}

/** Rules of definitions hold the instance itself once SUSHI has applied them. */
function instanceName(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('_instanceMeta' in value)) return undefined;
  const meta = value._instanceMeta;
  return typeof meta === 'object' && meta !== null && 'name' in meta ? String(meta.name) : undefined;
}

function resolve(path: string, entity: Entity, json: unknown, context: OriginContext): string {
  return resolveSlices(path, json, context.sliceOrders.of(entity.name), context.findExtensionUrl);
}

function valueAt(json: unknown, path: string): unknown {
  const keys = path.replace('^', '').match(/[^.[\]]+/g) ?? [];
  return keys.reduce<unknown>((value, key) => {
    const item = Array.isArray(value) && !/^\d+$/.test(key) ? value[0] : value;
    return typeof item === 'object' && item !== null ? (item as JsonObject)[key] : undefined;
  }, json);
}

function position(
  { paths }: OriginContext,
  file: string | undefined,
  location: { readonly startLine: number; readonly startColumn?: number } | undefined,
): SourcePosition {
  return {
    file: paths.relative(file ?? ''),
    ...(location === undefined ? {} : { line: location.startLine }),
    ...(location?.startColumn === undefined ? {} : { column: location.startColumn }),
  };
}
