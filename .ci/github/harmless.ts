/** What stands between the characters that would mean something. */
const BREAK = '\u200b';
const ALLOWED = /^<\/?(?:details|summary)>/;

/**
 * Markdown from a run that anybody may have started, so that it can only be read: it names nobody (who would get a
 * mail), refers to no other request, loads no image, leads nowhere by a link, and has no markup but tables, lists and
 * what folds. It is not trusted to have escaped anything itself.
 * @param most how many characters are kept at most
 */
export function harmless(markdown: string, most: number): string {
  const visible = [...markdown].filter((character) => !isHidden(character)).join('');
  const cut = visible.length > most ? `${visible.slice(0, most).replace(/\n[^\n]*$/, '')}\n\n(cut short)` : visible;
  const text = cut
    .replace(/</g, (character, at: number) => (ALLOWED.test(cut.slice(at, at + 12)) ? character : '&lt;'))
    .replace(/@|&#0*64;|&#x0*40;|&commat;/gi, `@${BREAK}`)
    .replace(/#(?=\d)/g, (character, at: number, all: string) => (all[at - 1] === '&' ? character : `#${BREAK}`))
    .replace(/&#0*35;|&#x0*23;|&num;/gi, `#${BREAK}`)
    .replace(/\b(GH-)(?=\d)/gi, `$1${BREAK}`)
    .replace(/\](?=\s*[([:])/g, `]${BREAK}`)
    .replace(/(https?|ftp|mailto)(:|&colon;|&#0*58;|&#x0*3a;)/gi, `$1${BREAK}$2`)
    .replace(/\b(www)(\.|&period;|&#0*46;|&#x0*2e;)/gi, `$1${BREAK}$2`);
  return closed(text);
}

/** What is folded and not ended would swallow what stands below. */
function closed(text: string): string {
  const open = (text.match(/<details>/g)?.length ?? 0) - (text.match(/<\/details>/g)?.length ?? 0);
  return open > 0 ? `${text}\n${'</details>'.repeat(open)}` : text;
}

/** Control characters but the end of a line and the tab, and what turns the direction of writing. */
function isHidden(character: string): boolean {
  return /[^\P{C}\n\t]/u.test(character);
}
