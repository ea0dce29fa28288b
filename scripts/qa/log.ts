import type { Issue } from '../model/issue.ts';

/** What the log of a run tells that stands in no other file. */
export interface LogFacts {
  readonly issues: readonly Issue[];
  /** How many broken links there are, in the last line but one of a run that came to its end. */
  readonly brokenLinks?: number;
  /** The last words of a run that did not. */
  readonly end?: string;
}

const TIMES = / *\(\d+:\d+\.\d+ \/ \d+:\d+\.\d+, \d+[A-Za-z]+\)$/;
const JEKYLL = /^Jekyll: +(?:Liquid (Exception|Warning)|(Error|Conflict)): *(.+)$/i;

/**
 * Reads the log of the IG Publisher: what Jekyll complains of, and how it ended.
 * @param lines without the colours that it has for a terminal
 */
export function readLog(lines: readonly string[]): LogFacts {
  const issues: Issue[] = [];
  let brokenLinks: number | undefined;
  let end: string | undefined;
  for (const raw of lines) {
    const line = raw.replace(TIMES, '').trim();
    const [, liquid, other, words] = JEKYLL.exec(line) ?? [];
    if (words !== undefined) issues.push(jekyllFault(`${liquid ?? other}`, words));
    const [, links] = /^Errors: \d+, Warnings: \d+, Info: \d+, Broken Links: (\d+)/.exec(line) ?? [];
    if (links !== undefined) brokenLinks = Number(links);
    const [, failure] = /^Publishing Content Failed: (.+)$/.exec(line) ?? [];
    if (failure !== undefined) end = failure;
  }
  return {
    issues,
    ...(brokenLinks === undefined ? {} : { brokenLinks }),
    ...(end === undefined ? {} : { end }),
  };
}

function jekyllFault(kind: string, words: string): Issue {
  const isWarning = /^(Warning|Conflict)$/i.test(kind);
  const [, file] = /\bin ([\w./-]+\.(?:md|html|xml))/.exec(words) ?? [];
  const name = file?.split('/').at(-1);
  return {
    severity: isWarning ? 'warning' : 'error',
    code: 'processing',
    rule: 'publisher-jekyll',
    message: `Jekyll: ${words}`,
    ...(name?.endsWith('.md') ? { source: { file: `input/pagecontent/${name}` } } : {}),
  };
}
