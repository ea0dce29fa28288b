import { beforeAll, expect, test } from 'vitest';
import { changeRules } from '../../scripts/compare/rules/rules.ts';
import { between, instances, mixed, numbers, refused, single, type Variant, verdicts } from './generated.ts';

const choose = numbers(2026);
const variants: readonly Variant[] = [...single, ...Array.from({ length: 6 }, () => mixed(choose))];
/** A sample that has each pair both ways; `npm run soundness` tries them all, and mixed ones by the hundred. */
const pairs = variants.flatMap((old, at) =>
  variants.filter((_, other) => (at + other) % 9 === 0 || at === 0 || other === 0).map((now) => [old, now] as const),
);
const all = instances();
let isValid: Awaited<ReturnType<typeof verdicts>>;

beforeAll(async () => {
  isValid = await verdicts(variants);
});

test('the instances tell the variants apart', () => {
  const [nothing] = single;
  const sound = all.filter((each) => nothing !== undefined && isValid(each, nothing));
  const blind = variants.filter((variant) => sound.every((each) => isValid(each, variant)));
  expect(blind.map(({ name }) => name)).toEqual([
    'nothing',
    'status must be supported',
    'category open',
    'category open, two',
    'rules a warning',
  ]);
  expect(sound.length).toBeGreaterThan(all.length * 0.9);
});

test('where nothing breaks who sends, no instance that was valid becomes invalid', () => {
  const { safe, broken } = refused(pairs, all, isValid);
  expect(safe).toBeGreaterThan(40);
  expect(broken).toEqual([]);
});

test('where nothing breaks who reads, no instance is valid that was not', () => {
  const { safe, broken } = refused(pairs, all, isValid, 'consumer');
  expect(safe).toBeGreaterThan(40);
  expect(broken).toEqual([]);
});

test('of each edit that breaks who sends there is an instance that shows it', () => {
  const [nothing] = single;
  const unseen = single.filter((now) => {
    if (nothing === undefined || !between(nothing, now).some(({ class: { producer } }) => producer === 'breaking'))
      return false;
    return !all.some((each) => isValid(each, nothing) && !isValid(each, now));
  });
  expect(unseen.map(({ name }) => name)).toEqual([]);
});

test('what is found one way is found the other way round, by the mirrors of the rules', () => {
  const told = (rule: string, element = '', before = '', after = '') => `${rule} ${element} ${before} → ${after}`;
  const unlike: string[] = [];
  for (const [old, now] of pairs) {
    const forth = between(old, now).map(({ rule, element, before, after }) =>
      told(changeRules[rule].mirror, element, after, before),
    );
    const back = between(now, old).map(({ rule, element, before, after }) => told(rule, element, before, after));
    if (forth.sort().join('\n') !== back.sort().join('\n'))
      unlike.push(
        `${old.name} → ${now.name}\n  ${forth.filter((each) => !back.includes(each)).join('\n  ')}\n ≠ ${back.filter((each) => !forth.includes(each)).join('\n  ')}`,
      );
  }
  expect(unlike).toEqual([]);
});
