import type { Opinion } from '../../scripts/hl7/answer.ts';
import { type Issue, isAtLeast } from '../../scripts/model/issue.ts';
import type { ResourceResult } from '../../scripts/model/report.ts';
import { countPaths, pathsWithout } from '../conformance/paths.ts';
import type { Mutant } from './mutants.ts';
import type { Reasons } from './reasons.ts';

/** One thing that only one of the two says of a mutant. */
export interface Difference {
  readonly mutant: Mutant;
  readonly kind: 'verdict' | 'missed' | 'alarm';
  /** The rule or message behind it. */
  readonly cause: string;
  readonly detail: string;
  /** Why, where that is known. */
  readonly reason?: string;
}

export interface Tally {
  mutants: number;
  /** What ours alone refuses, for a code that the HL7 validator leaves to a terminology server: no mutants. */
  unanswered: number;
  verdicts: number;
  wanted: number;
  missed: number;
  alarmed: number;
  alarms: number;
}

export const emptyTally = (): Tally => ({
  mutants: 0,
  unanswered: 0,
  verdicts: 0,
  wanted: 0,
  missed: 0,
  alarmed: 0,
  alarms: 0,
});

/** Errors of policy, of contents behind a URL, or of a concept map's codes: left out, as in the recorded verdicts. */
const policy =
  /^hl7:(?:Type_Specific_Checks_DT_URL_Resolve|TYPE_SPECIFIC_CHECKS_DT_ATT_HASH_MISMATCH|CONCEPTMAP_GROUP_.*)$/;

/** The HL7 validator fails inside itself, and makes an error of that: it has no verdict there. */
const failed = /Cannot invoke "org\.hl7\.fhir\./;

/** Of codes and their systems, which the HL7 validator may leave to a terminology server. */
const ofCodes = /^(?:code-unknown|binding-required|display|system-absolute)$/;

/** The coded element, whichever part of it was wrong: the HL7 validator names the whole or the system of a coding where it cannot tell. */
const codePlace = (issue: Issue): Issue => ({
  ...issue,
  expression: pathOf(issue).replace(/\.coding\[\d+\](?:\.\w+)?$/, ''),
});

const isError = ({ severity }: Issue) => isAtLeast(severity, 'error');
const pathOf = ({ expression = '' }: Issue) => expression;
const told = ({ rule, expression = '', message }: Issue) => `${expression} ${rule}: ${message.slice(0, 160)}`;

/** Holds what we say of a mutant against what the HL7 validator says, and adds to the tally. */
export function compare(
  mutant: Mutant,
  ours: ResourceResult,
  { issues, valid }: Opinion,
  tally: Tally,
  reasons: Reasons,
): Difference[] {
  if (valid === undefined) return []; // it failed: there is nothing to compare
  const all = issues.filter(isError);
  const isLeftOut = ({ rule, message }: Issue) => policy.test(rule) || failed.test(message);
  const counted = all.filter((issue) => !isLeftOut(issue));
  const leftOut = all.filter(isLeftOut).map(pathOf);
  const unanswered = issues
    .filter(({ code, message }) => code === 'incomplete' || message.includes('The System URI could not be determined'))
    .filter((issue) => !isError(issue))
    .map((issue) => pathOf(codePlace(issue)));
  const isNear = (issue: Issue, paths: readonly string[]) => pathsWithout([pathOf(issue)], paths).length === 0;
  const isAgreed = (issue: Issue) => isNear(issue, counted.map(pathOf));
  // What both say is left out of both.
  const found = ours.issues.filter((issue) => isError(issue) && (isAgreed(issue) || !isNear(issue, leftOut)));
  const mine = found.filter(
    (issue) => isAgreed(issue) || !(ofCodes.test(issue.rule) && isNear(codePlace(issue), unanswered)),
  );
  const differences: Difference[] = [];
  if (counted.length === 0 && mine.length === 0 && found.length > 0) {
    tally.unanswered++;
    return [];
  }
  tally.mutants++;
  const invalid = counted.length > 0;
  if (mine.length > 0 === invalid) tally.verdicts++;
  else {
    const decisive = invalid ? counted : mine;
    const cause = [...new Set(decisive.map(({ rule }) => rule))].join(' + ');
    const detail = decisive.slice(0, 3).map(told).join('\n      ');
    const side = invalid ? 'theirs' : 'ours';
    const reason = reasonFor(decisive, side, reasons);
    differences.push({ mutant, kind: 'verdict', cause: `only ${side}: ${cause}`, detail, ...reason });
  }
  const missed = pathsWithout(counted.map(pathOf), mine.map(pathOf));
  const alarms = pathsWithout(mine.map(pathOf), all.map(pathOf));
  tally.wanted += countPaths(counted.map(pathOf));
  tally.alarmed += countPaths(mine.map(pathOf));
  tally.missed += missed.length;
  tally.alarms += alarms.length;
  const plain = (path: string) => path.replace(/\[0\]/g, '');
  const at = (found: readonly Issue[], path: string) => found.find((issue) => plain(pathOf(issue)) === path);
  for (const path of missed) {
    const issue = at(counted, path);
    if (issue !== undefined)
      differences.push({
        mutant,
        kind: 'missed',
        cause: issue.rule,
        detail: `${told(issue)}\n      ours: ${mine.map(told).join('; ').slice(0, 300)}`,
        ...reasonFor([issue], 'theirs', reasons),
      });
  }
  for (const path of alarms) {
    const issue = at(mine, path);
    if (issue !== undefined)
      differences.push({
        mutant,
        kind: 'alarm',
        cause: issue.rule,
        detail: `${told(issue)}\n      theirs: ${all.map(told).join('; ').slice(0, 300)}`,
        ...reasonFor([issue], 'ours', reasons),
      });
  }
  return differences;
}

/** A difference has a reason when each of the errors behind it has one; the first is told. */
function reasonFor(decisive: readonly Issue[], side: 'ours' | 'theirs', reasons: Reasons): { reason?: string } {
  const found = decisive.map((issue) => reasons(side, issue));
  const [reason] = found;
  return reason === undefined || found.includes(undefined) ? {} : { reason };
}
