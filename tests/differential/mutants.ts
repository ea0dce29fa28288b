import type { TypeRules } from '../../scripts/validate/definition/type-rules.ts';
import { Random } from '../fuzz/random.ts';
import type { Base } from './bases.ts';
import { families } from './families/all.ts';
import { grouped } from './grouped.ts';
import { type Mutation, subjectOf } from './subject.ts';

/** A changed resource. */
export interface Mutant {
  readonly name: string;
  readonly family: string;
  readonly where: string;
  readonly text: string;
}

/** How often another base is tried when one has no place for the change. */
const ATTEMPTS = 80;

/** What is exchanged most, and what authors write: tried more often than the hundred other types. */
const payloads = ['Observation', 'Bundle', 'Patient', 'Device', 'DiagnosticReport'];
const definitions = [
  'StructureDefinition',
  'ValueSet',
  'CodeSystem',
  'ConceptMap',
  'SearchParameter',
  'OperationDefinition',
  'CapabilityStatement',
  'Questionnaire',
  'QuestionnaireResponse',
];

/** Makes the mutants of a seed: each family in turn, on a base and at a place by chance. */
export function makeMutants(
  {
    seed,
    first,
    count,
    only,
  }: { readonly seed: string; readonly first: number; readonly count: number; readonly only: RegExp },
  bases: readonly Base[],
  types: TypeRules,
): Mutant[] {
  const chosen = Object.entries(families).filter(([name]) => only.test(name));
  const byType = grouped(bases, ({ type }) => type);
  const mutants: Mutant[] = [];
  for (let number = first; number < first + count; number++) {
    const [family, change] = chosen[number % chosen.length] ?? [];
    if (family === undefined || change === undefined) break;
    const mutant = makeMutant(family, change, new Random(`${seed}:${number}`), byType, types);
    if (mutant !== undefined) mutants.push({ ...mutant, name: `${seed}-${number}-${mutant.name}` });
  }
  return mutants;
}

function makeMutant(
  family: string,
  change: Mutation,
  random: Random,
  byType: ReadonlyMap<string, readonly Base[]>,
  types: TypeRules,
): Mutant | undefined {
  const all = [...byType.keys()];
  // Half are payloads, a quarter definitions, the rest of any type.
  const groups = [payloads, payloads, definitions].map((types) => types.filter((type) => byType.has(type)));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const group = random.pick([...groups, all]);
    const type = random.pick(group.length > 0 ? group : all);
    const base = random.pick(byType.get(type) ?? []);
    const subject = subjectOf(base.read(), types);
    const done = change(subject, random);
    if (done === undefined) continue;
    const { where, text } = typeof done === 'string' ? { where: done, text: JSON.stringify(subject.resource) } : done;
    return { name: base.name, family, where, text };
  }
  return undefined;
}
