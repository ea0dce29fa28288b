/**
 * Changes valid resources by chance and holds our findings on them against those of the HL7 validator:
 *   npm run differential -- --seed spring --count 2000
 *   npm run differential -- --seed spring --count 2000 --archives <folder of package archives>
 * See docs/conformance.md.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { openFhirPackages } from '../../scripts/pipeline/packages/packages.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { TypeRules } from '../../scripts/validate/definition/type-rules.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { askOnce } from './answers.ts';
import { archiveBases } from './archives.ts';
import { type Base, findBases, MAX_SIZE } from './bases.ts';
import { compare, type Difference, emptyTally, type Tally } from './compare.ts';
import { grouped } from './grouped.ts';
import { type Mutant, makeMutants } from './mutants.ts';
import { readReasons } from './reasons.ts';
import { findWorlds, type World } from './worlds.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: new Date().toISOString().slice(0, 10) },
    first: { type: 'string', default: '0' },
    count: { type: 'string', default: '1000' },
    family: { type: 'string', default: '' },
    bases: { type: 'string' },
    base: { type: 'string', default: '' },
    archives: { type: 'string' },
    world: { type: 'string', default: '' },
    package: { type: 'string', multiple: true, default: [] },
    'hl7-package': { type: 'string', multiple: true },
    answered: { type: 'boolean', default: false },
    unchanged: { type: 'boolean', default: false },
    show: { type: 'string', default: '2' },
    keep: { type: 'string' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const { signal } = new AbortController();
const open = async (added: readonly string[]) => (await openFhirPackages({ signal, added, offline: true })).value;
const only = new RegExp(values.base);
const reasons = readReasons();

const total = emptyTally();
const tallies = new Map<string, Tally>();
const differences: Difference[] = [];

const archives = values.archives === undefined ? [] : await findWorlds(values.archives);
const own: World = { name: values.bases === undefined ? 'r4' : 'bases', packages: values.package };
const ownBases = findBases(values.bases, only, {
  ...(values.unchanged && { maxSize: 200_000 }), // as they are, even large ones are asked about only once
  withDefinitions: !values.unchanged,
});
const trials: { world: World; bases: readonly Base[] }[] = [{ world: own, bases: ownBases }];
for (const world of archives) {
  const [archive = ''] = world.packages;
  trials.push({ world, bases: await archiveBases(archive, only, MAX_SIZE) });
}
const chosen = trials.filter(({ world, bases }) => bases.length > 0 && new RegExp(values.world).test(world.name));
// With archives, R4's own examples are a third, the archives share the rest.
const shares = chosen.map(({ world }) => (world === own ? Math.max(1, Math.ceil((chosen.length - 1) / 2)) : 1));
const whole = shares.reduce((sum, share) => sum + share, 0);
for (const [i, { world, bases }] of chosen.entries()) {
  const count = Math.ceil((Number(values.count) * (shares[i] ?? 0)) / whole);
  const first = Number(values.first);
  await tryWorld(world, bases, { first, count });
}

for (const [cause, group] of [...grouped(differences, ({ kind, cause }) => `${kind} ${cause}`)].sort(
  (a, b) => b[1].length - a[1].length,
)) {
  const open = group.filter(({ reason }) => reason === undefined);
  if (open.length === 0) continue;
  say(`\n${open.length} × ${cause}`);
  for (const { mutant, detail } of open.slice(0, Number(values.show)))
    say(`    ${mutant.name} (${mutant.family} at ${mutant.where})\n      ${detail}`);
}
say('\nDifferences with a known reason (verdicts, paths)');
for (const [reason, group] of [...grouped(differences, ({ reason = '' }) => reason)].sort(
  (a, b) => b[1].length - a[1].length,
)) {
  if (reason === '') continue;
  const verdicts = group.filter(({ kind }) => kind === 'verdict');
  say(`${String(verdicts.length).padStart(5)} ${String(group.length - verdicts.length).padStart(5)}  ${reason}`);
  for (const { mutant, detail } of verdicts.slice(0, Number(values.show)))
    say(`               ${mutant.name} (${mutant.family} at ${mutant.where})\n                 ${detail}`);
}
say('\nfamily                            mutants  verdicts        missed         alarms');
for (const [family, tally] of [...tallies].sort()) {
  if (!family.startsWith('@')) add(total, tally);
  if (tally.verdicts < tally.mutants || tally.missed + tally.alarms > 0) say(row(family, tally));
}
say(row('all', total));
say(
  `${total.unanswered} more have errors of ours alone, in codes that the HL7 validator leaves to a terminology server`,
);
const unexplained = differences.filter(({ kind, reason }) => kind === 'verdict' && reason === undefined);
const judged = total.mutants;
const equal = total.verdicts;
say(
  `${equal} of ${judged} verdicts are equal (${percent(equal, judged)} %), ${judged - unexplained.length} equal or explained (${percent(judged - unexplained.length, judged)} %)`,
);
say(`${unexplained.length} verdicts differ without a known reason`);
for (const { mutant } of unexplained) say(`  ${mutant.name}`);

/** Holds the mutants of one set of packages against both validators. */
async function tryWorld(
  { name, packages: added }: World,
  bases: readonly Base[],
  { first, count }: { readonly first: number; readonly count: number },
): Promise<void> {
  const packages = await open(added);
  /** The one stand-in among R4's packages is ours alone. */
  const theirs = (await open(values['hl7-package'] ?? added)).filter(({ id }) => id !== 'hl7.fhir.uv.tools.r4');
  const asking = { id: 'command line', version: '0' };
  const dependencies = packages.map(({ id, version }) => ({ id, version }));
  const definitions = createDefinitions(packages, { package: asking, dependencies, resources: [] });
  const terminology = createTerminology(definitions);
  const validator = createValidator({ definitions, terminology, package: asking, allowExampleUrls: true });
  const wanted = { seed: `${values.seed}-${name}`, first, count, only: new RegExp(values.family) };
  const mutants = values.unchanged ? bases.map(asItIs) : makeMutants(wanted, bases, new TypeRules(definitions));
  say(`${name}: ${mutants.length} mutants of ${bases.length} bases, seed ${values.seed}`);

  const texts = mutants.map(({ text }) => text);
  const tell = (answered: number) => say(`${name}: ${answered} of ${texts.length} answered`);
  const opinions = await askOnce(texts, theirs, values.answered ? undefined : tell);
  for (const [i, mutant] of mutants.entries()) {
    const opinion = opinions[i];
    if (opinion === undefined) continue;
    const result = validator.validate(mutant.text, { file: mutant.name });
    const here = emptyTally();
    const found = compare(mutant, result, opinion, here, reasons);
    for (const key of [mutant.family, `@${name}`]) {
      const tally = tallies.get(key) ?? emptyTally();
      add(tally, here);
      tallies.set(key, tally);
    }
    differences.push(...found);
    if (found.length > 0 && values.keep !== undefined) {
      mkdirSync(values.keep, { recursive: true });
      writeFileSync(join(values.keep, `${mutant.name}.json`), mutant.text);
    }
  }
}

/** In place of mutants of it: families are then the types of the resources. */
function asItIs({ name, type, read }: Base): Mutant {
  return { name, family: type, where: type, text: JSON.stringify(read()) };
}

function add(sum: Tally, part: Tally): void {
  for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += part[key];
}

function percent(part: number, of: number): string {
  return ((100 * part) / Math.max(1, of)).toFixed(2);
}

function row(name: string, { mutants: count, verdicts, wanted: paths, missed, alarmed, alarms }: Tally): string {
  const share = (part: number, whole: number) => `${part}/${whole} (${percent(part, whole)} %)`;
  return `${name.padEnd(34)}${String(count).padStart(7)}  ${share(verdicts, count).padEnd(20)}${share(missed, paths).padEnd(20)}${share(alarms, alarmed)}`;
}
