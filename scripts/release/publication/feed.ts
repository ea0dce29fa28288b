import { escaped } from './markup.ts';
import type { PublishedVersion, VersionList } from './package-list.ts';

/** What a feed tells of a publication. */
export interface FeedEntry {
  readonly list: VersionList;
  readonly version: PublishedVersion;
  readonly fhirVersion: string;
  /** As a feed has it: `Mon, 30 Nov 2026 00:00:00 GMT`. */
  readonly published: string;
}

/**
 * A feed of packages or of publications with one entry more, before the others; nothing else of it changes.
 * @returns undefined where the text is no feed
 */
export function withEntry(
  feed: string,
  kind: 'package' | 'publication',
  { list, version, fhirVersion, published }: FeedEntry,
): string | undefined {
  const found = [feed.indexOf('<item'), feed.indexOf('</channel>')].find((each) => each !== -1);
  if (found === undefined) return undefined;
  let at = found;
  while (feed[at - 1] === ' ') at--;
  const isPackage = kind === 'package';
  const link = escaped(`${version.path}/${isPackage ? 'package.tgz' : 'index.html'}`);
  const title = isPackage ? `${list.id}#${version.version}` : `${list.title} version ${version.version}`;
  // A prefix that the feed does not declare would make it no XML.
  const fhir = feed.includes('xmlns:fhir=')
    ? `      <fhir:version>${escaped(fhirVersion)}</fhir:version>\n      <fhir:kind>IG</fhir:kind>\n`
    : '';
  const item = `    <item>
      <title>${escaped(title)}</title>
      <description>${escaped(version.desc)}</description>
      <link>${link}</link>
      <guid isPermaLink="true">${link}</guid>
${fhir}      <pubDate>${escaped(published)}</pubDate>
    </item>
`;
  return `${feed.slice(0, at)}${item}${feed.slice(at)}`;
}
