import { nearestTo } from '../../model/nearest.ts';
import { jsonOf } from '../../model/written-digits.ts';

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(text: string, candidates: Iterable<string>): string {
  const near = nearestTo(text, candidates);
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

/** A value as a message shows it: on one line, and never megabytes. */
export function shown(value: unknown): string {
  return onOneLine(textOf(value));
}

/**
 * Two values that are told side by side, because they differ. Where they begin alike for so long that both would be cut
 * to the same text, what they have in common is left out but for its end.
 */
export function shownApart(one: unknown, other: unknown): readonly [string, string] {
  const texts = [textOf(one), textOf(other)] as const;
  const [first, second] = texts;
  let alike = 0;
  while (alike < first.length && first[alike] === second[alike]) alike++;
  if (alike < LONGEST - 3) return [onOneLine(first), onOneLine(second)];
  const [from, to] = texts.map((text) => onOneLine(`...${text.slice(alike - KEPT)}`));
  return [from ?? '', to ?? ''];
}

const LONGEST = 80;
/** How much of what two values have in common stays, to find the place by. */
const KEPT = 40;

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (jsonOf(value) ?? String(value));
}

function onOneLine(text: string): string {
  const short = text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is made visible.
  return short.replace(/[\u0000-\u001f\u007f]/g, (character) => JSON.stringify(character).slice(1, -1));
}
