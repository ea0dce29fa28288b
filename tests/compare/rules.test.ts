import { expect, test } from 'vitest';
import type { ChangeRuleText } from '../../scripts/compare/rules/change-rule.ts';
import { changeRules } from '../../scripts/compare/rules/rules.ts';

const rules: Readonly<Record<string, ChangeRuleText>> = changeRules;

test('every rule has its mirror, which has it for its own', () => {
  const broken = Object.entries(rules).filter(([name, { mirror }]) => {
    const other = rules[mirror];
    if (other === undefined) return true;
    // A kind of change with several ways back has one of them for its mirror; that one may be the way back of another.
    return other.mirror !== name;
  });
  expect(broken.map(([name, { mirror }]) => `${name} ↔ ${mirror}`)).toEqual([]);
});

test('a rule and its mirror are classed the other way round, or say why not', () => {
  const unlike = Object.entries(rules).filter(([, { mirror, producer, consumer, unlike }]) => {
    const other = rules[mirror];
    const isMirrored = other?.producer === consumer && other.consumer === producer;
    return isMirrored === (unlike !== undefined);
  });
  expect(unlike.map(([name]) => name)).toEqual([]);
});

test('every rule says what was found and why it is classed so', () => {
  const isClause = (text: string) => /^[a-z]/.test(text) && !text.endsWith('.');
  const isSentence = (text: string) => /^[A-Z]/.test(text) && text.endsWith('.');
  const bad = Object.entries(rules).filter(
    ([, { says, why, unlike = 'None.' }]) => !isClause(says) || !isSentence(why) || !isSentence(unlike),
  );
  expect(bad.map(([name]) => name)).toEqual([]);
});
