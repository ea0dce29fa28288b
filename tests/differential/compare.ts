import type { Opinion } from '../../scripts/hl7/answer.ts';
import { type Issue, isAtLeast } from '../../scripts/model/issue.ts';
import type { ResourceResult } from '../../scripts/model/report.ts';
import { countPaths, pathsWithout } from '../conformance/paths.ts';
import type { Mutant } from './mutants.ts';

/** One thing that only one of the two says of a mutant. */
export interface Difference {
  readonly mutant: Mutant;
  readonly kind: 'verdict' | 'missed' | 'alarm';
  /** The rule or message behind it. */
  readonly cause: string;
  readonly detail: string;
}

export interface Tally {
  mutants: number;
  verdicts: number;
  wanted: number;
  missed: number;
  alarmed: number;
  alarms: number;
}

export const emptyTally = (): Tally => ({ mutants: 0, verdicts: 0, wanted: 0, missed: 0, alarmed: 0, alarms: 0 });

/** Errors of policy, of contents behind a URL, or of a concept map's codes: left out, as in the recorded verdicts. */
const policy =
  /^hl7:(?:Type_Specific_Checks_DT_URL_Resolve|TYPE_SPECIFIC_CHECKS_DT_ATT_HASH_MISMATCH|CONCEPTMAP_GROUP_.*)$/;

const isError = ({ severity }: Issue) => isAtLeast(severity, 'error');
const pathOf = ({ expression = '' }: Issue) => expression;
const told = ({ rule, expression = '', message }: Issue) => `${expression} ${rule}: ${message.slice(0, 160)}`;

/** Holds what we say of a mutant against what the HL7 validator says, and adds to the tally. */
export function compare(mutant: Mutant, ours: ResourceResult, { issues, valid }: Opinion, tally: Tally): Difference[] {
  if (valid === undefined) return []; // it failed: there is nothing to compare
  const mine = ours.issues.filter(isError);
  const all = issues.filter(isError);
  const counted = all.filter(({ rule }) => !policy.test(rule));
  const differences: Difference[] = [];
  tally.mutants++;
  const invalid = counted.length > 0;
  if (ours.valid !== invalid) tally.verdicts++;
  else {
    const decisive = invalid ? counted : mine;
    const cause = [...new Set(decisive.map(({ rule }) => rule))].join(' + ');
    const detail = decisive.slice(0, 3).map(told).join('\n      ');
    differences.push({ mutant, kind: 'verdict', cause: `${invalid ? 'only theirs' : 'only ours'}: ${cause}`, detail });
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
      });
  }
  return differences;
}
