import { isJsonObject } from '../../model/fhir.ts';
import { type PathStep, parseFshPath } from './fsh-path.ts';
import type { SliceNames } from './slice-order.ts';

/**
 * Writes a path's slice names as indices: `component[SystolicBP].code` as `component[0].code`.
 * A step whose place cannot be found out stays as written, and so do those after it.
 */
export function resolveSlices(
  path: string,
  json: unknown,
  slices: SliceNames,
  findExtensionUrl: (name: string) => string | undefined,
): string {
  if (!/\[[^\]\d]/.test(path)) return path;
  let resolved = '';
  let value = json;
  for (const step of parseFshPath(path)) {
    const parent = resolved === '' ? '' : `${resolved}.`;
    const index =
      step.slices.length === 0 ? step.index : indexOf(step, `${parent}${step.name}`, slices, value, findExtensionUrl);
    if (step.slices.length > 0 && index === undefined) {
      resolved = `${parent}${asWritten(step)}`;
      value = undefined;
      continue;
    }
    resolved = `${parent}${step.name}${step.isChoice ? '[x]' : ''}${index === undefined ? '' : `[${index}]`}`;
    value = child(value, step.name, index ?? 0);
  }
  return resolved;
}

function indexOf(
  step: PathStep,
  path: string,
  slices: SliceNames,
  parent: unknown,
  findExtensionUrl: (name: string) => string | undefined,
): number | undefined {
  const slice = step.slices.join('/');
  const items = isJsonObject(parent) ? parent[step.name] : undefined;
  const count = Array.isArray(items) ? items.length : 0;
  const marked = indices(count, (i) => slices.get(`${path}[${i}]`) === slice);
  if (marked.length > 0) return marked[step.index ?? 0];
  if (!/^(modifierE|e)xtension$/.test(step.name) || !Array.isArray(items)) return undefined;
  const url = findExtensionUrl(slice) ?? slice;
  const list: readonly unknown[] = items;
  return indices(count, (i) => isExtension(list[i], url))[step.index ?? 0];
}

function isExtension(value: unknown, url: string): boolean {
  return isJsonObject(value) && value.url === url;
}

function indices(count: number, fits: (i: number) => boolean): number[] {
  return [...Array(count).keys()].filter(fits);
}

function asWritten({ name, isChoice, slices, index }: PathStep): string {
  const brackets = slices.map((slice) => `[${slice}]`).join('');
  return `${name}${isChoice ? '[x]' : ''}${brackets}${index === undefined ? '' : `[${index}]`}`;
}

function child(value: unknown, name: string, index: number): unknown {
  if (!isJsonObject(value)) return undefined;
  const found = value[name];
  return Array.isArray(found) ? found[index] : found;
}
