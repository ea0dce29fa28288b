/** A text that is the same for JSON values that are the same, whatever the order of their properties. */
export function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${parts
    .map(([key, part]) => `${JSON.stringify(key)}:${textOf(part)}`)
    .sort()
    .join()}}`;
}

export function isSame(a: unknown, b: unknown): boolean {
  return a === b || textOf(a) === textOf(b);
}
