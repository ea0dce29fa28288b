import { nearestTo } from '../../model/nearest.ts';
import { jsonOf } from '../../model/written-digits.ts';

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(text: string, candidates: Iterable<string>): string {
  const near = nearestTo(text, candidates);
  return near === undefined ? '' : ` Did you mean "${near}"?`;
}

/** A value as a message shows it: on one line, and never megabytes. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (jsonOf(value) ?? String(value));
  const short = text.length <= 80 ? text : `${text.slice(0, 77)}...`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is made visible.
  return short.replace(/[\u0000-\u001f\u007f]/g, (character) => JSON.stringify(character).slice(1, -1));
}
