import type { TypeRules } from '../../scripts/validate/type-rules.ts';
import { Random } from '../fuzz/random.ts';
import { families } from './families.ts';
import { type Json, placesIn } from './places.ts';

export interface Base {
  readonly name: string;
  readonly resource: Json;
}

export interface Mutant {
  /** `Observation-bmi.json empty-array 17`, which names it whatever else is made. */
  readonly name: string;
  readonly family: string;
  readonly text: string;
}

/**
 * Makes changed copies of resources: the same seed makes the same ones.
 * @param only families whose name contains this
 */
export function* mutants(
  bases: readonly Base[],
  types: TypeRules,
  seed: string,
  count: number,
  only = '',
): Generator<Mutant> {
  const names = Object.keys(families).filter((name) => name.includes(only));
  for (let number = 0, tries = 0; number < count && tries < count * 200; tries++) {
    const family = names[tries % names.length] ?? '';
    const random = new Random(`${seed} ${tries}`);
    const base = random.pick(bases);
    const resource = structuredClone(base.resource);
    const before = JSON.stringify(resource);
    const places = placesIn(resource, types);
    const made = families[family]?.({ resource, places, random, types }) ?? false;
    if (made === false) continue;
    const text = typeof made === 'string' ? made : JSON.stringify(resource);
    if (text === before && family !== 'unchanged') continue;
    number++;
    yield { name: `${base.name} ${family} ${tries}`, family, text };
  }
}
