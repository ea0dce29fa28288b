import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { knownRules } from '../../scripts/commands/options/known-rules.ts';
import { rulePages } from './rule-pages.ts';

const docs = join(import.meta.dirname, '../../docs');
const pages = rulePages();

test('the pages of the rules are what npm run rules makes', () => {
  const there = ['rules.md', ...readdirSync(join(docs, 'rules')).map((name) => `rules/${name}`)];
  expect(there.sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) expect(readFileSync(join(docs, name), 'utf8'), `${name}: npm run rules`).toBe(text);
});

test('every rule is on the page of all of them, and those of the validator have one of their own', () => {
  const index = pages.get('rules.md') ?? '';
  for (const rule of Object.keys(knownRules)) expect(index, rule).toContain(`\`${rule}\``);
  expect(pages.size).toBeGreaterThan(90);
  expect(pages.get('rules/cardinality.md')).toMatch(/## Wrong[\s\S]*Found: `error cardinality [\s\S]*## Right/);
  expect(pages.get('rules/best-practice.md')).toContain('- rule: best-practice\n  reason: ');
});
