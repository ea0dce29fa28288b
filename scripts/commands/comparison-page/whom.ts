import type { Change } from '../../compare/result/change.ts';
import type { ComparisonReport } from '../../compare/result/report.ts';
import { apiRules } from '../../compare/rules/api-rules.ts';
import { type Impact, worst } from '../../compare/rules/impact.ts';

/** Somebody whom a change concerns, and what it means there. */
export interface Concerned {
  readonly name: string;
  readonly class: Impact;
}

const SENDS = 'Who sends';
const READS = 'Who reads';

/** Who may be chosen in the page's filter: the guide's actors, or else the two sides. */
export function sidesOf({ changes }: Pick<ComparisonReport, 'changes'>): readonly string[] {
  const actors = new Set(changes.flatMap(({ actors: own = [] }) => own.map(({ actor }) => actor)));
  return actors.size > 0 ? [...actors] : [SENDS, READS];
}

/** Whom a change concerns. Of an API its server sends and its clients read. */
export function concernedBy({ rule, class: { producer, consumer }, actors = [] }: Change): readonly Concerned[] {
  if (actors.length > 0) return actors.map(({ actor, class: impact }) => ({ name: actor, class: impact }));
  const isOfApi = Object.hasOwn(apiRules, rule);
  return [
    { name: isOfApi ? 'Servers' : SENDS, class: producer },
    { name: isOfApi ? 'Clients' : READS, class: consumer },
  ];
}

/** The class of a change for everybody, and then for each side in order; empty where it does not concern that side. */
export function classList(change: Change, sides: readonly string[]): string {
  const { producer, consumer } = change.class;
  const named = new Map((change.actors ?? []).map(({ actor, class: impact }) => [actor, impact]));
  const own =
    named.size > 0
      ? sides.map((side) => named.get(side) ?? 'none')
      : sides.map((side) => (side === SENDS ? producer : consumer));
  return [worst(change.class), ...own].join(' ');
}
