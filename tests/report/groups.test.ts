import { describe, expect, test } from 'vitest';
import type { Issue } from '../../scripts/model/issue.ts';
import type { Report } from '../../scripts/model/report.ts';
import type { GroupedFindings } from '../../scripts/report/finding/finding-groups.ts';
import { summarise } from '../../scripts/report/finding/summarise.ts';
import { formats } from './rendered.ts';

const narrative: Issue = {
  severity: 'warning',
  code: 'invariant',
  rule: 'invariant',
  message: 'dom-6: A resource should have narrative for robust management',
  expression: 'Observation',
};
const notIn = (n: number): Issue => ({
  severity: 'warning',
  code: 'code-invalid',
  rule: 'binding-extensible',
  message: `"c${n}" is not in the value set http://example.org/vs.`,
});
const missing: Issue = { severity: 'error', code: 'required', rule: 'cardinality', message: 'status is missing.' };
const lived: Issue = { ...narrative, accepted: 'The site has it.' };

function reportOf(resources: number, issuesOf: (n: number) => readonly Issue[], issues: readonly Issue[] = []): Report {
  const results = Array.from({ length: resources }, (_, n) => ({
    file: `r${n}.json`,
    resource: `Observation/r${n}`,
    profiles: [],
    valid: !issuesOf(n).some(({ severity }) => severity === 'error'),
    issues: issuesOf(n),
  }));
  const summary = summarise(results, issues, 1);
  return { tool: { name: 'ig', version: '0.1.0' }, packages: [], summary, issues, results };
}

const times = (text: string, part: string) => text.split(part).length - 1;

describe('json and ndjson', () => {
  const read = (report: Report): GroupedFindings => {
    const json = JSON.parse(formats.json(report));
    const last = JSON.parse(formats.ndjson(report).trim().split('\n').at(-1) ?? '');
    expect(last.groups).toEqual(json.groups);
    expect(last.ungrouped).toEqual(json.ungrouped);
    return json;
  };

  test('say of each kind of finding how many there are, and where the first are; the findings stay at their places', () => {
    const report = reportOf(40, (n) => [narrative, notIn(n % 25), ...(n === 7 ? [missing] : [])]);
    const { groups } = read(report);
    expect(groups.map(({ rule, times, resources }) => [rule, times, resources])).toEqual([
      ['cardinality', 1, 1],
      ['invariant', 40, 40],
      ['binding-extensible', 40, 40],
    ]);
    expect(groups[1]?.places[1]).toEqual({ file: 'r1.json', resource: 'Observation/r1', expression: 'Observation' });
    expect(groups[2]).toMatchObject({
      message: '… is not in the value set http://example.org/vs.',
      values: expect.arrayContaining(['c0', 'c19']),
      hasMoreValues: true,
    });
    expect(groups[2]?.values).toHaveLength(20);
    expect(JSON.parse(formats.json(report)).results).toEqual(report.results);
  });

  test('tell what is explained apart from what is not', () => {
    const { groups } = read(reportOf(4, (n) => [n < 3 ? lived : narrative]));
    expect(groups.map(({ times, accepted }) => [times, accepted])).toEqual([
      [3, 'The site has it.'],
      [1, undefined],
    ]);
  });

  test('tell what two versions of one package leave open as one kind, with the canonicals', () => {
    const ambiguous = (n: number): Issue => ({
      severity: 'warning',
      code: 'multiple-matches',
      rule: 'ambiguous-canonical',
      message: `"https://a.example/StructureDefinition/p${n % 3}" has no version: a.b#2.0.0 answers it, and a.b#1.0.0 could too. Write "|2.0.0" behind it, or the version that is meant.`,
    });
    const { groups } = read(reportOf(43, (n) => [ambiguous(n)]));
    expect(groups).toMatchObject([
      { times: 43, values: [0, 1, 2].map((n) => `https://a.example/StructureDefinition/p${n}`) },
    ]);
  });

  test('tell an unknown profile once, each with its number', () => {
    const unknown = (n: number): Issue => ({
      severity: 'warning',
      code: 'not-found',
      rule: 'profile-unknown',
      message: `The profile https://a.example/StructureDefinition/${n < 30 ? 'a' : 'b'} is not loaded.`,
    });
    const { groups } = read(reportOf(40, (n) => [unknown(n)]));
    expect(groups.map(({ times }) => times)).toEqual([30, 10]);
    expect(groups[0]?.places).toHaveLength(3);
  });

  test('have no more groups than anybody reads, and count the findings of the others', () => {
    const kind = (n: number): Issue => ({ ...missing, message: `status of ${letters(n)} is missing.` });
    const { groups, ungrouped } = read(reportOf(3_000, (n) => [kind(n)]));
    expect(groups).toHaveLength(1_000);
    expect(ungrouped).toBe(2_000);
  });

  /** A word of its own for each number, without a digit: digits may differ within a kind. */
  const letters = (n: number) => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
});

describe('html', () => {
  const page = formats.html(reportOf(40, (n) => [narrative, ...(n === 7 ? [missing] : [])], [notIn(0)]));

  test('tells many warnings of a kind once, and opens to the places, which link to the resources', () => {
    expect(page).toContain('Repeated warnings and notes <span class="n">1 kind</span>');
    expect(times(page, 'class="kind i warning"')).toBe(1);
    expect(page).toContain('<span class="times">40 ×</span> dom-6: A resource should have narrative');
    expect(page).toMatch(/<summary>40 places in 40 resources<\/summary><ul class="places"><li><a href="#resource-Obs/);
  });

  test('names the kind in each resource that has it, and boxes what is told there alone', () => {
    expect(times(page, '<a href="#kind-1">dom-6')).toBe(40);
    expect(page).not.toContain('Not shown here');
    expect(page).toContain('status is missing.');
    expect(page).toContain('is not in the value set http://example.org/vs');
  });

  test('opens to some places of very many, and says how many there are', () => {
    const many = formats.html(reportOf(200, () => [narrative]));
    expect(many).toContain('and 150 more places');
  });

  test('puts what is explained behind what is not', () => {
    const both = formats.html(reportOf(40, (n) => [n < 30 ? lived : narrative]));
    expect(both).toMatch(/id="kind-1"[\s\S]*10 ×[\s\S]*id="kind-2"[\s\S]*30 ×[\s\S]*Explained: The site has it\./);
  });
});

describe('github', () => {
  const lines = (report: Report) => formats.github(report).split('\n');

  test('annotates a kind once where there are more than GitHub shows, with the next places', () => {
    const [first, second] = lines(reportOf(40, () => [narrative]));
    expect(first).toBe(
      '::warning file=r0.json,title=invariant::dom-6: A resource should have narrative for robust management%0A' +
        'Observation · in Observation/r0 · and 39 more like it · in 40 resources in all · the next at r1.json, r2.json and r3.json',
    );
    expect(second).toMatch(/^✔ 40 resources valid/);
  });

  test('annotates each place where GitHub shows them all', () => {
    expect(lines(reportOf(10, () => [narrative])).filter((line) => line.startsWith('::warning'))).toHaveLength(10);
  });

  test('puts the gravest first, and of each severity another rule before the second kind of one', () => {
    const of = (severity: Issue['severity'], rule: string, text: string): Issue => ({
      ...narrative,
      severity,
      rule,
      message: text,
    });
    const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
    const report = reportOf(2, () => [
      ...words.map((word) => of('warning', 'often', `${word} is wrong.`)),
      of('warning', 'seldom', 'none is right.'),
      of('error', 'grave', 'all is lost.'),
    ]);
    const titles = lines(report).flatMap((line) => /title=([^:]*)::/.exec(line)?.[1] ?? []);
    expect(titles.slice(0, 4)).toEqual(['grave', 'grave', 'often', 'seldom']);
  });

  test('puts what is explained last, as a notice', () => {
    const report = reportOf(40, (n) => [n < 30 ? lived : { ...narrative, message: 'Another.' }]);
    const kinds = lines(report).flatMap((line) => /^::(\w+).*::(\w+)/.exec(line)?.slice(1) ?? []);
    expect(kinds).toEqual(['warning', 'Another', 'notice', 'dom']);
  });
});
