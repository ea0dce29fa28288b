/** Beyond these bounds the search would cost more than the hint is worth; only candidates of a like length are compared. */
const maximumCompared = 5_000;
const maximumLength = 64;

/**
 * The candidate most like what was written: the same but for case, or one slip of typing in three letters away.
 * @param candidates read lazily, up to a bound; what was written itself is no answer
 * @returns undefined when none is near
 */
export function nearestTo(written: string, candidates: Iterable<string>): string | undefined {
  if (written.length > maximumLength) return undefined;
  const wanted = written.trim().toLowerCase();
  let nearest: string | undefined;
  let least = Math.floor(wanted.length / 3) + 1;
  let compared = 0;
  for (const candidate of candidates) {
    if (candidate === written || Math.abs(candidate.length - wanted.length) >= least) continue;
    if (++compared > maximumCompared) break;
    const distance = editDistance(wanted, candidate.toLowerCase(), least);
    if (distance >= least) continue;
    nearest = candidate;
    least = distance;
    if (distance === 0) break;
  }
  return nearest;
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one text to the other, or `limit` if as many. */
function editDistance(from: string, to: string, limit: number): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      let cost = Math.min(
        (previous[column - 1] ?? 0) + (isSame ? 0 : 1),
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
      );
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        cost = Math.min(cost, (beforePrevious[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best >= limit) return limit;
    [beforePrevious, previous] = [previous, current];
  }
  return Math.min(previous[to.length] ?? limit, limit);
}
