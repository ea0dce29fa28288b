import type { Issue } from '../../model/issue.ts';
import { type Finding, isNotChecked } from './finding.ts';
import { AlikeFolds, type Fold, type Group } from './fold.ts';

/** So many of a kind are told one by one, each at its place; of more, only some places say anything new. */
const FEW = 5;
/** Kinds that are told. */
const MOST_KINDS = 1_000;

/**
 * The warnings and notes of a report, by kind: the same in very many resources is told once. Errors are not folded:
 * each of them has to be fixed.
 */
export class AlikeWarnings {
  readonly #folds: AlikeFolds;
  readonly #order = new WeakMap<Finding, number>();
  #met = 0;

  /** @param places of each kind that are kept */
  constructor(places = FEW) {
    this.#folds = new AlikeFolds(places);
  }

  /** Whether a finding is one of those that are told by kind. */
  static takes(issue: Issue): boolean {
    const isMild = issue.severity === 'warning' || issue.severity === 'information';
    return isMild && !isNotChecked(issue) && issue.accepted === undefined && issue.known !== true;
  }

  /** @returns its kind, which `end` gives back where there are many of it */
  add(finding: Finding): Group | undefined {
    this.#order.set(finding, this.#met++);
    return this.#folds.add(finding);
  }

  /** @returns the kinds of many, the most frequent first; the findings of the others, as they came; and what is neither */
  end(): { readonly many: readonly Fold[]; readonly few: readonly Finding[]; readonly leftOut: number } {
    const { folds, leftOut } = this.#folds.end(MOST_KINDS);
    const orderOf = (finding: Finding) => this.#order.get(finding) ?? 0;
    return {
      many: folds.filter(({ times }) => times > FEW),
      few: folds
        .filter(({ times }) => times <= FEW)
        .flatMap(({ findings }) => findings)
        .toSorted((a, b) => orderOf(a) - orderOf(b)),
      leftOut,
    };
  }
}
