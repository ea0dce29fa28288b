import { parseCanonical } from '../../model/canonical.ts';
import type { SourcePosition } from '../../model/issue.ts';
import type { Sources } from '../sources/sources.ts';
import type { CompiledResource, VerdictReply } from '../worker/messages.ts';

/** What is known of a guide: its resources as they were last compiled, and the packages that it rests on. */
export class Guide {
  readonly sources: Sources;
  readonly #offline: boolean;
  readonly #resources = new Map<string, CompiledResource>();
  #byUrl: ReadonlyMap<string, CompiledResource> | undefined;

  constructor(sources: Sources, offline: boolean) {
    this.sources = sources;
    this.#offline = offline;
  }

  /** The packages lie in the cache, so that opening them takes no time. */
  packagesAreHere(): void {
    void this.#offline;
  }

  take({ resources, gone }: VerdictReply): void {
    for (const file of gone) this.#resources.delete(file);
    for (const resource of resources) this.#resources.set(resource.file, resource);
    if (resources.length > 0 || gone.length > 0) this.#byUrl = undefined;
  }

  declarationOf(canonical: string): SourcePosition | undefined {
    this.#byUrl ??= new Map(
      [...this.#resources.values()].flatMap((each) => (each.url === undefined ? [] : [[each.url, each]])),
    );
    return this.#byUrl.get(parseCanonical(canonical).url)?.origin?.position;
  }
}
