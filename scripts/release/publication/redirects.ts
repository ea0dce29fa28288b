import { isJsonObject } from '../../model/fhir.ts';
import { escaped } from './markup.ts';

/** What a resource of a guide's package is read under. */
export interface Addressed {
  readonly resourceType: string;
  readonly id: string;
  readonly url?: string;
}

/** What of a resource says where it is read; undefined for what is none. */
export function addressed(resource: unknown): Addressed | undefined {
  if (!isJsonObject(resource)) return undefined;
  const { resourceType, id, url } = resource;
  if (typeof resourceType !== 'string' || typeof id !== 'string') return undefined;
  if (!/^[A-Za-z]+$/.test(resourceType) || !/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(id)) return undefined;
  return { resourceType, id, ...(typeof url === 'string' ? { url } : {}) };
}

/**
 * A page for each canonical of a guide that leads to the page of its artefact: `<canonical>/ValueSet/x` is an address
 * that readers follow. They work with any server.
 * @param hasPage whether the site has a page by a name such as `ValueSet-x.html`
 * @returns pages by path, such as `ValueSet/x/index.html`
 */
export function redirectPages(
  resources: readonly Addressed[],
  canonical: string,
  hasPage: (name: string) => boolean,
): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const { resourceType, id, url } of resources) {
    const page = `${resourceType}-${id}.html`;
    if (url !== `${canonical}/${resourceType}/${id}` || !hasPage(page)) continue;
    const to = escaped(`../../${page}`);
    pages.set(
      `${resourceType}/${id}/index.html`,
      `<!DOCTYPE html>\n<html><head><meta charset="UTF-8"><title>${escaped(id)}</title><meta http-equiv="refresh" content="0; url=${to}"></head><body><p><a href="${to}">${escaped(page)}</a></p></body></html>\n`,
    );
  }
  return pages;
}
