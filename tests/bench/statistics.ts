export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** The least number that so many of a hundred do not exceed. */
export function percentile(numbers: readonly number[], hundredths: number): number {
  const at = Math.ceil((hundredths / 100) * numbers.length) - 1;
  return numbers.toSorted((a, b) => a - b)[Math.max(0, at)] ?? Number.NaN;
}

/** `76 ×`, `1.62 ×`. */
export function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 10 ? 2 : 0)} ×`;
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Lines of cells in columns as wide as need be, the first to the left and the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, cell.length);
  const line = (row: readonly string[]) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0))).join('   ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}
