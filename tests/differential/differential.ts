/**
 * Changes valid resources by chance and holds our findings on them against those of the HL7 validator:
 *   npm run differential -- --seed spring --count 2000
 * See docs/conformance.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDefinitions } from '../../scripts/packages/definitions.ts';
import { openFhirPackages } from '../../scripts/pipeline/packages.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { TypeRules } from '../../scripts/validate/type-rules.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { askOnce } from './answers.ts';
import { type Base, findBases } from './bases.ts';
import { compare, type Difference, emptyTally, type Tally } from './compare.ts';
import { grouped } from './grouped.ts';
import { type Mutant, makeMutants } from './mutants.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    first: { type: 'string', default: '0' },
    count: { type: 'string', default: '1000' },
    family: { type: 'string', default: '' },
    bases: { type: 'string' },
    base: { type: 'string', default: '' },
    package: { type: 'string', multiple: true, default: [] },
    'hl7-package': { type: 'string', multiple: true, default: [] },
    unchanged: { type: 'boolean', default: false },
    show: { type: 'string', default: '2' },
    keep: { type: 'string' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const { signal } = new AbortController();
const open = async (added: readonly string[]) => (await openFhirPackages({ signal, added, offline: true })).value;

const packages = await open(values.package);
/** The one stand-in among R4's packages is ours alone. */
const theirs = (await open(values['hl7-package'])).filter(({ id }) => id !== 'hl7.fhir.uv.tools.r4');
const asking = { id: 'command line', version: '0' };
const dependencies = packages.map(({ id, version }) => ({ id, version }));
const definitions = createDefinitions(packages, { package: asking, dependencies, resources: [] });
const terminology = createTerminology(definitions);
const validator = createValidator({ definitions, terminology, package: asking, allowExampleUrls: true });

const { seed } = values;
// As they are, even large ones are asked about only once.
const bases = findBases(values.bases, new RegExp(values.base), values.unchanged ? 200_000 : undefined);
const wanted = { seed, first: Number(values.first), count: Number(values.count), only: new RegExp(values.family) };
const mutants = values.unchanged ? bases.map(asItIs) : makeMutants(wanted, bases, new TypeRules(definitions));
say(`${mutants.length} mutants of ${bases.length} bases, seed ${seed}`);

const opinions = await askOnce(
  mutants.map(({ text }) => text),
  theirs,
);
const total = emptyTally();
const tallies = new Map<string, Tally>();
const differences: Difference[] = [];
for (const [i, mutant] of mutants.entries()) {
  const opinion = opinions[i];
  if (opinion === undefined) continue;
  const tally = tallies.get(mutant.family) ?? emptyTally();
  tallies.set(mutant.family, tally);
  const found = compare(mutant, validator.validate(mutant.text, { file: mutant.name }), opinion, tally);
  differences.push(...found);
  if (found.length > 0 && values.keep !== undefined) {
    mkdirSync(values.keep, { recursive: true });
    writeFileSync(join(values.keep, `${mutant.name}.json`), mutant.text);
  }
}

for (const [cause, group] of [...grouped(differences, ({ kind, cause }) => `${kind} ${cause}`)].sort(
  (a, b) => b[1].length - a[1].length,
)) {
  say(`\n${group.length} × ${cause}`);
  for (const { mutant, detail } of group.slice(0, Number(values.show)))
    say(`    ${mutant.name} (${mutant.family} at ${mutant.where})\n      ${detail}`);
}
say('\nfamily                            mutants  verdicts        missed         alarms');
for (const [family, tally] of [...tallies].sort()) {
  add(total, tally);
  if (tally.verdicts < tally.mutants || tally.missed + tally.alarms > 0) say(row(family, tally));
}
say(row('all', total));

/** In place of mutants of it: families are then the types of the resources. */
function asItIs({ name, type, read }: Base): Mutant {
  return { name, family: type, where: type, text: JSON.stringify(read()) };
}

function add(sum: Tally, part: Tally): void {
  for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += part[key];
}

function row(name: string, { mutants: count, verdicts, wanted: paths, missed, alarmed, alarms }: Tally): string {
  const share = (part: number, whole: number) =>
    `${part}/${whole} (${((100 * part) / Math.max(1, whole)).toFixed(2)} %)`;
  return `${name.padEnd(34)}${String(count).padStart(7)}  ${share(verdicts, count).padEnd(20)}${share(missed, paths).padEnd(20)}${share(alarms, alarmed)}`;
}
