import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Opinion } from '../../hl7/answer.ts';
import { compare, isSameFinding } from '../../hl7/compare.ts';
import { isArtefact } from '../../model/hl7-artefact.ts';
import { hasErrors, type Issue, isAtLeast } from '../../model/issue.ts';
import type { Comparison, ResourceResult } from '../../model/report.ts';
import { readLog } from '../../qa/log.ts';
import { OFFLINE_REASON, withOfflineSuppressions } from '../../qa/offline.ts';
import { type AppliedSuppression, readAppliedSuppressions } from '../../qa/qa-html.ts';
import { type QaCounts, readQaJson } from '../../qa/qa-json.ts';
import { readPageFaults } from '../../qa/qa-text.ts';
import { parseQaXml, type QaMessage } from '../../qa/qa-xml.ts';
import { toIssue } from '../../qa/to-issue.ts';
import { IGNORE_WARNINGS } from '../../report/gate/ignore-warnings.ts';
import type { Guide } from '../guide/guide.ts';
import { pagePlace, placed } from './publisher-places.ts';

export interface PublisherRun {
  /** The Publisher's folder `output`; it need not be there. */
  readonly output: string;
  readonly log: readonly string[];
  readonly startedAt: Date;
  /** Of the Publisher. */
  readonly version: string;
  /** The project's folder, for the sources of pages. */
  readonly folder: string;
  readonly guide: Guide;
  /** What we have found, in the order of the guide's resources. */
  readonly results: readonly ResourceResult[];
}

export interface PublisherFindings {
  /** Of the Publisher, about the guide as a whole. An error where the run has no result that counts. */
  readonly issues: readonly Issue[];
  /** Ours, and after them what the Publisher alone has found. */
  readonly results: readonly ResourceResult[];
  /** Our verdicts on the examples beside the Publisher's. */
  readonly comparison?: Comparison;
  /** The messages for which it left findings out, of its file of suppressions. */
  readonly applied: readonly string[];
}

/** Reads what the IG Publisher has found, whatever became of its run; nothing is taken from its exit code. */
export function publisherFindings(run: PublisherRun): PublisherFindings {
  const { output, results, guide } = run;
  const log = readLog(run.log.map((line) => stripVTControlCharacters(line)));
  const counts = readQaJson(read(output, 'qa.json'), run.startedAt, log.end);
  const nothing = { issues: [...log.issues, ...counts.issues], results, applied: [] };
  if (counts.value === undefined) return nothing;
  const messages = parseQaXml(read(output, 'qa.xml') ?? '');
  if ('fault' in messages) return { ...nothing, issues: [...nothing.issues, unreadable(messages.fault)] };

  const general = messages.filter(({ file }) => file === undefined);
  const faults = readPageFaults(read(output, 'qa.txt') ?? '', new Set(general.map(({ text }) => text)));
  const used = readAppliedSuppressions(read(output, 'qa.html') ?? '').filter(({ uses }) => uses > 0);
  const applied = used.filter(({ reason }) => reason !== OFFLINE_REASON);
  const theirs = byResource(messages, guide);
  const compared = compareExamples(run, theirs);
  return {
    issues: [
      ...nothing.issues,
      ...incomplete(counts.value, messages, faults.length, log.brokenLinks),
      ...general.map(toIssue),
      ...theirs.others.map(elsewhere),
      ...faults.map(({ severity, rule, text, page, target }): Issue => {
        const source = pagePlace({ page, ...(target === undefined ? {} : { target }) }, run.folder, guide.resources);
        const message = `${page}: ${text}`;
        return { severity, code: 'not-found', rule, message, ...(source === undefined ? {} : { source }) };
      }),
      ...applied.map(suppressed),
      ...unchecked(messages, used),
    ],
    results: compared.results.map((result, index) => withTheirs(result, results[index], theirs.issues[index] ?? [])),
    comparison: compared.comparison,
    applied: applied.map(({ pattern }) => pattern),
  };
}

/** On a file that is no resource: its name as the project has it, not where the Publisher's copy lay. */
function elsewhere(message: QaMessage): Issue {
  const file = message.file?.replace(/^.*\/(?=(?:fsh-generated|input|template)\/)/, '');
  return { ...toIssue(message), ...(file === undefined ? {} : { source: { file } }) };
}

/** Lets a run without a network leave out what it cannot check. @param staged the Publisher's copy of the guide */
export function suppressOffline(staged: string): void {
  mkdirSync(join(staged, 'input'), { recursive: true });
  writeFileSync(join(staged, IGNORE_WARNINGS), withOfflineSuppressions(read(staged, IGNORE_WARNINGS)));
}

interface Theirs {
  /** In the order of the guide's resources: what the Publisher says of each, without what it could not check. */
  readonly issues: readonly (readonly Issue[])[];
  /** The same, without what it says of the page of the resource. */
  readonly verdicts: readonly (readonly Issue[])[];
  readonly artefacts: readonly number[];
  /** About files that are no resources of the guide. */
  readonly others: readonly QaMessage[];
}

function byResource(messages: readonly QaMessage[], { resources }: Guide): Theirs {
  const issues: Issue[][] = resources.map(() => []);
  const verdicts: Issue[][] = resources.map(() => []);
  const artefacts: number[] = resources.map(() => 0);
  const others: QaMessage[] = [];
  for (const message of messages) {
    const { file, id, text, line, column, source } = message;
    if (file === undefined) continue;
    const index = resources.findIndex((each) => file.endsWith(`/${each.file}`));
    const guideResource = resources[index];
    if (guideResource === undefined) others.push(message);
    else if (isArtefact(id, text)) artefacts[index] = (artefacts[index] ?? 0) + 1;
    else {
      const at = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
      const issue = placed(toIssue(message), guideResource, at);
      issues[index]?.push(issue);
      if (source !== 'Publisher') verdicts[index]?.push(issue);
    }
  }
  return { issues, verdicts, artefacts, others };
}

function compareExamples(
  { guide, results, version }: PublisherRun,
  { verdicts, artefacts }: Theirs,
): { readonly comparison: Comparison; readonly results: readonly ResourceResult[] } {
  const opinions = guide.resources.map(({ usage }, index): Opinion | undefined => {
    const issues = verdicts[index] ?? [];
    return usage === 'example' ? { valid: !hasErrors(issues), issues, artefacts: artefacts[index] ?? 0 } : undefined;
  });
  // What the project lives with is left out by the Publisher, so that it cannot be compared.
  const unaccepted = results.map((result) => ({
    ...result,
    issues: result.issues.filter(({ accepted }) => accepted === undefined),
  }));
  return compare(unaccepted, opinions, version, 'publisher');
}

/** @param compared has the difference of verdicts where there is one, and lacks what is accepted */
function withTheirs(
  compared: ResourceResult,
  ours: ResourceResult | undefined,
  theirs: readonly Issue[],
): ResourceResult {
  const own = ours?.issues ?? [];
  const different = compared.issues.filter(({ rule }) => rule === 'second-opinion');
  const open = own.filter((issue) => counts(issue) && issue.accepted === undefined && isOfElement(issue));
  const isOurs = (issue: Issue) => counts(issue) && open.some((each) => isSameFinding(each, issue));
  const news = theirs.filter((issue) => !isOurs(issue));
  const issues = [...own, ...different, ...news];
  return { ...compared, issues, valid: !hasErrors(issues) };
}

function counts({ severity }: Issue): boolean {
  return isAtLeast(severity, 'warning');
}

/** What is said of a resource as a whole can be about anything in it. */
function isOfElement({ expression }: Issue): boolean {
  return expression?.includes('.') === true;
}

/** Tells when not all could be read that the Publisher says it has found. */
function incomplete(
  { errs, warnings, hints }: QaCounts,
  messages: readonly QaMessage[],
  links: number,
  brokenLinks: number | undefined,
): Issue[] {
  const found = messages.map(toIssue);
  const number = (test: (issue: Issue) => boolean) => found.filter(test).length;
  const pairs: [what: string, said: number, read: number][] = [
    ['errors', errs, number(({ severity }) => isAtLeast(severity, 'error'))],
    ['warnings', warnings, number(({ severity }) => severity === 'warning')],
    ['hints', hints, number(({ severity }) => severity === 'information')],
    ['broken links', brokenLinks ?? links, links],
  ];
  return pairs
    .filter(([, said, have]) => have < said)
    .map(([what, said, have]) => ({
      severity: 'error',
      code: 'incomplete',
      rule: 'publisher-qa-incomplete',
      message: `The IG Publisher counts ${said} ${what}, and ${have} of them can be read from its files: look into qa.html.`,
    }));
}

/** What it could not check for want of a terminology server: what it says of it, and what it left out at our wish. */
function unchecked(messages: readonly QaMessage[], used: readonly AppliedSuppression[]): Issue[] {
  const left = used.filter(({ reason }) => reason === OFFLINE_REASON).reduce((sum, { uses }) => sum + uses, 0);
  const number = messages.filter(({ id, text }) => isArtefact(id, text)).length + left;
  if (number === 0) return [];
  const message = `${number} times the IG Publisher could not check a code or a value set for want of a terminology server.`;
  return [{ severity: 'information', code: 'incomplete', rule: 'not-checked', message }];
}

function suppressed({ pattern, reason, uses }: AppliedSuppression): Issue {
  const message = `${uses} × in the IG Publisher: ${pattern}`;
  return { severity: 'information', code: 'informational', rule: 'publisher-suppressed', message, accepted: reason };
}

function unreadable(fault: string): Issue {
  const message = `qa.xml of the IG Publisher cannot be read: ${fault.replace(/\s+/g, ' ').trim().replace(/\.?$/, '.')}`;
  return { severity: 'error', code: 'structure', rule: 'publisher-qa-unreadable', message };
}

function read(folder: string, name: string): string | undefined {
  const file = join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
