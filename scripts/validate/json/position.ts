import { type JsonPath, toJsonPath } from './path.ts';
import { type Members, scanMembers, skipSpace } from './scan.ts';

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

/** What is scanned again as soon as it is asked for again: a few properties in a few lines. */
const FEW = 16;
const SHORT = 4_096;

/**
 * Finds where values stand in a text of valid JSON. Made when there is something to find, so a faultless text is never
 * scanned twice. Each long object and array is scanned once, whatever the number of findings; of the short ones only
 * those around the last finding are remembered, because there may be millions.
 */
export class Positions {
  private readonly text: string;
  private readonly root: unknown;
  private readonly long = new Map<number, Members>();
  /** Around the last finding, outermost first. */
  private readonly recent: { readonly container: number; readonly members: Members }[] = [];
  private starts: number[] | undefined;

  /** @param root what the text says */
  constructor(text: string, root: unknown) {
    this.text = text;
    this.root = root;
  }

  /** Line and column of the element at a FHIRPath location, or of the nearest one around it that is there. */
  of(expression: string): LineColumn {
    return this.at(toJsonPath(this.root, expression));
  }

  /** The same of what keys and indices lead to. */
  at(path: JsonPath): LineColumn {
    this.starts ??= lineStarts(this.text);
    return columnIn(this.starts, this.offset(path));
  }

  private offset(path: JsonPath): number {
    let value = skipSpace(this.text, this.text.charCodeAt(0) === 0xfeff ? 1 : 0);
    let name = value;
    for (const [depth, step] of path.entries()) {
      const place = this.membersAt(value, depth).get(step);
      if (place === undefined) return name;
      name = place.name;
      value = place.value;
    }
    return name;
  }

  private membersAt(container: number, depth: number): Members {
    const recent = this.recent[depth];
    if (recent?.container === container) return recent.members;
    const members = this.long.get(container) ?? scanMembers(this.text, container);
    if (members.count > FEW || members.end - container > SHORT) this.long.set(container, members);
    this.recent[depth] = { container, members };
    return members;
  }
}
