import { type JsonPath, toJsonPath } from './json-path.ts';
import { type Place, scanMembers, skipSpace } from './json-scan.ts';

export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Line and column, counting from 1, of an offset. */
export function lineColumn(text: string, offset: number): LineColumn {
  return columnIn(lineStarts(text), offset);
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function columnIn(starts: readonly number[], offset: number): LineColumn {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}

/**
 * Finds where values stand in a text of valid JSON. Made when there is something to find, so a faultless text is never
 * scanned twice; each object and array is scanned once, whatever the number of findings.
 */
export class Positions {
  private readonly text: string;
  private readonly root: unknown;
  private readonly members = new Map<number, ReadonlyMap<string | number, Place>>();
  private readonly found = new Map<string, LineColumn>();
  private starts: number[] | undefined;

  /** @param root what the text says */
  constructor(text: string, root: unknown) {
    this.text = text;
    this.root = root;
  }

  /** Line and column of the element at a FHIRPath location, or of the nearest one around it that is there. */
  of(expression: string): LineColumn {
    const known = this.found.get(expression);
    if (known !== undefined) return known;
    this.starts ??= lineStarts(this.text);
    const fresh = columnIn(this.starts, this.offset(toJsonPath(this.root, expression)));
    this.found.set(expression, fresh);
    return fresh;
  }

  private offset(path: JsonPath): number {
    let value = skipSpace(this.text, this.text.charCodeAt(0) === 0xfeff ? 1 : 0);
    let name = value;
    for (const step of path) {
      const place = this.membersAt(value).get(step);
      if (place === undefined) return name;
      name = place.name;
      value = place.value;
    }
    return name;
  }

  private membersAt(container: number): ReadonlyMap<string | number, Place> {
    const known = this.members.get(container);
    if (known !== undefined) return known;
    const fresh = scanMembers(this.text, container);
    this.members.set(container, fresh);
    return fresh;
  }
}
