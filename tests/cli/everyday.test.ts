import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ig, reportOf, temporaryFolder } from './run-ig.ts';

const wrong = '{"resourceType":"Patient","id":"a","gender":"man","contact":[{"gender":"man"}]}';
const folder = temporaryFolder({
  'a.json': wrong,
  'b.xml': '<?xml version="1.0"?>\n<Patient xmlns="http://hl7.org/fhir"><gender value="man"/></Patient>',
  'pom.xml': '<project/>',
});
const validate = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  ig(['validate', '--fhir-only', '--offline', ...args], { cwd: folder, env });

test('XML in a folder is named as not checked, and what is no resource is not', async () => {
  const report = reportOf(await validate(['.', '--format', 'json']));
  const notes = report.issues.filter(({ message }) => message.includes('XML'));
  expect(notes.map(({ severity, rule }) => [severity, rule])).toEqual([['information', 'not-checked']]);
  expect(notes[0]?.message).toMatch(/^A file in XML was not checked.*: b\.xml\. /);
  expect([report.summary.resources, report.summary.notChecked >= 1]).toEqual([1, true]);
});

test('FORCE_COLOR colours what is no terminal, before NO_COLOR; --no-color goes before both', async () => {
  const isColored = async (args: readonly string[], env: Readonly<Record<string, string>>) =>
    (await validate(['a.json', ...args], env)).stdout.includes('\u001b[31m');
  expect(await isColored([], {})).toBe(false);
  expect(await isColored([], { FORCE_COLOR: '1' })).toBe(true);
  expect(await isColored([], { FORCE_COLOR: '0' })).toBe(false);
  expect(await isColored(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
});

describe('a code host', () => {
  test('knows findings again by fingerprints that lines do not change, and two alike apart', async () => {
    const fingerprints = async (text: string) => {
      const run = await ig(['validate', '--fhir-only', '--offline', '-', '--format', 'sarif'], { input: text });
      const { results, automationDetails } = JSON.parse(run.stdout).runs[0];
      expect(automationDetails.id).toMatch(/^ig\/.*\/$|^ig\/$/);
      return results.map((each: { partialFingerprints: object }) => Object.values(each.partialFingerprints)[0]);
    };
    const before = await fingerprints(wrong);
    expect(new Set(before).size).toBe(before.length);
    expect(before.length).toBeGreaterThanOrEqual(2);
    expect(await fingerprints(`\n\n${wrong.replaceAll(',', ',\n')}`)).toEqual(before);
  });

  test('shows a summary of a run on its page, behind what is there', async () => {
    const page = join(temporaryFolder({ page: 'before\n' }), 'page');
    const run = await validate(['a.json', '--format', 'github'], { GITHUB_STEP_SUMMARY: page });
    expect(run.code).toBe(1);
    const text = readFileSync(page, 'utf8');
    expect(text).toMatch(/^before\n### ❌ 1 of 1 resource not valid\n/);
    expect(text).toMatch(/\| 🛑 error \| .*man.* \| `binding-required` \| 2 \| `a\.json:1:\d+` \|/);
    await validate(['a.json'], { GITHUB_STEP_SUMMARY: page });
    expect(readFileSync(page, 'utf8')).toBe(text);
  });

  test('takes nothing of a payload for Markdown', async () => {
    const page = join(temporaryFolder({ page: '' }), 'page');
    const hostile = '{"resourceType":"Patient","gender":"<img src=x>|[a](javascript:b)"}';
    await ig(['validate', '--fhir-only', '--offline', '-', '--format', 'github'], {
      input: hostile,
      env: { GITHUB_STEP_SUMMARY: page },
    });
    const text = readFileSync(page, 'utf8');
    expect(text).toContain('javascript');
    expect(text).not.toMatch(/<img|\]\(java/);
  });
});
