import { elementPath, type SourcePosition } from '../../model/issue.ts';
import { type Finding, formatPosition, placeOf } from '../finding/finding.ts';
import { shortName, visibleLine } from '../finding/visible.ts';
import type { Paint } from './ansi.ts';
import type { FormatOptions, RunDetails } from './options.ts';
import type { Words } from './words.ts';

/** More lines of files are read by nobody; the findings behind them name their places. */
const MOST_FRAMES = 100;

/** Writes places and rules of findings: in colour, as links, and with the line itself, as far as the terminal has that. */
export class Places {
  readonly #paint: Paint;
  readonly #options: Pick<FormatOptions, 'surroundings'>;
  readonly #details: RunDetails;
  readonly words: Words;
  #frames = 0;

  constructor(paint: Paint, options: Pick<FormatOptions, 'surroundings'>, details: RunDetails, words: Words) {
    this.words = words;
    this.#paint = paint;
    this.#options = options;
    this.#details = details;
  }

  /** Place, resource and element, as far as they are known. */
  line(finding: Finding): string {
    const place = placeOf(finding);
    const path = elementPath(finding.issue);
    return [
      place === undefined ? undefined : this.position(place),
      finding.result?.resource === undefined ? undefined : visibleLine(shortName(finding.result.resource)),
      path === undefined ? undefined : this.#paint(visibleLine(path), 'bold'),
    ]
      .filter((part) => part !== undefined)
      .join('  ');
  }

  position(place: SourcePosition): string {
    const text = this.#paint(visibleLine(formatPosition(place)), 'cyan');
    return linked(text, this.#options.surroundings?.links?.placeUrl(place, this.#details.folder));
  }

  /** The name of a rule, linked to the section that sets it. */
  rule(name: string): string {
    const text = this.#paint(visibleLine(name), 'dim');
    const spec = this.#options.surroundings?.links === undefined ? undefined : this.#details.rules?.[name]?.spec;
    return linked(text, spec?.startsWith('https://') === true ? spec : undefined);
  }

  /** The line that a finding is about, and a caret below; none where nothing is to be seen. */
  frame(finding: Finding): string[] {
    const place = placeOf(finding);
    const { frame } = this.#options.surroundings ?? {};
    if (place === undefined || frame === undefined || this.#frames >= MOST_FRAMES) return [];
    this.#frames++;
    const shown = frame(place, this.#details.folder);
    if (shown === undefined) return [];
    const { line, text, mark } = shown;
    const number = String(line);
    const margin = `      ${number} │ `;
    const code = `${this.#paint(margin, 'dim')}${text}`;
    if (mark === undefined) return [code];
    const below = `      ${' '.repeat(number.length)} │ `;
    const caret = `${' '.repeat(mark.from)}${this.#paint('^'.repeat(mark.length), 'red')}`;
    return [code, `${this.#paint(below, 'dim')}${caret}`];
  }
}

/** An address has no control characters: those of a path are percent-encoded. */
function linked(text: string, url: string | undefined): string {
  return url === undefined ? text : `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\`;
}
