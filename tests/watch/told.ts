import type { Issue } from '../../scripts/model/issue.ts';
import type { Report, Summary } from '../../scripts/model/report.ts';

/** The findings that a reader has who was told of each change what is new and what is fixed. */
export class Told {
  #findings: string[];

  constructor(findings: readonly Issue[]) {
    this.#findings = findings.map(keyOf);
  }

  /** @throws for what is fixed and was never there */
  take({ added, fixed }: { readonly added: readonly Issue[]; readonly fixed: readonly Issue[] }): void {
    const left = [...this.#findings];
    for (const issue of fixed) {
      const at = left.indexOf(keyOf(issue));
      if (at === -1) throw new Error(`It is fixed, and was never told: ${issue.message}`);
      left.splice(at, 1);
    }
    this.#findings = [...left, ...added.map(keyOf)];
  }

  get findings(): readonly string[] {
    return this.#findings.toSorted();
  }
}

/** Where a finding is may change without a word: its lines, and those in its message. */
export function keyOf({ source: _, insertedAt: __, message, ...issue }: Issue): string {
  return JSON.stringify({ ...issue, message: message.replace(/(\.\w{2,4}):\d+(?::\d+)?/g, '$1') });
}

export function issuesOf({ issues, results }: Pick<Report, 'issues' | 'results'>): Issue[] {
  return [...issues, ...results.flatMap((result) => result.issues)];
}

/** A summary without the time that it took. */
export function countsOf({ seconds: _, ...counts }: Summary): Omit<Summary, 'seconds'> {
  return counts;
}
