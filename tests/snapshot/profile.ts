import type { Definition } from '../../scripts/model/definition/definitions.ts';
import type { ElementDefinition, StructureDefinition } from '../../scripts/model/fhir.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import type { PackageRef } from '../../scripts/model/package.ts';
import { generateSnapshots, type SnapshotContext } from '../../scripts/snapshot/generate.ts';
import { contextOf, r4Core } from './published-packages.ts';

export const guide: PackageRef = { id: 'example.guide', version: '1.0.0' };

export type Stated = Partial<ElementDefinition> & { readonly path: string };

interface ProfileOptions {
  readonly id?: string;
  readonly type?: string;
  readonly base?: string;
  readonly derivation?: 'constraint' | 'specialization';
  readonly kind?: StructureDefinition['kind'];
}

/** A profile on Observation unless said otherwise, with this differential. */
export function profile(stated: readonly Stated[], options: ProfileOptions = {}): Definition<StructureDefinition> {
  const { id = 'example', type = 'Observation', derivation = 'constraint', kind = 'resource' } = options;
  const base = options.base ?? `http://hl7.org/fhir/StructureDefinition/${type}`;
  return {
    package: guide,
    resource: {
      resourceType: 'StructureDefinition',
      id,
      url: type.includes(':') ? type : exampleUrl(id),
      name: id,
      status: 'draft',
      kind,
      abstract: false,
      type,
      baseDefinition: base,
      derivation,
      differential: { element: stated.map((element) => ({ ...element })) },
    },
  };
}

export function exampleUrl(id: string): string {
  return `http://example.org/StructureDefinition/${id}`;
}

export interface Made {
  readonly snapshots: readonly StructureDefinition[];
  /** Elements of the last definition given. */
  readonly elements: readonly ElementDefinition[];
  readonly issues: readonly Issue[];
  element(id: string): ElementDefinition;
}

export const r4Context: SnapshotContext = contextOf({ '': [r4Core] });

export function make(
  definitions: readonly Definition<StructureDefinition>[],
  context: SnapshotContext = r4Context,
): Made {
  const { value, issues } = generateSnapshots(definitions, context);
  const last = definitions.at(-1)?.resource.url;
  const elements = value.find(({ url }) => url === last)?.snapshot?.element ?? [];
  return {
    snapshots: value,
    elements,
    issues,
    element(id) {
      const found = elements.find((element) => element.id === id);
      if (found === undefined) throw new Error(`${id} is not in the snapshot`);
      return found;
    },
  };
}

/** The ids below and beside an element: itself, its children and its slices. */
export function idsOf({ elements }: Made, start: string): (string | undefined)[] {
  return elements.map(({ id }) => id).filter((id) => id?.startsWith(start) === true);
}
