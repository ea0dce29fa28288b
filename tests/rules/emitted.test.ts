import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { knownRules, stages } from '../../scripts/commands/options/known-rules.ts';
import { emittedRules } from './emitted-rules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const tables = stages.map(([, table]) => new Set(Object.keys(table)));
const isOurs = (file: string) => file.startsWith('scripts/');
/** What the HL7 validator and the IG Publisher say keeps the name that it has there, which nobody can list. */
const isForeign = (file: string) => file.startsWith('scripts/hl7/') || file.startsWith('scripts/qa/to-issue.ts');

const { places, open } = emittedRules(root, tables, isOurs);

test('every rule that a finding can have is explained', () => {
  const unexplained = [...places].filter(([rule]) => !Object.hasOwn(knownRules, rule));
  expect(unexplained.map(([rule, at]) => `${rule} at ${at.join(', ')}`)).toEqual([]);
});

test('no finding gets a rule that the compiler cannot tell', () => {
  expect(open.filter((place) => !isForeign(place))).toEqual([]);
});

test('every rule that is explained can be met', () => {
  expect(Object.keys(knownRules).filter((rule) => !places.has(rule))).toEqual([]);
});

test('a name belongs to one stage', () => {
  const names = stages.flatMap(([, table]) => Object.keys(table));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test('names are read by their types, wherever they stand, and an open one is told', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ig-rules-')));
  try {
    const compilerOptions = { strict: true, target: 'es2023', types: [], noEmit: true };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    writeFileSync(
      join(folder, 'program.ts'),
      [
        "type Rule = 'listed' | 'argued' | 'chosen' | 'unused';",
        'export const literal = { rule: "written", message: "m" };',
        'const rule = "short" as const;',
        'export const shorthand = { rule, code: "c" };',
        'export const carrier = (rule: Rule) => ({ rule, message: "m" });',
        'export const said = carrier("argued");',
        'export const choice = (yes: boolean) => carrier(yes ? "chosen" : "listed");',
        'export const open = (rule: string) => ({ rule, message: "m" });',
        'export const other = { rule: { a: 1 }, message: "unused" };',
        'export const row = { rule: "no finding", summary: "s" };',
        '// { rule: "commented", message: "m" }',
      ].join('\n'),
    );
    const table = new Set(['listed', 'argued', 'chosen', 'unused']);
    const read = emittedRules(folder, [table], (file) => file === 'program.ts');
    expect([...read.places].map(([name, at]) => `${name} ${at.join(' ')}`).sort()).toEqual([
      'argued program.ts:6',
      'chosen program.ts:7',
      'listed program.ts:7',
      'short program.ts:4',
      'written program.ts:2',
    ]);
    expect(read.open).toEqual(['program.ts:8']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
