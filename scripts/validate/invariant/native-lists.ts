import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { CannotTell, countMembers, fitsSibling } from './direct-members.ts';
import type { InvariantEnvironment, InvariantNode } from './environment.ts';
import { memberOf } from './model.ts';

/*
 * Invariants that compare all members of a long list with each other, or with what stands elsewhere in the resource.
 * As expressions they take a node for every element below, or walk the resource once for each member.
 */

const cannotTell = new CannotTell();

/** The only form in which a text is read here: a string, without id or extensions beside it; undefined where there is none. */
function textOf(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  if (object[`_${name}`] !== undefined) throw cannotTell;
  if (value === undefined || typeof value === 'string') return value;
  throw cannotTell;
}

/** The only form in which an object is read here; undefined where there is none. */
function objectOf(object: JsonObject, name: string): JsonObject | undefined {
  const value = object[name];
  if (object[`_${name}`] !== undefined) throw cannotTell;
  if (value === undefined || isJsonObject(value)) return value;
  throw cannotTell;
}

/** The objects of a list; no other form is read here. */
function objectsIn(object: JsonObject, name: string): readonly JsonObject[] {
  const value = object[name];
  if (object[`_${name}`] !== undefined) throw cannotTell;
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw cannotTell;
  for (const item of value) if (!isJsonObject(item)) throw cannotTell;
  return value as readonly JsonObject[];
}

/** Visits an object and all objects below it. */
function visit(root: JsonObject, look: (object: JsonObject) => void): void {
  const rest: unknown[] = [root];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (Array.isArray(next)) {
      for (const item of next) if (typeof item === 'object' && item !== null) rest.push(item);
    } else if (isJsonObject(next)) {
      look(next);
      for (const name of Object.keys(next)) {
        const value = next[name];
        if (typeof value !== 'object' || value === null) continue;
        if (name === 'resourceType' || (name.startsWith('_') && !fitsSibling(next[name.slice(1)], value)))
          throw cannotTell;
        rest.push(value);
      }
    }
  }
}

/** que-2: `descendants().linkId.isDistinct()` */
export function hasDistinctLinkIds({ value }: InvariantNode): boolean {
  if (!isJsonObject(value)) throw cannotTell;
  const seen = new Set<string>();
  let count = 0;
  visit(value, (object) => {
    if (object === value) return;
    const linkId = textOf(object, 'linkId');
    if (linkId === undefined) return;
    seen.add(linkId);
    count++;
  });
  return seen.size === count;
}

/** csd-1: `concept.code.combine($this.descendants().concept.code).isDistinct()` */
export function hasDistinctCodes({ value }: InvariantNode): boolean {
  if (!isJsonObject(value)) throw cannotTell;
  const seen = new Set<string>();
  let count = 0;
  visit(value, (object) => {
    for (const concept of objectsIn(object, 'concept')) {
      const code = textOf(concept, 'code');
      if (code === undefined) continue;
      seen.add(code);
      count++;
    }
  });
  return seen.size === count;
}

const observedValue = memberOf('Observation', 'value');

/** obs-7: an Observation with a value has no component with the code that it has itself. */
export function hasOtherComponents({ value }: InvariantNode, { resource }: InvariantEnvironment): boolean {
  if (!isJsonObject(value)) throw cannotTell;
  if (countMembers(value, 'value', observedValue) === 0) return true;
  const components = objectsIn(value, 'component');
  if (components.length === 0) return true; // most have none
  const own = new Set(codingsOf(objectOf(resource, 'code')));
  return components.every((component) => codingsOf(objectOf(component, 'code')).every((coding) => !own.has(coding)));
}

function codingsOf(concept: JsonObject | undefined): string[] {
  return (concept === undefined ? [] : objectsIn(concept, 'coding')).map(identityOf);
}

/** The same for what is equal in FHIRPath. */
function identityOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(identityOf).join()}]`;
  if (isJsonObject(value)) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${identityOf(value[key])}`).join()}}`;
  }
  if (typeof value !== 'string' && typeof value !== 'boolean') throw cannotTell;
  return JSON.stringify(value);
}

/** sdf-8: all paths of a snapshot begin with that of its first element, which is the type. */
export function hasPathsOfSnapshot({ value }: InvariantNode, { resource }: InvariantEnvironment): boolean {
  if (!isJsonObject(value)) throw cannotTell;
  const isLogical = textOf(resource, 'kind') === 'logical';
  const type = textOf(resource, 'type');
  const [root, ...rest] = pathsOf(value);
  if (!isLogical && (root === undefined || root !== type)) return false;
  const [ownRoot = ''] = pathsOf(objectOf(resource, 'snapshot'));
  return rest.every((path) => path?.startsWith(`${ownRoot}.`) === true);
}

/** sdf-8a: all paths of a differential begin with the type, or in a logical model with the root of the first. */
export function hasPathsOfDifferential({ value }: InvariantNode, { resource }: InvariantEnvironment): boolean {
  if (!isJsonObject(value)) throw cannotTell;
  const isLogical = textOf(resource, 'kind') === 'logical';
  const type = textOf(resource, 'type');
  const [first, ...rest] = pathsOf(value);
  if (!isLogical && (type === undefined || first?.startsWith(type) !== true)) return false;
  const [ownFirst = ''] = pathsOf(objectOf(resource, 'differential'));
  if (/[\n\r\u2028\u2029]/.test(ownFirst)) throw cannotTell; // what a dot means to a regular expression ends there
  const ownRoot = ownFirst.replace(/\..*/, '');
  return rest.every((path) => path?.startsWith(`${ownRoot}.`) === true);
}

function pathsOf(view: JsonObject | undefined): (string | undefined)[] {
  return (view === undefined ? [] : objectsIn(view, 'element')).map((element) => {
    const path = textOf(element, 'path');
    if (path === '') throw cannotTell;
    return path;
  });
}

/** ig-1: every resource is in a group that there is. */
export function hasKnownGroups({ value }: InvariantNode): boolean {
  if (!isJsonObject(value)) throw cannotTell;
  const groups = new Set(objectsIn(value, 'grouping').map((group) => textOf(group, 'id')));
  return objectsIn(value, 'resource').every((resource) => {
    const group = textOf(resource, 'groupingId');
    return group === undefined || groups.has(group);
  });
}

/** ig-2: every resource is of a FHIR version that the guide is for. */
export function hasKnownVersions({ value }: InvariantNode): boolean {
  if (!isJsonObject(value)) throw cannotTell;
  const definition = objectOf(value, 'definition');
  if (definition === undefined) return true;
  const known = new Set(textsIn(value, 'fhirVersion'));
  return objectsIn(definition, 'resource').every((resource) =>
    textsIn(resource, 'fhirVersion').every((version) => known.has(version)),
  );
}

function textsIn(object: JsonObject, name: string): readonly string[] {
  const value = object[name];
  if (object[`_${name}`] !== undefined) throw cannotTell;
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw cannotTell;
  for (const item of value) if (typeof item !== 'string') throw cannotTell;
  return value as readonly string[];
}
