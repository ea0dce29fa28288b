import { describe, expect, test } from 'vitest';
import { knownRules, stages } from '../../scripts/commands/options/known-rules.ts';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Report } from '../../scripts/model/report.ts';
import { summarise } from '../../scripts/report/finding/summarise.ts';
import { ig, temporaryFolder } from '../cli/run-ig.ts';
import { formats } from '../report/rendered.ts';

describe('ig explain-rule', () => {
  const explain = (...args: string[]) => ig(['explain-rule', ...args], { cwd: temporaryFolder() });

  test('tells what a rule asks for and what sets it, in any folder', async () => {
    const { code, stdout, stderr } = await explain('slicing-closed');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      'slicing-closed (validate)',
      expect.stringMatching(/^Give only elements that fit one of the slices/),
      'https://hl7.org/fhir/R4/profiling.html#slicing',
      '',
    ]);
  });

  test('says of a rule of its own where its page lies', async () => {
    const { code, stdout } = await explain('lockfile-stale');
    expect(code).toBe(0);
    expect(stdout).toContain('\ndocs/packages.md#the-lockfile, in the folder of ig\n');
  });

  test('for programs: --format json', async () => {
    const { code, stdout } = await explain('fsh-syntax', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ rule: 'fsh-syntax', stage: 'compile', ...knownRules['fsh-syntax'] });
  });

  test('knows whose the names are that the HL7 validator gives', async () => {
    const { code, stdout } = await explain('hl7:Validation_VAL_Profile_Minimum');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^hl7:Validation_VAL_Profile_Minimum \(hl7\)\nRead the message of the HL7 validator/);
  });

  test('knows whose the names are that the IG Publisher gives', async () => {
    const { code, stdout } = await explain('publisher:SD_ED_BIND_UNKNOWN_VS');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^publisher:SD_ED_BIND_UNKNOWN_VS \(qa\)\nRead the message of the IG Publisher/);
  });

  for (const [written, hint] of [
    ['slicing-close', 'Did you mean slicing-closed?'],
    ['Cardinality', 'Did you mean cardinality?'],
    ['dom-66', 'ig explain-rule lists all rules'],
    ['constructor', 'ig explain-rule lists all rules'],
  ] as const) {
    test(`an unknown rule is a mistyped command line: ${written}`, async () => {
      const { code, stdout, stderr } = await explain(written);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`error: unknown rule '${written}'\n(${hint})`);
    });
  }

  test('without a rule: all of them, under their stages, in the order of the alphabet', async () => {
    const { code, stdout } = await explain();
    expect(code).toBe(0);
    const groups = stdout.trimEnd().split('\n\n');
    expect(groups.map((group) => group.split('\n')[0])).toEqual(stages.map(([stage]) => stage));
    const lists = groups.map((group) => [...group.matchAll(/^ {2}(\S+) {2,}\S.*\.$/gm)].map(([, rule]) => rule ?? ''));
    for (const list of lists) expect(list).toEqual([...list].sort());
    expect(lists.flat().sort()).toEqual(Object.keys(knownRules).sort());
    const { stdout: json } = await explain('--format', 'json');
    expect(JSON.parse(json).map(({ rule }: { rule: string }) => rule)).toEqual(lists.flat());
  });

  test('is in the help', async () => {
    expect((await ig(['--help'])).stdout).toMatch(/^ {2}explain-rule /m);
  });
});

describe('a finding leads to what its rule says', () => {
  const finding = (rule: string): Issue => ({ severity: 'error', code: 'structure', rule, message: `Of ${rule}.` });
  const issues = [finding('slicing-closed'), finding('lockfile-stale')];
  const report: Report = {
    tool: { name: 'ig', version: '1.0.0' },
    packages: [],
    summary: summarise([], issues, 0),
    issues,
    results: [],
  };
  const options = { color: false, rules: knownRules };

  test('in the page', () => {
    const page = formats.html(report, options);
    for (const { rule } of issues) {
      expect(page).toContain(`<a href="#rule-${rule}">${rule}</a>`);
      const [, entry] = page.split(`<div id="rule-${rule}">`);
      expect(entry).toContain(`<p>${knownRules[rule]?.summary}</p>`);
    }
    expect(page).toContain('<a href="https://hl7.org/fhir/R4/profiling.html#slicing" rel="noreferrer">');
    expect(page).not.toContain('href="docs/');
  });

  test('in the reports on packages too', async () => {
    const config = 'canonical: https://example.org\nfhirVersion: 4.0.1\n';
    const folder = temporaryFolder({ 'sushi-config.yaml': config, 'fhir-packages.lock.json': '{}' });
    for (const command of ['list', 'verify']) {
      const { code, stdout } = await ig(['packages', command, folder, '--offline', '--quiet', '--format', 'html']);
      expect(code).toBe(1);
      expect(stdout).toContain(`<p>${knownRules.lockfile?.summary}</p>`);
    }
  });

  test('on a code host', () => {
    const { driver } = JSON.parse(formats.sarif(report, options)).runs[0].tool;
    const rules = driver.rules.toSorted((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1));
    expect(rules).toMatchObject([
      { id: 'lockfile-stale', help: { text: expect.stringContaining('See docs/packages.md#the-lockfile.') } },
      { id: 'slicing-closed', helpUri: 'https://hl7.org/fhir/R4/profiling.html#slicing' },
    ]);
    expect(rules[0]).not.toHaveProperty('helpUri');
  });
});
