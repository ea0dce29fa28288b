import { relative } from 'node:path';

/** What a command says on stderr while it works. Findings never come here. */
export interface Progress {
  /** Whether a step overwrites the one before, so that it may be shown often. */
  readonly isLive: boolean;
  /** A step begins; the one before it has ended. */
  step(text: string): void;
  /** A lasting line, such as a note about where something was written. */
  note(text: string): void;
  end(): void;
}

const clearLine = '\r\u001b[2K';

/** One line that is overwritten on a terminal, plain lines elsewhere (CI), nothing when quiet. */
export function createProgress({ quiet }: { quiet: boolean }, stream: NodeJS.WriteStream = process.stderr): Progress {
  if (quiet) return { isLive: false, step() {}, note() {}, end() {} };
  if (!stream.isTTY) {
    const line = (text: string) => stream.write(`${text}\n`);
    return { isLive: false, step: line, note: line, end() {} };
  }
  return {
    isLive: true,
    step: (text) => stream.write(`${clearLine}${text.slice(0, stream.columns - 1)}`),
    note: (text) => stream.write(`${clearLine}${text}\n`),
    end: () => stream.write(clearLine),
  };
}

/** A path as a person would type it from where they are. */
export function shownPath(path: string): string {
  return relative(process.cwd(), path) || '.';
}
