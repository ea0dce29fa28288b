import type { Issue } from '../model/issue.ts';
import { found } from './found.ts';
import type { Stage } from './stages.ts';

/** A page of a built site. */
export interface BuiltPage {
  readonly name: string;
  readonly html: string;
}

/** How many pages are named in one finding. */
const SHOWN = 3;

/** What a page says of its stage. */
interface Head {
  /** By the guide's own template: what stands in its label. */
  readonly label?: string;
  /** By the official templates: the line with title, version and releaseLabel. */
  readonly status?: string;
}

/**
 * Holds the pages of a built site against their stage: each says in its head what the stage has as its banner. The
 * official templates show the releaseLabel in its place.
 * @param pages those that a template has made; the Publisher's own reports and pages that only lead on have no head
 * @returns one finding for all pages that show the same wrong words, and one for those that show none
 */
export function checkBanner(pages: Iterable<BuiltPage>, { name, banner, releaseLabel }: Stage): Issue[] {
  const wrong = new Map<string | undefined, string[]>();
  let count = 0;
  for (const page of pages) {
    count++;
    const { label, status } = headOf(page.html);
    if (label !== undefined ? label === banner : status !== undefined && hasWord(status, releaseLabel)) continue;
    const shown = label ?? status;
    const names = wrong.get(shown);
    if (names === undefined) wrong.set(shown, [page.name]);
    else names.push(page.name);
  }
  if (count === 0)
    return [
      found('release-banner', 'The built site has no page, so that no banner was read. Run ig publish.', {
        file: 'build/site/index.html',
      }),
    ];
  return [...wrong].map(([shown, names]) => {
    const which = `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''}`;
    const says =
      shown === undefined
        ? `${which}: no banner tells the stage of the guide`
        : `${which}: the banner is "${shown.slice(0, 200)}"`;
    return found(
      'release-banner',
      `${says}. In the stage ${name} it must be "${banner}". Build the site anew with ig publish, or correct the template.`,
      { file: `build/site/${names[0] ?? ''}` },
    );
  });
}

/** Whether a page of a built site has a head that is held against the stage. */
export function hasHead({ name, html }: BuiltPage): boolean {
  return (
    /\.html$/.test(name) &&
    !/^(qa[\w.-]*|searchform|history)\.html$/.test(name) &&
    !/http-equiv="refresh"/i.test(html.slice(0, 4096))
  );
}

function headOf(html: string): Head {
  const label = inElement(html, /<span class="release-label">/);
  const status = inElement(html, /<div id="ig-status">/);
  return { ...(label === undefined ? {} : { label }), ...(status === undefined ? {} : { status }) };
}

/** What a reader sees of an element that has no element of its own kind in it. */
function inElement(html: string, opening: RegExp): string | undefined {
  const match = opening.exec(html);
  if (match === null) return undefined;
  const from = match.index + match[0].length;
  const end = html.indexOf(match[0].startsWith('<span') ? '</span>' : '</div>', from);
  const text = html.slice(from, end === -1 ? from : end);
  return decoded(text.replace(/<[^<>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

function decoded(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(amp|lt|gt|quot|apos|nbsp));/gi, (_, decimal, hex, name) =>
    name === undefined
      ? String.fromCodePoint(Math.min(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal), 0x10_ff_ff))
      : (named[String(name).toLowerCase()] ?? ''),
  );
}

function hasWord(text: string, word: string): boolean {
  return text.split(/\s+/).includes(word);
}
