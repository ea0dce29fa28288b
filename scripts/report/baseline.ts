import { z } from 'zod';
import { type Issue, severities } from '../model/issue.ts';
import type { Report, ResourceResult } from '../model/report.ts';
import { count } from './count.ts';
import { type Finding, findingsOf } from './finding.ts';
import { type FailOn, reaches } from './gate.ts';

const Entry = z.object({
  severity: z.enum(severities),
  rule: z.string(),
  /** `Observation/poids`, or the file where there is no resource. */
  place: z.string().optional(),
  expression: z.string().optional(),
  message: z.string(),
  /** How often it was met. */
  times: z.int().positive().default(1),
});
const BaselineFile = z.strictObject({ baselineVersion: z.literal(1), findings: z.array(Entry) });
type Entry = z.infer<typeof Entry>;

/**
 * The findings that a project had when it began to look: they do not fail a run, and only what is new does.
 * A finding is the same where its severity, rule, place, element and message are; lines move, so they do not count.
 */
export class Baseline {
  readonly #left = new Map<string, number>();

  private constructor(findings: readonly Entry[]) {
    for (const each of findings) this.#left.set(keyOf(each), (this.#left.get(keyOf(each)) ?? 0) + each.times);
  }

  /** @returns the fault as the end of the sentence "… is no baseline: " where it is none */
  static parse(text: string): Baseline | { readonly fault: string } {
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch {
      return { fault: 'it is not JSON' };
    }
    const parsed = BaselineFile.safeParse(data);
    if (parsed.success) return new Baseline(parsed.data.findings);
    const [first] = parsed.error.issues;
    return { fault: `${first?.path.join('.') ?? ''}: ${first?.message}` };
  }

  /** The result with its known findings marked; each finding of the baseline stands for as many as it was met. */
  mark(result: ResourceResult): ResourceResult {
    return { ...result, issues: result.issues.map((issue) => this.#marked({ issue, result })) };
  }

  markIssues(issues: readonly Issue[]): Issue[] {
    return issues.map((issue) => this.#marked({ issue }));
  }

  /** A note where findings of the baseline were not met any more; asked when everything was marked. */
  outdated(file: string): Issue[] {
    const gone = [...this.#left.values()].reduce((sum, times) => sum + times, 0);
    if (gone === 0) return [];
    const message = `${count(gone, 'finding')} of the baseline ${gone === 1 ? 'was' : 'were'} not met. If that is because they are mended, write it anew with --write-baseline, so that they cannot come back.`;
    return [{ severity: 'information', code: 'business-rule', rule: 'baseline-outdated', message, source: { file } }];
  }

  #marked(finding: Finding): Issue {
    const key = keyOf(entryOf(finding));
    const left = this.#left.get(key) ?? 0;
    if (left === 0 || finding.issue.accepted !== undefined) return finding.issue;
    if (left === 1) this.#left.delete(key);
    else this.#left.set(key, left - 1);
    return { ...finding.issue, known: true };
  }
}

/** A baseline of what fails a run today: the same findings give the same bytes. */
export function baselineText(report: Pick<Report, 'issues' | 'results'>, failOn: FailOn): string {
  const entries = new Map<string, Entry>();
  for (const finding of findingsOf(report)) {
    const { known: _, ...issue } = finding.issue;
    if (!reaches(issue, failOn)) continue;
    const entry = entryOf(finding);
    const before = entries.get(keyOf(entry));
    entries.set(keyOf(entry), before === undefined ? entry : { ...before, times: before.times + 1 });
  }
  const findings = [...entries]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { times, ...entry }]) => (times === 1 ? entry : { ...entry, times }));
  return `${JSON.stringify({ baselineVersion: 1, findings }, undefined, 2)}\n`;
}

/** Of an issue no more than an entry has. */
function entryOf({ issue, result }: Finding): Entry {
  return Entry.parse({ ...issue, place: result?.resource ?? result?.file ?? issue.source?.file });
}

function keyOf({ severity, rule, place = '', expression = '', message }: Entry): string {
  return JSON.stringify([place, rule, expression, message, severity]);
}
