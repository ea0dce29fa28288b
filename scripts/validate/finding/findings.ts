import type { Issue, IssueCode, Severity } from '../../model/issue.ts';
import type { ValidateRule } from './rules.ts';

/** A finding of this stage: its rule is one that the stage states. */
export interface ValidateIssue extends Issue {
  readonly rule: ValidateRule;
  /** Location of what to mend, where that is nearer than the expression: `Patient.nmae` for a finding on Patient. */
  readonly at?: string;
  /** A fault in how the JSON is written, found before anything is known of what it means. */
  readonly written?: true;
}

/** What is told: the issue but for its severity. What is not known may be given as undefined. */
interface Told {
  readonly code: IssueCode;
  readonly rule: ValidateRule;
  readonly message: string;
  readonly expression: string;
  readonly profile?: string | undefined;
  readonly at?: string | undefined;
  readonly constraint?: string | undefined;
  readonly element?: string | undefined;
}

/** A finding that depends on whether a resource, checked at its own place, turns out to have errors. */
export interface Pending {
  /** Location of the resource. */
  readonly resource: string;
  report(findings: Findings): void;
}

/** What a definition or a resource says of itself may be megabytes long. */
const MAX_MESSAGE = 2_000;

const baseDefinition = /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/[A-Z]/;

/** Of one text. Nobody reads so many, and each is held until all are there. */
export const MOST_FINDINGS = 100_000;

/** Issues at one place, by what tells them apart once they are more than a few. */
type Alike = ValidateIssue | Set<string>;

/** Collects issues, each once: a base definition and its profiles often say the same. */
export class Findings {
  readonly issues: ValidateIssue[] = [];
  readonly pending: Pending[] = [];
  private readonly most: number;
  /** Made for the first issue: most resources are held against a profile without one. */
  private seen: Map<string, Alike> | undefined;
  errors = 0;
  private isFull = false;

  constructor(most: number = MOST_FINDINGS) {
    this.most = most;
  }

  private put(issue: ValidateIssue): void {
    const { severity, message } = issue;
    const isError = severity === 'error' || severity === 'fatal';
    // The first error decides whether the resource is valid, so there is always room for it.
    if (this.issues.length >= this.most && !(isError && this.errors === 0)) {
      this.isFull = true;
      if (isError) this.errors++;
      return;
    }
    const short = message.length <= MAX_MESSAGE;
    const readable = short ? issue : { ...issue, message: `${message.slice(0, MAX_MESSAGE - 3)}...` };
    if (!this.isNew(readable)) return;
    if (isError) this.errors++;
    this.issues.push(readable);
  }

  /** By place first: the text of a place is there already, and that of an identity would be held for each issue. */
  private isNew(issue: ValidateIssue): boolean {
    const { expression = '' } = issue;
    this.seen ??= new Map();
    const alike = this.seen.get(expression);
    if (alike === undefined) {
      this.seen.set(expression, issue);
      return true;
    }
    const identity = identityOf(issue);
    if (alike instanceof Set) {
      if (alike.has(identity)) return false;
      alike.add(identity);
      return true;
    }
    const other = identityOf(alike);
    if (other === identity) return false;
    this.seen.set(expression, new Set([other, identity]));
    return true;
  }

  add({ severity, ...told }: Told & { readonly severity: Severity }): void {
    this.put(issueOf(severity, told));
  }

  error(told: Told): void {
    this.put(issueOf('error', told));
  }

  /** An error in how the JSON is written. */
  written(told: Told): void {
    this.put({ ...issueOf('error', told), written: true });
  }

  warning(told: Told): void {
    this.put(issueOf('warning', told));
  }

  information(told: Told): void {
    this.put(issueOf('information', told));
  }

  /** Leaves out all but these of the issues. */
  keep(issues: readonly ValidateIssue[]): void {
    if (issues.length < this.issues.length) this.issues.splice(0, this.issues.length, ...issues);
  }

  take(other: Findings): void {
    for (const issue of other.issues) this.put(issue);
    for (const pending of other.pending) this.pending.push(pending);
    this.isFull ||= other.isFull;
  }

  /**
   * Reports what was left pending, once all resources are checked.
   * @param root location of the outermost resource
   */
  settle(root: string): void {
    this.settlePending();
    if (!this.isFull) return;
    this.issues.push({
      severity: 'warning',
      code: 'too-costly',
      rule: 'findings-limit',
      expression: root,
      message: `The resource has more than ${this.most.toLocaleString('en')} findings; the others were left out. Correct those that are told, and validate again.`,
    });
  }

  private settlePending(): void {
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

/** Issues are compared, kept and written: what is undefined has no place in them. */
function issueOf(
  severity: Severity,
  { code, rule, message, expression, profile, at, constraint, element }: Told,
): ValidateIssue {
  return {
    severity,
    code,
    rule,
    message,
    expression,
    ...(profile === undefined ? {} : { profile }),
    ...(at === undefined ? {} : { at }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(element === undefined ? {} : { element }),
  };
}

function identityOf({ severity, rule, message }: ValidateIssue): string {
  return `${severity} ${rule} ${message}`;
}
