import type { TypeRules } from '../../scripts/validate/type-rules.ts';
import type { Random } from '../fuzz/random.ts';
import type { Json, Places } from './places.ts';

export interface Subject {
  /** A copy of the base, to be changed in place. */
  readonly resource: Json;
  readonly places: Places;
  readonly random: Random;
  readonly types: TypeRules;
}

/**
 * One way of making a resource wrong, or of changing it so that it stays right.
 * @returns whether there was something to change; a text where the change cannot be made in the resource as such
 */
export type Change = (subject: Subject) => boolean | string;

/** Changes by name. */
export type Family = Readonly<Record<string, Change>>;

/** Changes one of those that fit, if there is one. */
export function one<T>(candidates: readonly T[], { random }: Subject, change: (chosen: T) => unknown): boolean {
  if (candidates.length === 0) return false;
  change(random.pick(candidates));
  return true;
}
