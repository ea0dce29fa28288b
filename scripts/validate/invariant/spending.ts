/**
 * What one evaluation may cost: a step counts once, and a quarter for each item of its result. Far above what any
 * published invariant needs on resources of many megabytes; reached in some ten seconds and within some hundred megabytes.
 */
export const MAX_COST = 4_000_000;

/** Evaluations that cost less are not counted together: they are as many as there are elements. */
const LITTLE = 2_000;

/** What the invariants on one text have cost, and may cost together. */
export class Spending {
  #left: number;
  readonly #refused = new Set<string>();

  /** @param length of the text; an expression that walks a resource once costs less than half a step for each character */
  constructor(length = 0) {
    this.#left = MAX_COST + length / 2;
  }

  /** @throws for an expression that was stopped when there was nothing left to spend */
  allowance(expression: string): number {
    if (this.#refused.has(expression))
      throw new Error('The expression was not evaluated: invariants have cost too much on this text already.');
    return Math.min(MAX_COST, Math.max(this.#left, LITTLE));
  }

  spend(expression: string, cost: number): void {
    if (cost < LITTLE) return;
    if (this.#left < LITTLE) this.#refused.add(expression);
    this.#left -= cost;
  }
}
