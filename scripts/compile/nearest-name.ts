/** The name most like the one written, when it is near enough to be meant. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(written.length / 3));
  let nearest: string | undefined;
  let best = limit + 1;
  for (const name of names) {
    if (name === written || Math.abs(name.length - written.length) >= best) continue;
    const distance = editDistance(written.toLowerCase(), name.toLowerCase(), best);
    if (distance < best) [nearest, best] = [name, distance];
  }
  return nearest;
}

/** Insertions, deletions, replacements and exchanges of neighbours; gives up at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (last[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      const isExchange = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const exchange = isExchange ? (beforeLast[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replace, exchange));
    }
    if (Math.min(...row) >= limit) return limit;
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? limit;
}
