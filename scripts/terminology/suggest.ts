import { nearestTo } from '../model/nearest.ts';

const MAX_SEARCHES = 2_000;

/** Finds the code that was meant. */
export type Suggest = (code: string, candidates: Iterable<string>) => string | undefined;

/** Suggestions for the first wrong codes; a stream of ever new ones must not cost a search each. */
export function limitedSuggestions(): Suggest {
  let searches = 0;
  return (code, candidates) => (++searches > MAX_SEARCHES ? undefined : nearestTo(code, candidates));
}
