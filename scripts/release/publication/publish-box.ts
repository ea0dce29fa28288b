import { escaped } from './markup.ts';
import type { PublishedVersion, VersionList } from './package-list.ts';

/** The languages that a web site's own words are in. */
export type SiteLanguage = 'fr' | 'en';

/**
 * What each page of a version says of it, as HTML. It stays true when later versions come: pages of earlier versions are
 * never written again.
 * @param isRoot whether the page is at the canonical itself, and not in the version's own folder
 */
export function statement(
  list: Pick<VersionList, 'title' | 'canonical'>,
  { version, date, path }: PublishedVersion,
  banner: string,
  language: SiteLanguage,
  isRoot: boolean,
): string {
  const link = (address: string, text: string) => `<a data-no-external="true" href="${escaped(address)}">${text}</a>`;
  const name = escaped(`${list.title} ${version} (${banner}, ${date})`);
  const history = `${list.canonical}/history.html`;
  if (language === 'fr')
    return isRoot
      ? `${name} : la version en vigueur. Elle reste lisible à ${link(path, 'son adresse propre')}. ${link(history, 'Toutes les versions publiées')}.`
      : `${name}, à son adresse propre. La version en vigueur, quand il y en a une, est à ${link(list.canonical, 'l’adresse du guide')}. ${link(history, 'Toutes les versions publiées')}.`;
  return isRoot
    ? `${name}: the current version. It stays at ${link(path, 'its own address')}. ${link(history, 'All published versions')}.`
    : `${name}, at its own address. The current version, once there is one, is at ${link(list.canonical, 'the address of the guide')}. ${link(history, 'All published versions')}.`;
}

const OPENINGS = ['<!--ReleaseHeader-->', '<!-- ReleaseHeader -->'] as const;
const ENDINGS = ['<!--EndReleaseHeader-->', '<!-- EndReleaseHeader -->'] as const;
const BOX = '<p id="publish-box';

/**
 * A page with what is said of its version in the place that its template leaves, whatever the Publisher has put there;
 * undefined where it leaves none. The body gets the class by which a template can show the place only in what is published.
 */
export function withStatement(html: string, text: string): string | undefined {
  const opening = OPENINGS.find((each) => html.includes(each));
  const box = opening === undefined ? -1 : html.indexOf(BOX, html.indexOf(opening));
  const from = box === -1 ? -1 : html.indexOf('>', box) + 1;
  const to = from <= 0 ? undefined : ENDINGS.map((each) => html.indexOf(each, from)).find((each) => each !== -1);
  if (to === undefined) return undefined;
  return `${html.slice(0, from).replace('<body>', '<body class="published">')}${text}</p>${html.slice(to)}`;
}
