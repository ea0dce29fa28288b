/** One step of a path: `component[SystolicBP][1]`, `value[x]`, `value.ofType(Quantity)`. */
export interface PathStep {
  /** Without `[x]`. */
  readonly name: string;
  readonly isChoice: boolean;
  /** Of a choice: `Quantity`, when the path says it apart from the name. */
  readonly type?: string;
  /** Slice names, outer to inner: reslices are further ones. */
  readonly slices: readonly string[];
  /** Counting from 0; within the slice when one is named. */
  readonly index?: number;
}

/**
 * Splits a FSH path. A slice name may hold dots and brackets, so brackets are counted.
 * @see https://hl7.org/fhir/uv/shorthand/reference.html#fsh-paths
 */
export function parseFshPath(path: string): PathStep[] {
  return splitOutsideBrackets(path)
    .filter((part) => part !== '')
    .map(parseStep);
}

function parseStep(part: string): PathStep {
  const bracket = part.indexOf('[');
  const name = bracket === -1 ? part : part.slice(0, bracket);
  const brackets = bracket === -1 ? [] : bracketContents(part.slice(bracket));
  const slices = brackets.filter((content) => content !== 'x' && !isIndex(content));
  const index = brackets.find(isIndex);
  return {
    name,
    isChoice: brackets[0] === 'x',
    slices,
    ...(index === undefined ? {} : { index: Number(index) }),
  };
}

function isIndex(text: string): boolean {
  return /^\d+$/.test(text);
}

/** `[a][b[x]][0]` to `a`, `b[x]`, `0`. */
function bracketContents(text: string): string[] {
  const contents: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '[' && depth++ === 0) start = i + 1;
    if (text[i] === ']' && --depth === 0) contents.push(text.slice(start, i));
  }
  return contents;
}

/** Splits at the dots that stand in no bracket, parenthesis or quotation. */
export function splitOutsideBrackets(path: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let i = 0; i < path.length; i++) {
    const char = path[i];
    if (char === "'") quoted = !quoted;
    if (quoted) continue;
    if (char === '[' || char === '(') depth++;
    if (char === ']' || char === ')') depth--;
    if (char !== '.' || depth !== 0) continue;
    parts.push(path.slice(start, i));
    start = i + 1;
  }
  parts.push(path.slice(start));
  return parts;
}
