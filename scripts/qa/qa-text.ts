import type { QaRule } from './rules.ts';

/** A fault that the IG Publisher's link checker has found in a page of the site. */
export interface PageFault {
  readonly severity: 'error' | 'warning';
  readonly rule: QaRule;
  /** The page, relative to the site. */
  readonly page: string;
  readonly text: string;
  /** What the link or the image names, where it is about one. */
  readonly target?: string;
}

const SECTION = /^== (.+) ==$/;
const LINE = /^(FATAL|ERROR|WARNING|INFORMATION): (\S+?\.html)(?:#\S+)?(?: at Line \d+, column \d+)?: (.+)$/;

/**
 * Reads the part of `qa.txt` that is about the guide as a whole: what the link checker finds stands nowhere else.
 * @param elsewhere the messages of qa.xml: what else is in this part is there too
 */
export function readPageFaults(text: string, elsewhere: ReadonlySet<string>): PageFault[] {
  const faults: PageFault[] = [];
  let section: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const [, heading] = SECTION.exec(line) ?? [];
    section = heading ?? section;
    if (section !== 'n/a') continue;
    const [, level, page, words] = LINE.exec(line) ?? [];
    if (page === undefined || words === undefined || elsewhere.has(words.trim())) continue;
    const [, target] = /^The (?:link|image source) '([^']*)'/.exec(words) ?? [];
    const isBroken = target !== undefined && /cannot be resolved/.test(words);
    faults.push({
      // The Publisher counts broken links by themselves, beside its errors, and lets them be suppressed.
      severity: (level === 'ERROR' || level === 'FATAL') && !isBroken ? 'error' : 'warning',
      rule: isBroken ? 'publisher-broken-link' : target === undefined ? 'publisher-page' : 'publisher-unversioned-link',
      page,
      text: words,
      ...(target === undefined ? {} : { target }),
    });
  }
  return faults;
}
