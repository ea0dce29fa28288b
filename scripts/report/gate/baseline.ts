import { z } from 'zod';
import { type Issue, severities } from '../../model/issue.ts';
import type { ResourceResult } from '../../model/report.ts';
import { count } from '../finding/count.ts';
import type { Finding } from '../finding/finding.ts';
import { takeMembers } from '../json/json-members.ts';
import { jsonText } from '../json/json-pieces.ts';
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
/** The file without its findings, which are read one by one: `0` stands for each. */
const BaselineFile = z.strictObject({ baselineVersion: z.literal(1), findings: z.array(z.literal(0)) });

/** What a run does about a baseline: finding by finding, so that there can be a million. */
export interface KnownFindings {
  /** The result with its known findings marked. */
  mark(result: ResourceResult): ResourceResult;
  markIssues(issues: readonly Issue[]): Issue[];
}

/**
 * The findings that a project had when it began to look: they do not fail a run, and only what is new does.
 * A finding is the same where its severity, rule, place, element and message are; lines move, so they do not count.
 */
export class Baseline implements KnownFindings {
  readonly #left = new Map<string, number>();

  /**
   * @param pieces of the text of the file
   * @returns the fault as the end of the sentence "… is no baseline: " where it is none
   */
  static read(pieces: Iterable<string>): Baseline | { readonly fault: string } {
    const baseline = new Baseline();
    let fault: string | undefined;
    let number = 0;
    const frame = takeMembers(pieces, (text) => {
      fault ??= baseline.#take(text, number++);
    });
    if (frame === undefined) return { fault: 'it holds something far longer than a finding' };
    const data = parsed(frame);
    if (data === undefined) return { fault: 'it is not JSON' };
    const { error } = BaselineFile.safeParse(data);
    fault = error === undefined ? fault : faultOf(error, []);
    return fault === undefined ? baseline : { fault };
  }

  /** Each finding of the baseline stands for as many as it was met. */
  mark(result: ResourceResult): ResourceResult {
    return { ...result, issues: result.issues.map((issue) => this.#marked({ issue, result })) };
  }

  markIssues(issues: readonly Issue[]): Issue[] {
    return issues.map((issue) => this.#marked({ issue }));
  }

  /** A note where findings of the baseline were not met any more; asked when everything was marked. */
  outdated(file: string): Issue[] {
    let gone = 0;
    for (const times of this.#left.values()) gone += times;
    if (gone === 0) return [];
    const message = `${count(gone, 'finding')} of the baseline ${gone === 1 ? 'was' : 'were'} not met. If that is because they are mended, write it anew with --write-baseline, so that they cannot come back.`;
    return [{ severity: 'information', code: 'business-rule', rule: 'baseline-outdated', message, source: { file } }];
  }

  #marked(finding: Finding): Issue {
    const key = keyOf(finding);
    const left = this.#left.get(key) ?? 0;
    if (left === 0 || finding.issue.accepted !== undefined) return finding.issue;
    if (left === 1) this.#left.delete(key);
    else this.#left.set(key, left - 1);
    return { ...finding.issue, known: true };
  }

  /** @returns why it is no entry; undefined where it is one */
  #take(text: string, number: number): string | undefined {
    const { data: entry, error } = Entry.safeParse(parsed(text));
    if (entry === undefined) return faultOf(error, ['findings', number]);
    const { place = '', rule, expression = '', message, severity, times } = entry;
    const key = JSON.stringify([place, rule, expression, message, severity]);
    this.#left.set(key, (this.#left.get(key) ?? 0) + times);
    return undefined;
  }
}

/** A baseline in the making, of what fails a run today; what it has is known from then on. */
export class BaselineRecord implements KnownFindings {
  readonly #times = new Map<string, number>();
  readonly #failOn: FailOn;

  constructor(failOn: FailOn) {
    this.#failOn = failOn;
  }

  mark(result: ResourceResult): ResourceResult {
    return { ...result, issues: result.issues.map((issue) => this.#marked({ issue, result })) };
  }

  markIssues(issues: readonly Issue[]): Issue[] {
    return issues.map((issue) => this.#marked({ issue }));
  }

  /** The text of the file, in pieces: the same findings give the same bytes. */
  *text(): Generator<string> {
    yield '{\n  "baselineVersion": 1,\n  "findings": [';
    let before = '';
    for (const key of [...this.#times.keys()].sort()) {
      const [place, rule, expression, message, severity] = JSON.parse(key) as string[];
      const times = this.#times.get(key) ?? 1;
      const entry = Object.fromEntries([
        ['severity', severity],
        ['rule', rule],
        ...(place === '' ? [] : [['place', place]]),
        ...(expression === '' ? [] : [['expression', expression]]),
        ['message', message],
        ...(times === 1 ? [] : [['times', times]]),
      ]);
      yield `${before}\n    ${jsonText(entry, '  ').replaceAll('\n', '\n    ')}`;
      before = ',';
    }
    yield before === '' ? ']\n}\n' : '\n  ]\n}\n';
  }

  #marked(finding: Finding): Issue {
    const { known: _, ...issue } = finding.issue;
    if (!reaches(issue, this.#failOn)) return finding.issue;
    const key = keyOf(finding);
    this.#times.set(key, (this.#times.get(key) ?? 0) + 1);
    return { ...issue, known: true };
  }
}

/** What makes a finding the same as one of the baseline; all that an entry has is in it. */
function keyOf({ issue, result }: Finding): string {
  const { rule, expression = '', message, severity, source } = issue;
  const place = result?.resource ?? result?.file ?? source?.file ?? '';
  return JSON.stringify([place, rule, expression, message, severity]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function faultOf({ issues: [first] }: z.ZodError, within: readonly PropertyKey[]): string {
  return `${[...within, ...(first?.path ?? [])].join('.')}: ${first?.message}`;
}
