import type { Issue } from '../../model/issue.ts';

/** A finding in French; undefined where its message has none of its own. */
export function frenchOf(issue: Pick<Issue, 'rule' | 'message' | 'constraint'>): string | undefined;

/** What the engine suspects was meant; undefined where it suspects nothing. */
export function suggestionOf(issue: Pick<Issue, 'message'>): string | undefined;
