import type { Issue } from '../../model/issue.ts';
import {
  DEEPEST_INDENTATION,
  LONGEST_PATH,
  longPath,
  MOST_FSH_TEXT,
  MOST_WRITTEN_RULES,
  tooLarge,
} from '../files/fsh-bounds.ts';
import type { FshText } from '../files/fsh-files.ts';
import type { ProjectPaths } from '../files/project-paths.ts';

/** A rule, or the keyword of an item: what SUSHI makes an object of. */
const STATEMENT = /^[ \t]*\*[ \t]|^[A-Z][A-Za-z]+[ \t]*:/gm;
const DEEPLY_INDENTED = new RegExp(`^ {${2 * DEEPEST_INDENTATION + 1},}\\*`, 'm');

const LONG_PATH = new RegExp(`^[ \\t]*\\*[ \\t]+[^\\s"]{${LONGEST_PATH + 1}}`, 'm');

/** A file none of whose lines is too long, and how many rules and keywords it has. */
export interface CheckedSize {
  readonly text: string;
  readonly statements: number;
}

/**
 * Holds the size of the FSH against what SUSHI and its parser can take: of each rule they make some kilobytes.
 * @param known files by their paths, as they were when they were last looked at
 * @returns at most one issue; nothing should be parsed then
 */
export function checkFshSize(
  texts: readonly FshText[],
  paths: ProjectPaths,
  known = new Map<string, CheckedSize>(),
): Issue[] {
  let [length, statements] = [0, 0];
  for (const { file, text } of texts) {
    const source = { file: paths.relative(file) };
    const before = length;
    length += text.length;
    const last = known.get(file);
    const startedAt = statements;
    if (length > MOST_FSH_TEXT) {
      const message = `The FSH of the guide has more than ${MOST_FSH_TEXT >> 20} MiB with this file. Split the guide in two.`;
      return [tooLarge(message, before === 0 ? source : { ...source, line: 1 })];
    }
    if (last?.text === text && statements + last.statements <= MOST_WRITTEN_RULES) {
      statements += last.statements;
      continue;
    }
    for (const match of text.matchAll(STATEMENT)) {
      if (++statements <= MOST_WRITTEN_RULES) continue;
      const message = `The FSH of the guide has more than ${MOST_WRITTEN_RULES} rules and keywords, up to here. Split the guide in two.`;
      return [tooLarge(message, { ...source, line: lineAt(text, match.index) })];
    }
    const long = LONG_PATH.exec(text);
    if (long !== null) {
      const line = lineAt(text, long.index + long[0].length - 1);
      return [tooLarge(longPath, { ...source, line })];
    }
    const indented = DEEPLY_INDENTED.exec(text);
    if (indented !== null) {
      const message = `This rule is indented more than ${DEEPEST_INDENTATION} levels deep. Write its path out.`;
      return [tooLarge(message, { ...source, line: lineAt(text, indented.index) })];
    }
    known.set(file, { text, statements: statements - startedAt });
  }
  return [];
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
