import type { FhirResource } from '../../model/fhir.ts';
import { kindOfRule } from '../element/said-alike.ts';
import { textOf } from '../tree/same.ts';
import { shaped } from '../tree/shaped.ts';
import type { Side } from '../tree/side.ts';
import type { Artefact } from './artefact.ts';

const CORE = 'hl7.fhir.r4.core';
const MOST_LEVELS = 50;
/** What a definition and its parents say of elements, down to FHIR's own definition. */
export interface Statements {
  /** The definition of FHIR that all rests on. */
  readonly root: string;
  /** By path without slices and types, and kind of rule: every statement, that of the definition itself first. */
  readonly byPath: ReadonlyMap<string, string>;
}

/** @returns undefined where a parent is not loaded, so that nobody knows all that is said */
export function statementsOf({ resource, owner }: Artefact, side: Side): Statements | undefined {
  const byPath = new Map<string, string>();
  let at: { readonly resource: FhirResource; readonly package: Artefact['owner'] } = { resource, package: owner };
  for (let level = 0; level < MOST_LEVELS; level++) {
    const definition = shaped(at.resource);
    if (at.package.id === CORE) return { root: definition.url, byPath };
    if (definition.derivation !== 'constraint' || definition.differential === undefined) return undefined;
    for (const element of definition.differential.element) {
      const path = pathOf(element.path);
      for (const [name, value] of Object.entries(element)) {
        const kind = kindOfRule(name);
        if (kind === undefined) continue;
        const key = `${path} ${kind}`;
        byPath.set(key, `${byPath.get(key) ?? ''} ${element.sliceName ?? ''} ${name}${textOf(value)}`);
      }
    }
    const parent =
      typeof definition.baseDefinition === 'string' ? side.resolve(definition.baseDefinition, at.package) : undefined;
    if (parent === undefined) return undefined;
    at = parent;
  }
  return undefined;
}

/** `Observation.value` of `Observation.value[x]` and of `Observation.valueQuantity`. */
export function pathOf(path: string): string {
  return path
    .split('.')
    .map((step, at) => (at === 0 ? step : step.replace(/\[x\]$/, '').replace(/^([a-z]+)[A-Z]\w*$/, '$1')))
    .join('.');
}
