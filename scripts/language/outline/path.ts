/** One step of a FSH path: https://hl7.org/fhir/uv/shorthand/reference.html#fsh-paths */
export interface Step {
  /** With `[x]` where it is written. */
  readonly name: string;
  /** Names of slices, outermost first; indices are left out. */
  readonly slices: readonly string[];
}

/** The steps of a path; what is not finished gives the steps that are. */
export function stepsOf(path: string): Step[] {
  return splitPath(path).map((part) => {
    const name = /^[^[]*(?:\[x\])?/.exec(part)?.[0] ?? '';
    const brackets = [...part.slice(name.length).matchAll(/\[([^\]]*)\]?/g)].map(([, text = '']) => text);
    return { name, slices: brackets.filter((each) => !/^(?:\d+|\+|=|)$/.test(each)) };
  });
}

/** At the dots outside of brackets. */
export function splitPath(path: string): string[] {
  if (path === '' || path === '.') return [];
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < path.length; at++) {
    const sign = path[at];
    if (sign === '[') depth++;
    else if (sign === ']') depth = Math.max(0, depth - 1);
    else if (sign === '.' && depth === 0) {
      parts.push(path.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(path.slice(start));
  return parts;
}

export function joinPaths(above: string, path: string): string {
  if (above === '' || above === '.') return path;
  return path === '' || path === '.' ? above : `${above}.${path}`;
}
