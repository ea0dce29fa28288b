import type { Issue } from '../../model/issue.ts';
import type { LogRecord } from '../sushi/log-capture.ts';
import type { FailedDefinitions } from './failed-definitions.ts';
import { causeOf, parentFault } from './failed-definitions.ts';
import type { RuledMessage } from './message-rules.ts';

interface Cause {
  /** Undefined until the cause itself is met. */
  issue: Issue | undefined;
  /** Errors elsewhere that would not be there without this one. */
  followers: number;
  /** Where else the RuleSet that has the line was inserted, and fails the same way. */
  readonly inserts: Set<string>;
}

/**
 * Findings by their causes: what follows from another finding is counted with it, and a wrong line of a RuleSet is told
 * once, however often it is inserted.
 */
export class Causes {
  readonly #failed: FailedDefinitions;
  readonly #causes = new Map<string, Cause>();
  /** Where something was not found, by its line: what SUSHI says next of this line is the consequence. */
  readonly #atLine = new Map<string, Cause>();
  /** What follows from a definition that failed, by that definition's name. */
  readonly #waiting: { readonly root: string; readonly issue: Issue }[] = [];

  constructor(failed: FailedDefinitions) {
    this.#failed = failed;
  }

  add(issue: Issue, ruled: RuledMessage, record: LogRecord): void {
    const line = lineOf(record);
    const fault = parentFault(ruled);
    const own = fault === undefined ? undefined : this.#failed.rootOf(fault);
    if (own !== undefined && own === fault) {
      this.#addFault(issue, own, line);
      return;
    }
    const root = causeOf(ruled, this.#failed);
    if (root !== undefined) {
      this.#waiting.push({ root, issue });
      this.#atLine.set(line, this.#cause(rootKey(root)));
      return;
    }
    const before = this.#atLine.get(line);
    // A slice that could not be added is then not found, and so is what it should hold.
    if (before !== undefined && ruled.rule.rule === 'path-not-found' && /\[/.test(ruled.match[1] ?? '')) {
      before.followers++;
      return;
    }
    const cause = this.#take(issue, ruled);
    if (ruled.rule.rule === 'extension-not-found') this.#atLine.set(line, cause);
  }

  issues(): Issue[] {
    for (const { root, issue } of this.#waiting) {
      const cause = this.#cause(rootKey(root));
      if (cause.issue === undefined)
        cause.issue = issue; // nobody told of the cause: no error may be lost with it
      else cause.followers++;
    }
    return [...this.#causes.values()].flatMap((cause) => toIssue(cause) ?? []);
  }

  /** SUSHI tells of a parent at the line of whatever needs the definition first, and again at its own. */
  #addFault(issue: Issue, name: string, line: string): void {
    const cause = this.#cause(rootKey(name));
    if (cause.issue === undefined) cause.issue = issue;
    this.#atLine.set(line, cause);
  }

  #cause(key: string): Cause {
    const known = this.#causes.get(key);
    if (known !== undefined) return known;
    const cause: Cause = { issue: undefined, followers: 0, inserts: new Set() };
    this.#causes.set(key, cause);
    return cause;
  }

  #take(issue: Issue, { match }: RuledMessage): Cause {
    const { insertedAt, message, ...rest } = issue;
    const same = insertedAt === undefined ? [issue] : [rest, match[1] ?? message];
    const cause = this.#cause(JSON.stringify(same));
    if (cause.issue === undefined) cause.issue = issue;
    else if (insertedAt !== undefined && !isSame(insertedAt, cause.issue.insertedAt))
      cause.inserts.add(JSON.stringify(insertedAt));
    return cause;
  }
}

const rootKey = (name: string) => `parent ${name}`;

function toIssue({ issue, followers, inserts }: Cause): Issue | undefined {
  if (issue === undefined) return undefined;
  const more = [
    ...(inserts.size > 0
      ? [`The same at ${inserts.size} more ${inserts.size === 1 ? 'place' : 'places'} where the RuleSet is inserted.`]
      : []),
    ...(followers > 0
      ? [
          followers === 1
            ? '1 more error follows from this and is not listed.'
            : `${followers} more errors follow from this and are not listed.`,
        ]
      : []),
  ];
  return more.length === 0 ? issue : { ...issue, message: [issue.message, ...more].join(' ') };
}

function isSame(a: Issue['insertedAt'], b: Issue['insertedAt']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function lineOf({ file, location, appliedFile, appliedLocation }: LogRecord): string {
  return JSON.stringify([file, location?.startLine, appliedFile, appliedLocation?.startLine]);
}
