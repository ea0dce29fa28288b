import type { Issue, IssueCode, Severity } from '../model/issue.ts';
import type { ValidateRule } from './rules.ts';

/** A finding of this stage: its rule is one that the stage states. */
export interface ValidateIssue extends Issue {
  readonly rule: ValidateRule;
  /** Location of what to mend, where that is nearer than the expression: `Patient.nmae` for a finding on Patient. */
  readonly at?: string;
  /** A fault in how the JSON is written, found before anything is known of what it means. */
  readonly written?: true;
}

/** What a program can know a finding by, beside its place. */
type About = Pick<ValidateIssue, 'constraint' | 'element' | 'written'>;

/** A finding that depends on whether a resource, checked at its own place, turns out to have errors. */
export interface Pending {
  /** Location of the resource. */
  readonly resource: string;
  report(findings: Findings): void;
}

/** What a definition or a resource says of itself may be megabytes long. */
const MAX_MESSAGE = 2_000;

const baseDefinition = /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/[A-Z]/;

/** Collects issues, each once: a base definition and its profiles often say the same. */
export class Findings {
  readonly issues: ValidateIssue[] = [];
  readonly pending: Pending[] = [];
  private readonly seen = new Set<string>();
  errors = 0;

  add(
    severity: Severity,
    code: IssueCode,
    rule: ValidateRule,
    message: string,
    expression: string,
    profile?: string,
    at?: string,
    about: About = {},
  ): void {
    this.put({
      severity,
      code,
      rule,
      message,
      expression,
      ...(profile === undefined ? {} : { profile }),
      ...(at === undefined ? {} : { at }),
      ...about,
    });
  }

  private put(issue: ValidateIssue): void {
    const { severity, rule, message, expression } = issue;
    const readable = message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE - 3)}...` : message;
    const identity = `${severity} ${rule} ${expression} ${readable}`;
    if (this.seen.has(identity)) return;
    this.seen.add(identity);
    if (severity === 'error' || severity === 'fatal') this.errors++;
    this.issues.push({ ...issue, message: readable });
  }

  error(
    code: IssueCode,
    rule: ValidateRule,
    message: string,
    expression: string,
    profile?: string,
    at?: string,
    about?: About,
  ): void {
    this.add('error', code, rule, message, expression, profile, at, about);
  }

  /** An error in how the JSON is written. */
  written(
    code: IssueCode,
    rule: ValidateRule,
    message: string,
    expression: string,
    profile?: string,
    at?: string,
  ): void {
    this.add('error', code, rule, message, expression, profile, at, { written: true });
  }

  warning(code: IssueCode, rule: ValidateRule, message: string, expression: string, profile?: string): void {
    this.add('warning', code, rule, message, expression, profile);
  }

  information(code: IssueCode, rule: ValidateRule, message: string, expression: string, profile?: string): void {
    this.add('information', code, rule, message, expression, profile);
  }

  take(other: Findings): void {
    for (const issue of other.issues) this.put(issue);
    this.pending.push(...other.pending);
  }

  /** Reports what was left pending, once all resources are checked. */
  settle(): void {
    if (this.pending.length === 0) return;
    const wanted = new Set(this.pending.map(({ resource }) => resource));
    const faulty = new Set<string>();
    for (const { severity, expression = '', written, profile } of this.issues) {
      if (written || (severity !== 'error' && severity !== 'fatal')) continue;
      // What a profile asks, such as that of a Bundle around the resource, is no fault of the resource in itself.
      // An extension is held against its own definition, whatever the profiles.
      const isOwn = profile === undefined || baseDefinition.test(profile) || /xtension\[/.test(expression);
      if (!isOwn) continue;
      for (let at = expression.length; at > 0; at = expression.lastIndexOf('.', at - 1))
        if (wanted.has(expression.slice(0, at))) faulty.add(expression.slice(0, at));
    }
    const reported = this.pending.filter(({ resource }) => faulty.has(resource));
    for (const { report } of reported) report(this);
  }
}
