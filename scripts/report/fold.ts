import { type Finding, formatPosition, isNotChecked, placeOf } from './finding.ts';

/** Findings that differ in a value alone, told once. */
export interface Fold {
  /** The message they share; `…` stands where they differ. */
  readonly message: string;
  /** What stood at the `…`, each value once, in the order met; empty when the messages are the same. */
  readonly values: readonly string[];
  readonly findings: readonly Finding[];
}

// A URL stays, because it says what the note is about; a fragment, a quoted value, `Type/id` or a number may vary.
const PARTS =
  /(?:\b[a-z][a-z+.-]*:\/\/|\burn:)[^\s'"`#]+(#[^\s'"`,;:)]+)?|'[^']*'|"[^"]*"|`[^`]*`|\b[A-Z]\w+\/[\w.-]+|\b\d[\w.-]*\b/g;

interface Pattern {
  /** The message with its varying parts cut out: what findings of one fold have in common. */
  readonly fixed: readonly string[];
  readonly parts: readonly string[];
}

function patternOf(message: string): Pattern {
  const fixed: string[] = [];
  const parts: string[] = [];
  let at = 0;
  for (const match of message.matchAll(PARTS)) {
    const [text, fragment] = match;
    const isUrl = text.includes('://') || text.startsWith('urn:');
    if (isUrl && fragment === undefined) continue;
    const part = isUrl && fragment !== undefined ? fragment.slice(1) : text;
    const start = match.index + text.length - part.length;
    fixed.push(message.slice(at, start));
    parts.push(part);
    at = start + part.length;
  }
  return { fixed: [...fixed, message.slice(at)], parts };
}

/** Tells similar notes about what was not checked as one, the most frequent first. */
export function foldNotChecked(findings: readonly Finding[]): Fold[] {
  return foldAlike(findings.filter(({ issue }) => isNotChecked(issue)));
}

/**
 * Tells findings that differ in a value alone as one, the most frequent first.
 * "'8302-2' of http://loinc.org was not checked" and the same of '29463-7' become one fold with two values.
 */
export function foldAlike(findings: readonly Finding[]): Fold[] {
  const groups = new Map<string, { finding: Finding; pattern: Pattern }[]>();
  for (const finding of findings) {
    const pattern = patternOf(finding.issue.message);
    const key = [finding.issue.accepted ?? '', ...pattern.fixed].join('\u0000');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [{ finding, pattern }]);
    else group.push({ finding, pattern });
  }
  return [...groups.values()]
    .map((group): Fold => {
      const first = group[0]?.pattern ?? { fixed: [], parts: [] };
      const varies = first.parts.map((part, index) => group.some(({ pattern }) => pattern.parts[index] !== part));
      const message = first.fixed
        .map((text, index) => text + (varies[index] ? '…' : (first.parts[index] ?? '')))
        .join('');
      const values = group.map(({ pattern }) =>
        pattern.parts
          .filter((_, index) => varies[index])
          .map(unquote)
          .join(' / '),
      );
      return {
        message,
        values: varies.includes(true) ? [...new Set(values)] : [],
        findings: group.map(({ finding }) => finding),
      };
    })
    .sort((a, b) => b.findings.length - a.findings.length);
}

/** Tells the same finding at the same place once, with every resource that it was found in: a RuleSet has many users. */
export function foldSame(findings: readonly Finding[]): Fold[] {
  const folds = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { severity, rule, message, expression, insertedAt, accepted, known } = finding.issue;
    const place = placeOf(finding);
    const at = place === undefined ? '' : formatPosition(place);
    const key = JSON.stringify([severity, rule, message, expression, at, insertedAt, accepted, known]);
    const same = folds.get(key);
    if (same === undefined) folds.set(key, [finding]);
    else same.push(finding);
  }
  return [...folds.values()].map((same) => ({ message: same[0]?.issue.message ?? '', values: [], findings: same }));
}

function unquote(text: string): string {
  return /^(['"`]).*\1$/.test(text) ? text.slice(1, -1) : text;
}
