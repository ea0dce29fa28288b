import type { SushiConfiguration } from './sushi.ts';

/** A dependency as sushi-config.yaml declares it. */
export interface GuideDependency {
  /** The package's own id, without an alias. */
  readonly id: string;
  /** As written: exact, `latest`, `current`, `1.2.x`; absent when forgotten. */
  readonly version?: string;
  /** Before `@npm:`, for a second version of one package. */
  readonly alias?: string;
  readonly uri?: string;
}

/** What the rest of the pipeline needs of the project's configuration. */
export interface GuideFacts {
  readonly id?: string;
  readonly packageId?: string;
  readonly canonical: string;
  readonly version?: string;
  readonly name?: string;
  readonly title?: string;
  readonly status?: string;
  readonly publisher?: string;
  readonly description?: string;
  readonly license?: string;
  readonly fhirVersions: readonly string[];
  readonly dependencies: readonly GuideDependency[];
  readonly parameters: readonly { readonly code: string; readonly value: string }[];
  readonly fshOnly: boolean;
}

export function toGuideFacts(config: SushiConfiguration): GuideFacts {
  const { id, packageId, canonical, version, name, title, status, publisher, description, license } = config;
  const texts = { id, packageId, version, name, title, status, publisher, description, license };
  return {
    ...withoutUndefined(texts),
    canonical,
    fhirVersions: config.fhirVersion,
    dependencies: (config.dependencies ?? []).map(toDependency),
    parameters: (config.parameters ?? []).map(({ code, value }) => ({ code: String(code), value: String(value) })),
    fshOnly: config.FSHOnly === true,
  };
}

export type ConfiguredDependency = NonNullable<SushiConfiguration['dependencies']>[number];

export function toDependency({ packageId = '', version, uri }: ConfiguredDependency): GuideDependency {
  const [, alias, id = packageId] = /^([^@]+)@npm:(.+)$/.exec(packageId) ?? [];
  return { id, ...withoutUndefined({ version, alias, uri }) };
}

function withoutUndefined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> };
}
