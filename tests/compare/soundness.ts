/**
 * Compares generated profiles by the hundred and holds the classes of their changes against our validator:
 *   npm run soundness -- --profiles 100 --seed 7
 * Ends with 1 where an instance becomes invalid by changes that are said to break nobody who sends, or valid by changes that
 * are said to break nobody who reads.
 */
import { parseArgs } from 'node:util';
import { instances, mixed, numbers, refused, single, verdicts } from './generated.ts';

const { values } = parseArgs({
  options: {
    profiles: { type: 'string', default: '170' },
    seed: { type: 'string', default: '1' },
    pairs: { type: 'string', default: '8000' },
  },
});
const choose = numbers(Number(values.seed));
const variants = [...single, ...Array.from({ length: Number(values.profiles) }, () => mixed(choose))];
const isValid = await verdicts(variants);
const [nothing] = single;
const most = Number(values.pairs);
const every = Math.max(1, Math.round(variants.length ** 2 / most));
// Each edit made and unmade; of one edit over another a sample, which is all of them where there are few.
const pairs = variants.flatMap((old) =>
  variants.filter((now) => old === nothing || now === nothing || choose(every) === 0).map((now) => [old, now] as const),
);
const all = instances();
process.stdout.write(`${variants.length} edits, ${pairs.length} pairs\n`);
for (const [of, whom] of [
  ['producer', 'sends'],
  ['consumer', 'reads'],
] as const) {
  const { safe, broken } = refused(pairs, all, isValid, of);
  for (const each of broken) process.stdout.write(`✖ ${each}\n`);
  process.stdout.write(`${safe} said to break nobody who ${whom}, ${broken.length} of these wrong\n`);
  if (broken.length > 0) process.exitCode = 1;
}
