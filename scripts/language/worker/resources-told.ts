import type { GuideResource } from '../../model/definition/compiled.ts';
import { jsonOf } from '../../model/written-digits.ts';
import type { CompiledResource } from './messages.ts';

/** What another thread has been told of the guide's resources, so that it is told only what has changed. */
export class ResourcesTold {
  #told = new Map<string, GuideResource>();

  next(resources: readonly GuideResource[]): { readonly resources: CompiledResource[]; readonly gone: string[] } {
    const now = new Map(resources.map((each) => [each.file, each]));
    const gone = [...this.#told.keys()].filter((file) => !now.has(file));
    const changed = [...now.values()].filter((each) => !isSame(this.#told.get(each.file), each));
    this.#told = now;
    return { resources: changed.map(toCompiled), gone };
  }
}

function isSame(before: GuideResource | undefined, now: GuideResource): boolean {
  return before?.resource === now.resource && before.origin?.position.line === now.origin?.position.line;
}

function toCompiled({ file, resource, origin }: GuideResource): CompiledResource {
  const { resourceType, id, url, name } = resource;
  return {
    file,
    resourceType,
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof url === 'string' ? { url } : {}),
    ...(typeof name === 'string' ? { name } : {}),
    ...(origin === undefined
      ? {}
      : { origin: { name: origin.name, kind: origin.kind, position: { ...origin.position } } }),
    json: jsonOf(resource),
  };
}
