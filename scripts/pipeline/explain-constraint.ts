import type { FhirResource } from '../model/fhir.ts';
import { type InstalledPackage, packageKey } from '../model/package.ts';

/** An invariant as a loaded definition states it. @see https://hl7.org/fhir/R4/elementdefinition.html#ElementDefinition.constraint */
export interface ExplainedConstraint {
  readonly key: string;
  readonly severity: string;
  readonly human: string;
  readonly expression?: string;
  /** The element that it is stated on. */
  readonly element: string;
  /** Canonical of the definition that brings it. */
  readonly definition: string;
  /** `id#version`; absent for the guide's own. */
  readonly package?: string;
  /** How often loaded definitions state it: those that are derived from the one that brings it do so again. */
  readonly stated: number;
}

interface Statement {
  readonly key?: unknown;
  readonly severity?: unknown;
  readonly human?: unknown;
  readonly expression?: unknown;
  readonly source?: unknown;
}

/**
 * The invariants with this key, in the guide and in the loaded packages; keys are unique only within a definition and
 * those it is derived from, so there may be several.
 */
export function constraintsNamed(
  key: string,
  own: readonly FhirResource[],
  packages: readonly InstalledPackage[],
): readonly ExplainedConstraint[] {
  const found = new Map<string, ExplainedConstraint>();
  const take = (resource: FhirResource, owner?: InstalledPackage) => {
    const url = String(resource.url);
    const isIn = owner === undefined ? {} : { package: packageKey(owner) };
    for (const [element, { severity, human, expression, source }] of statementsOf(resource, key)) {
      const definition = typeof source === 'string' ? source : url;
      const identity = JSON.stringify([definition, human, expression]);
      const known = found.get(identity);
      const isOrigin = definition === url;
      const explained: ExplainedConstraint = {
        key,
        severity: String(severity),
        human: String(human),
        ...(typeof expression === 'string' ? { expression } : {}),
        element,
        definition,
        ...isIn,
        stated: (known?.stated ?? 0) + 1,
      };
      found.set(identity, known === undefined || isOrigin ? explained : { ...known, stated: explained.stated });
    }
  };
  for (const resource of own) take(resource);
  for (const owner of packages)
    for (const entry of owner.entries)
      if (entry.resourceType === 'StructureDefinition') take(owner.read(entry) as FhirResource, owner);
  return [...found.values()];
}

function* statementsOf(resource: FhirResource, key: string): Generator<[element: string, statement: Statement]> {
  const { snapshot, differential } = resource as {
    readonly snapshot?: { readonly element?: unknown };
    readonly differential?: { readonly element?: unknown };
  };
  const elements = snapshot?.element ?? differential?.element;
  if (!Array.isArray(elements)) return;
  for (const each of elements as { readonly id?: unknown; readonly path?: unknown; readonly constraint?: unknown }[]) {
    if (!Array.isArray(each?.constraint)) continue;
    for (const statement of each.constraint as Statement[])
      if (statement?.key === key) yield [String(each.id ?? each.path), statement];
  }
}
