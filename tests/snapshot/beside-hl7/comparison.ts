import type { ElementDefinition } from '../../../scripts/model/fhir.ts';
import { compareSnapshots } from '../compare-snapshots.ts';
import type { Answer } from './generator.ts';

/** Our snapshot of one definition. */
export interface OurSnapshot {
  readonly canonical: string;
  /** None where we make none. */
  readonly elements: readonly ElementDefinition[] | undefined;
  /** Why not. */
  readonly refusal: string;
}

export interface BesideGenerator {
  readonly profiles: number;
  /** Snapshots in which nothing differs. */
  readonly same: number;
  readonly elements: number;
  readonly equal: number;
  readonly refusedByHl7: number;
  readonly refusedByUs: number;
  /** Each begins with the canonical of the definition. */
  readonly differences: readonly string[];
}

/** Holds our snapshots against those that HL7's generator made of the same differentials. */
export function besideGenerator(ours: readonly OurSnapshot[], answers: readonly Answer[]): BesideGenerator {
  const answerOf = new Map(answers.map((each) => [each.canonical, each]));
  const counts = { profiles: ours.length, same: 0, elements: 0, equal: 0, refusedByHl7: 0, refusedByUs: 0 };
  const differences: string[] = [];
  for (const { canonical, elements, refusal } of ours) {
    const answer = answerOf.get(canonical);
    const theirs = answer?.definition?.snapshot?.element;
    if (theirs === undefined) counts.refusedByHl7++;
    if (elements === undefined) counts.refusedByUs++;
    if (theirs !== undefined && elements !== undefined) {
      const { total, equal, differences: found } = compareSnapshots(theirs, elements);
      counts.elements += total;
      counts.equal += equal;
      if (found.length === 0) counts.same++;
      differences.push(...found.map((difference) => `${canonical} ${difference}`));
    } else if (elements !== undefined)
      differences.push(`${canonical}: refused by HL7's generator alone: ${answer?.refusal ?? 'no answer'}`);
    else if (theirs !== undefined) differences.push(`${canonical}: refused by ours alone: ${refusal}`);
  }
  return { ...counts, differences };
}
