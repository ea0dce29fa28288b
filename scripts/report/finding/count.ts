/** `1 error`, `2 errors`, `5,000 resources`. */
export function count(number: number, noun: string): string {
  return `${formatNumber(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** With a comma between thousands, whatever the locale of the machine. */
export function formatNumber(number: number): string {
  return number.toLocaleString('en-US');
}

/** Two digits that matter: `0.84 s`, `12 s`. */
export function formatSeconds(seconds: number): string {
  return `${seconds < 10 ? seconds.toFixed(2) : Math.round(seconds)} s`;
}

/**
 * The first few of a list, and how many are left out: `a, b and 3 more`.
 * @param hasMore the list itself is only the beginning of what there is
 */
export function listSome(items: readonly string[], limit: number, hasMore = false): string {
  const shown = !hasMore && items.length <= limit + 1 ? items : items.slice(0, limit);
  const rest = items.length - shown.length;
  if (hasMore) return `${shown.join(', ')} and more than ${formatNumber(rest)} more`;
  if (rest > 0) return `${shown.join(', ')} and ${formatNumber(rest)} more`;
  return listAll(shown);
}

/** The same where only the first ones are at hand, of so many. */
export function listFirst(items: readonly string[], limit: number, of: number): string {
  if (of === items.length) return listSome(items, limit);
  const shown = items.slice(0, limit);
  return `${shown.join(', ')} and ${formatNumber(of - shown.length)} more`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listAll(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
