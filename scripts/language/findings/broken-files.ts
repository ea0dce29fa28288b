import type { PlacedFinding } from '../worker/messages.ts';

const SYNTAX = 'fsh-syntax';

export function isSyntax({ code }: { readonly code?: unknown }): boolean {
  return code === SYNTAX;
}

/**
 * Files that have a syntax error now. What is found in them, and in others for want of what they declare, follows from
 * it: that goes as soon as the error does, and hides what is to be mended. So what was found when all files were whole
 * stays, but in files that were edited since.
 */
export class BrokenFiles {
  files: ReadonlySet<string> = new Set();
  #whole: ReadonlyMap<string, string> = new Map();

  /** @param compiled the compiler's findings @param texts of the files that they were found in */
  take(compiled: readonly PlacedFinding[], texts: Iterable<readonly [path: string, text: string]>): void {
    const broken = compiled.flatMap(({ issue: { rule, accepted, source } }) =>
      rule === SYNTAX && accepted === undefined && source !== undefined ? [source.file] : [],
    );
    this.files = new Set(broken);
    if (broken.length === 0) this.#whole = new Map(texts);
  }

  /** Whether what was found before in a whole file stays. @param text as it is now; of a file that is gone, none */
  holds(path: string, text: string | undefined): boolean {
    return this.files.size > 0 && !this.files.has(path) && text !== undefined && this.#whole.get(path) === text;
  }
}
