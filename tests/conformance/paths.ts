/**
 * Paths of findings as two validators write them, made comparable: `value.ofType(Quantity)`, `valueQuantity` and
 * `value` are one element, names of resources in comments and the index of a first item say nothing.
 */
type Path = readonly string[];

function segments(path: string): Path {
  return path
    .replace(/\/\*.*?\*\//g, '')
    .replace(/\.ofType\((\w)(\w*)\)/g, (_, first: string, rest: string) => first.toUpperCase() + rest)
    .replace(/\[0\]/g, '')
    .split('.');
}

/** One step, with or without the type of a choice in its name. */
function isSameStep(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return long.startsWith(short) && (long.length === short.length || /^[A-Z]/.test(long.slice(short.length)));
}

const withoutIndex = (step: string) => step.replace(/\[\d+\]$/, '');

function isWithin(outer: Path, inner: Path): boolean {
  return outer.every((step, i) => {
    const other = inner[i];
    if (other === undefined) return false;
    const isLast = i === outer.length - 1;
    return isSameStep(step, other) || (isLast && isSameStep(withoutIndex(step), withoutIndex(other)));
  });
}

function areNear(a: Path, b: Path): boolean {
  return Math.abs(a.length - b.length) <= 1 && (isWithin(a, b) || isWithin(b, a));
}

/** The paths of `wanted` that no path of `found` names, nor its parent or child; each once. */
export function pathsWithout(wanted: readonly string[], found: readonly string[]): string[] {
  const candidates = found.map(segments);
  const unique = new Map(wanted.map((path) => [segments(path).join('.'), segments(path)]));
  return [...unique].filter(([, path]) => !candidates.some((other) => areNear(path, other))).map(([name]) => name);
}

/** How many different paths there are. */
export function countPaths(paths: readonly string[]): number {
  return new Set(paths.map((path) => segments(path).join('.'))).size;
}
