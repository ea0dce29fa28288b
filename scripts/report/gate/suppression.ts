import type { Issue, SourcePosition } from '../../model/issue.ts';

/** The file, in the project's folder, from which the IG Publisher's and SUSHI's files are made. */
export const SUPPRESSIONS = 'suppressions.yaml';

/** Who finds: this program, the IG Publisher, SUSHI when it is run by itself. */
export const finders = ['ig', 'publisher', 'sushi'] as const;
export type Finder = (typeof finders)[number];

/** Findings that the project lives with, and why. */
export interface Suppression {
  /** Messages in full, in any case; a `%` at the start or the end stands for any text. */
  readonly messages: readonly string[];
  /** Names of rules. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** Whom to ask; absent in a file of the IG Publisher's form, which has no place for it. */
  readonly owner?: string;
  /** The last day on which it holds, as `2027-06-30`; absent when it holds for good. */
  readonly expires?: string;
  readonly finders: readonly Finder[];
  /** Where it is written. */
  readonly source: SourcePosition;
}

/** Whether it is meant for a finding, by its message or its rule, whatever the finding's severity. */
export function isMeantFor({ messages, rules, finders: whose }: Suppression, issue: Issue): boolean {
  if (!whose.includes(finderOf(issue))) return false;
  const message = issue.message.toLowerCase();
  return rules.includes(issue.rule) || messages.some((pattern) => matches(message, pattern.toLowerCase()));
}

/** Whether its time is over. @param today as `2026-11-25` */
export function isExpired({ expires }: Suppression, today: string): boolean {
  return expires !== undefined && expires < today;
}

/** The reason with owner and last day, as other programs get and give it. */
export function reasonLine({ reason, owner, expires }: Pick<Suppression, 'reason' | 'owner' | 'expires'>): string {
  const parts = [owner, expires === undefined ? undefined : `until ${expires}`].filter((part) => part !== undefined);
  return parts.length === 0 ? reason : `${reason} (${parts.join(', ')})`;
}

/** SUSHI's messages reach a report through this program, in its words. */
function finderOf({ rule }: Issue): Finder {
  return rule.startsWith('publisher') ? 'publisher' : 'ig';
}

function matches(message: string, pattern: string): boolean {
  const openStart = pattern.startsWith('%');
  const openEnd = pattern.length > 1 && pattern.endsWith('%');
  const text = pattern.slice(openStart ? 1 : 0, openEnd ? -1 : undefined);
  if (openStart && openEnd) return message.includes(text);
  if (openStart) return message.endsWith(text);
  return openEnd ? message.startsWith(text) : message === text;
}
