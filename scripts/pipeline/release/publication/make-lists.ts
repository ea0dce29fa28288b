import { join } from 'node:path';
import type { JsonObject } from '../../../model/fhir.ts';
import { leadsInside } from '../../../model/inside.ts';
import { EnvironmentError } from '../../../model/issue.ts';
import { readJsonText } from '../../../release/json-text.ts';
import { withEntry } from '../../../release/publication/feed.ts';
import { historyPage } from '../../../release/publication/history-page.ts';
import type { PublishedVersion, VersionList } from '../../../release/publication/package-list.ts';
import { withPackage } from '../../../release/publication/package-registry.ts';
import type { SiteLanguage } from '../../../release/publication/publish-box.ts';
import type { SiteLayout } from '../../../release/site.ts';
import { filesBelow } from '../project-files.ts';
import { putFile } from './copy-web.ts';

export interface ListsContent {
  readonly layout: SiteLayout;
  /** package-list.json as it will be. */
  readonly packageList: JsonObject;
  readonly list: VersionList;
  readonly version: PublishedVersion;
  readonly fhirVersion: string;
  readonly language: SiteLanguage;
  /** As feeds have it: `Mon, 30 Nov 2026 12:00:00 GMT`. */
  readonly published: string;
}

/**
 * Writes what tells of all versions: the list of this guide's, its page, the registry of the site and its feeds.
 * @param web a copy of the web site
 * @returns the paths in it of what was written
 */
export function makeLists(web: string, content: ListsContent): readonly string[] {
  const { layout, packageList, list, version, fhirVersion, language, published } = content;
  const files = filesBelow(web);
  const place = (name: string) => (layout.folder === '' ? name : `${layout.folder}/${name}`);
  const written: string[] = [];
  const put = (path: string, text: string) => {
    putFile(join(web, path), text);
    written.push(path);
  };
  put(place('package-list.json'), formatted(packageList));
  put(place('history.html'), historyPage(list, language));
  const registry = readJsonText(files.read('package-registry.json') ?? '', 'package-registry.json');
  if ('fault' in registry)
    throw new EnvironmentError(`package-registry.json cannot be read as JSON: ${registry.fault}.`);
  put('package-registry.json', formatted(withPackage(registry.value, place('package-list.json'), list)));
  for (const kind of ['package', 'publication'] as const) {
    const path = layout.feeds[kind];
    if (path === undefined) continue;
    const before = leadsInside(path) ? files.read(path) : undefined;
    const feed = before === undefined ? undefined : withEntry(before, kind, { list, version, fhirVersion, published });
    if (feed === undefined)
      throw new EnvironmentError(
        `publish-setup.json names ${path} as the feed of each ${kind}, and there is no feed. Make one, or remove the name.`,
      );
    put(path, feed);
  }
  return written;
}

function formatted(value: JsonObject): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
