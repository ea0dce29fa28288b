// The HL7 validator writes the resource's type and id into its locations, as a comment, and the type of a choice:
// `Observation.contained[0]/*Patient/x*/.value.ofType(Quantity)`.

/** The HL7 validator's location of an issue as FHIRPath, the way ours gives it: without comments and types of choices. */
export function toExpression(location: string | undefined): string | undefined {
  const expression = (location ?? '').replace(/\/\*.*?\*\//g, '').replace(/\.ofType\(\w+\)/g, '');
  return /^(?:[A-Z]\w*|\$)([.[].*)?$/.test(expression) ? expression : undefined;
}

/** The same location as the JSON of the resource names it, where that is another text: `Observation.valueQuantity.code`. */
export function toPath(location: string | undefined): string | undefined {
  const expression = toExpression(location);
  if (expression === undefined) return undefined;
  const path = (location ?? '')
    .replace(/\/\*.*?\*\//g, '')
    .replace(/(?:\[x\])?\.ofType\((\w)(\w*)\)/g, (_, first: string, rest: string) => first.toUpperCase() + rest);
  return path === expression ? undefined : path;
}

/** Whether two expressions mean one element, or one means the parent of the other: engines report a fault at either. */
export function isNear(a: string | undefined, b: string | undefined): boolean {
  const [left, right] = [segments(a), segments(b)];
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  return short.every((segment, index) => {
    const other = long[index] ?? '';
    // An engine may name the list and the other one an item of it.
    return isSame(segment, other) || (index === short.length - 1 && isSame(withoutIndex(segment), withoutIndex(other)));
  });
}

function segments(expression = ''): string[] {
  return expression
    .replace(/\.ofType\((\w)(\w*)\)/g, (_, first: string, rest: string) => first.toUpperCase() + rest)
    .replace(/\[0\]/g, '')
    .split('.');
}

/** `value` and `valueQuantity` are one choice element. */
function isSame(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return long.startsWith(short) && (long === short || /^[A-Z]/.test(long.slice(short.length)));
}

function withoutIndex(segment: string): string {
  return segment.replace(/\[\d+\]$/, '');
}
