import { nearestTo } from '../model/nearest.ts';

const MAX_SEARCHES = 2_000;
/** Looked at in all searches together: code systems may have hundreds of thousands of codes. */
const MAX_CANDIDATES = 20_000_000;

/** Finds the code that was meant. */
export type Suggest = (code: string, candidates: Iterable<string>) => string | undefined;

/** Suggestions for the first wrong codes; a stream of ever new ones must not cost a search each. */
export function limitedSuggestions(): Suggest {
  let searches = 0;
  let left = MAX_CANDIDATES;
  function* counted(candidates: Iterable<string>): Iterable<string> {
    for (const candidate of candidates) {
      if (--left < 0) return;
      yield candidate;
    }
  }
  return (code, candidates) =>
    ++searches > MAX_SEARCHES || left < 0 ? undefined : nearestTo(code, counted(candidates));
}
