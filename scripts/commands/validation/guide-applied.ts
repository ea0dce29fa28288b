import type { FhirResource } from '../../model/fhir.ts';
import type { ResourceResult } from '../../model/report.ts';
import { count } from '../../report/finding/count.ts';

/** What a verdict leaves open where nothing led from a resource to the guide: profiles are held that somebody names. */
export class GuideApplied {
  readonly #profiles: ReadonlySet<string>;
  readonly #types: ReadonlySet<string>;
  readonly #isApi: boolean;
  #without = 0;

  /** @param definitions the guide's own; none in a run without a guide */
  constructor(definitions: readonly FhirResource[] = []) {
    const profiles = definitions.filter(({ resourceType }) => resourceType === 'StructureDefinition');
    this.#profiles = new Set(profiles.map(({ url }) => String(url)));
    this.#types = new Set(profiles.map(({ type }) => String(type)));
    this.#isApi = definitions.some(({ resourceType }) => resourceType === 'CapabilityStatement');
  }

  /** Counts the resources of the guide's types that none of its profiles was applied to. */
  async *watch(results: AsyncIterable<ResourceResult> | Iterable<ResourceResult>): AsyncGenerator<ResourceResult> {
    for await (const result of results) {
      const [type = ''] = result.resource?.split('/') ?? [];
      const held = [...result.profiles, ...(result.profilesInside ?? [])];
      if (this.#types.has(type) && !held.some((each) => this.#profiles.has(each.split('|')[0] ?? ''))) this.#without++;
      yield result;
    }
  }

  /** Behind the verdict; empty where the guide has had its say. */
  caution(): string {
    if (this.#without === 0) return '';
    const how = this.#isApi ? '--as-api applies them, --profile one of them' : '--profile applies one';
    return ` as FHIR alone: no profile of the guide was applied to ${count(this.#without, 'resource')} (${how})`;
  }
}
