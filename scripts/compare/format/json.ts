import type { Change } from '../result/change.ts';
import type { ComparisonReport } from '../result/report.ts';

/** The comparison as it is, for programs: the names are part of the command line's contract. */
export function comparisonJson(report: ComparisonReport): string {
  const { from, to, changes, treeOf: _, ...rest } = report;
  const shown = { from: named(from), to: named(to), ...rest, changes: changes.map(inOrder) };
  return `${JSON.stringify(shown, undefined, 2)}\n`;
}

function named({ id, version }: ComparisonReport['from']) {
  return { id, version };
}

function inOrder(change: Change) {
  const { rule, artefact, element, before, after, class: impact, actors = [], reason } = change;
  const { fingerprint, inheritedBy, accepted, witness } = change;
  return {
    rule,
    artefact,
    element,
    before,
    after,
    class: impact,
    actors,
    reason,
    fingerprint,
    inheritedBy,
    accepted,
    witness,
  };
}
