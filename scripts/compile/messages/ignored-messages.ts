import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readText } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import type { Issue, Outcome } from '../../model/issue.ts';
import type { ProjectPaths } from '../files/project-paths.ts';
import type { LogRecord } from '../sushi/log-capture.ts';

/** A message of SUSHI that the project does not want to see from SUSHI's own command. */
export interface IgnoredMessage {
  readonly level: 'warn' | 'error';
  readonly pattern: string | RegExp;
  /** The comment lines above it. */
  readonly reason: string;
  readonly file: string;
}

const lists = [
  ['sushi-ignoreWarnings.txt', 'warn'],
  ['sushi-ignoreErrors.txt', 'error'],
] as const;

/**
 * Reads SUSHI's lists of messages to ignore, which lie beside the configuration or in input/: a message a line, or a
 * regular expression between slashes; comment lines begin with #.
 * @see https://fshschool.org/docs/sushi/running/#ignoring-warnings
 */
export function readIgnoredMessages({ root }: ProjectPaths): Outcome<IgnoredMessage[]> {
  const value: IgnoredMessage[] = [];
  const issues: Issue[] = [];
  for (const [name, level] of lists) {
    const file = [name, `input/${name}`].find((candidate) => existsSync(join(root, candidate)));
    if (file === undefined) continue;
    let comments: string[] = [];
    let afterMessage = false;
    for (const [index, raw] of readText(join(root, file), LONGEST_SETTINGS).split(/\r?\n/).entries()) {
      const line = raw.trim();
      if (line === '') continue;
      if (line.startsWith('#')) {
        comments = [...(afterMessage ? [] : comments), line.replace(/^#+\s*/, '')];
        afterMessage = false;
        continue;
      }
      afterMessage = true;
      const pattern = toPattern(line);
      const reason = comments.at(-1) ?? `${file} lists it.`;
      if (pattern === undefined) issues.push(noExpression(line, file, index + 1));
      else value.push({ level, pattern, reason, file });
    }
  }
  return { value, issues };
}

/** The entry that tells SUSHI to ignore a message. */
export function ignoredBy(
  { level, message }: LogRecord,
  ignored: readonly IgnoredMessage[],
): IgnoredMessage | undefined {
  return ignored.find(
    ({ level: listed, pattern }) =>
      listed === level && (typeof pattern === 'string' ? pattern === message : pattern.test(message)),
  );
}

/**
 * Nothing is hidden here: a warning is shown with the reason for ignoring it, and an error as a warning that says so.
 */
export function asIgnored(issue: Issue, { level, reason, file }: IgnoredMessage): Issue {
  if (level === 'warn') return { ...issue, accepted: reason };
  return { ...issue, severity: 'warning', message: `${issue.message} (For SUSHI an error, which ${file} hides.)` };
}

function toPattern(line: string): string | RegExp | undefined {
  if (!line.startsWith('/') || !line.endsWith('/')) return line;
  try {
    return new RegExp(line.slice(1, -1));
  } catch {
    return undefined;
  }
}

function noExpression(line: string, file: string, number: number): Issue {
  return {
    severity: 'error',
    code: 'structure',
    rule: 'sushi-ignore-list',
    message: `${line} stands between slashes and is no regular expression, so that SUSHI itself fails on it. Mend it, or delete the line.`,
    source: { file, line: number },
  };
}
