import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Report } from '../../scripts/model/report.ts';
import type { GroupedFindings } from '../../scripts/report/finding/finding-groups.ts';
import { litterIn } from '../cli/run-ig.ts';
import { BUILD_WRITES, type Row, tryAll } from './rows.ts';
import type { Place } from './surroundings.ts';

const MANY = 150_000;
const MEGABYTE = 1_000_000;
const fhirOnly = ['validate', '--fhir-only', '--offline', '--quiet'] as const;

/** NDJSON of resources that have one warning each; `id` gives each its name. */
function patients(count: number, id: (index: number) => string | undefined = (index) => `p${index}`): string {
  return Array.from(
    { length: count },
    (_, index) => `${JSON.stringify({ resourceType: 'Patient', id: id(index) })}\n`,
  ).join('');
}

const many = { 'many.ndjson': patients(MANY) };
const read = (place: Place, file: string) => readFileSync(join(place.work, file), 'utf8');
const megabytes = (place: Place, file: string) => statSync(join(place.work, file)).size / MEGABYTE;

/** A name that a terminal would obey, an editor would reorder and a log would break. */
const EVIL = 'a\u001b[31m\u009b2J\u202e\u2028\u007fb';
const issueOf = (json: string) => JSON.parse(json) as Report & GroupedFindings;

const formats: readonly Row[] = [
  {
    input: '150,000 findings as text, without a place for temporary files',
    files: many,
    env: { TMPDIR: '/nowhere' },
    args: [...fhirOnly, 'many.ndjson'],
    code: 0,
    says: [/⚠ warning {2}150,000 ×, in 150,000 resources/, /and 149,997 more places/, /150,000 warnings \(/],
    after: ({ stdout }) => expect(stdout.length).toBeLessThan(MEGABYTE),
  },
  {
    input: '150,000 findings as verbose text',
    files: many,
    args: [...fhirOnly, '--verbose', 'many.ndjson'],
    code: 0,
    says: [/and 140,000 more resources/, /Not shown here: 140,000 warnings/],
    after: ({ stdout }) => expect(stdout.length).toBeLessThan(10 * MEGABYTE),
  },
  {
    input: '150,000 findings as HTML',
    files: many,
    args: [...fhirOnly, '--format', 'html', '--output', 'r.html', 'many.ndjson'],
    code: 0,
    writes: /^r\.html$/,
    after: (_, place) => {
      expect(megabytes(place, 'r.html')).toBeLessThan(8);
      expect(read(place, 'r.html')).toContain('It leaves out 145,000 resources.');
      expect(read(place, 'r.html')).toContain('150,000 places in 150,000 resources');
      expect(read(place, 'r.html')).toContain('and 149,950 more places');
    },
  },
  {
    input: '150,000 findings as JSON',
    files: many,
    args: [...fhirOnly, '--format', 'json', '--output', 'r.json', 'many.ndjson'],
    code: 0,
    writes: /^r\.json$/,
    after: (_, place) => {
      const { summary, results, groups } = issueOf(read(place, 'r.json'));
      expect([summary.warnings, results.length]).toEqual([MANY, MANY]);
      expect(groups).toMatchObject([{ rule: 'invariant', times: MANY, resources: MANY }]);
      expect(results.at(-1)?.issues[0]?.source?.line).toBe(MANY);
    },
  },
  {
    input: '150,000 findings as NDJSON',
    files: many,
    args: [...fhirOnly, '--format', 'ndjson', '--output', 'r.ndjson', 'many.ndjson'],
    code: 0,
    writes: /^r\.ndjson$/,
    after: (_, place) => expect(read(place, 'r.ndjson').match(/\n/g)).toHaveLength(MANY + 2),
  },
  {
    input: '150,000 findings as SARIF',
    files: many,
    args: [...fhirOnly, '--format', 'sarif', '--output', 'r.sarif', 'many.ndjson'],
    code: 0,
    writes: /^r\.sarif$/,
    after: (_, place) => expect(JSON.parse(read(place, 'r.sarif')).runs[0].results).toHaveLength(MANY),
  },
  {
    input: '150,000 findings as JUnit',
    files: many,
    args: [...fhirOnly, '--format', 'junit', '--fail-on', 'warning', '--output', 'r.xml', 'many.ndjson'],
    code: 1,
    writes: /^r\.xml$/,
    after: (_, place) => {
      const xml = read(place, 'r.xml');
      expect(xml).toContain(`<testsuite name="many.ndjson" tests="${MANY}" failures="${MANY}" errors="0" skipped="0">`);
      expect(xml.match(/<failure /g)).toHaveLength(MANY);
      expect(xml).toMatch(/<\/testsuite>\n<\/testsuites>\n$/);
    },
  },
  {
    input: '150,000 findings as annotations',
    files: many,
    args: [...fhirOnly, '--format', 'github', 'many.ndjson'],
    code: 0,
    says: /^::warning .*and 149,999 more like it/,
    after: ({ stdout }) => expect(stdout.split('\n').length).toBeLessThan(100),
  },
  {
    input: '150,000 findings as an OperationOutcome',
    files: many,
    args: [...fhirOnly, '--format', 'operation-outcome', '--output', 'r.json', 'many.ndjson'],
    code: 0,
    writes: /^r\.json$/,
    after: (_, place) => expect(JSON.parse(read(place, 'r.json')).issue).toHaveLength(MANY),
  },
];

const shapes: readonly Row[] = [
  {
    input: 'a million findings',
    files: { 'many.ndjson': patients(1_000_000) },
    args: [...fhirOnly, 'many.ndjson'],
    code: 0,
    says: [/⚠ warning {2}1,000,000 ×, in 1,000,000 resources/, /1,000,000 resources valid/],
    mebibytes: 1024,
    seconds: 120, // some 15 on two cores that have nothing else to do
  },
  {
    input: '100,000 resources without an id, as HTML',
    files: { 'same.ndjson': patients(100_000, () => undefined) },
    args: [...fhirOnly, '--format', 'html', '--output', 'r.html', 'same.ndjson'],
    code: 0,
    writes: /^r\.html$/,
    after: (_, place) => {
      const ids = read(place, 'r.html').match(/ id="resource-[^"]*"/g) ?? [];
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.length).toBe(5_000);
    },
  },
  {
    input: 'one resource with 150,000 findings',
    files: { 'one.json': withUnknown(MANY) },
    args: [...fhirOnly, 'one.json'],
    code: 1,
    says: [/has more than 100,000 findings/, /Not shown here: 99,\d{3} errors/],
  },
  {
    input: 'one resource with 150,000 findings, in a thread, as HTML',
    files: { 'one.ndjson': `${withUnknown(MANY)}\n`, 'two.json': '{"resourceType":"Patient"}' },
    args: [...fhirOnly, '--jobs', '2', '--format', 'html', '--output', 'r.html', 'one.ndjson', 'two.json'],
    code: 1,
    writes: /^r\.html$/,
    after: (_, place) => {
      expect(megabytes(place, 'r.html')).toBeLessThan(8);
      expect(read(place, 'r.html')).toMatch(/Not shown here: 95,\d{3} more findings\./);
    },
  },
  {
    input: '30,000 resources, each with another kind of warning',
    files: {
      'kinds.ndjson': Array.from({ length: 30_000 }, (_, index) => `${JSON.stringify(coded(index))}\n`).join(''),
    },
    args: [...fhirOnly, 'kinds.ndjson'],
    code: [0, 1],
    says: /30,000 resources valid|of 30,000 resources not valid/,
  },
];

const baselines: readonly Row[] = [
  {
    input: 'a baseline of 150,000 findings, written',
    files: many,
    args: [...fhirOnly, '--fail-on', 'warning', '--write-baseline', 'b.json', 'many.ndjson'],
    code: 0,
    says: /nothing new, 150,000 known/,
    writes: /^b\.json$/,
    after: (_, place) => expect(JSON.parse(read(place, 'b.json')).findings).toHaveLength(MANY),
  },
  {
    input: 'a baseline of 150,000 findings, of which one was mended and one is new',
    files: { 'many.ndjson': patients(MANY - 1), 'new.json': '{"resourceType":"Patient","id":"new"}' },
    prepare: (place) => {
      const warning = 'dom-6: A resource should have narrative for robust management';
      const findings = Array.from({ length: MANY }, (_, index) => ({
        severity: 'warning',
        rule: 'invariant',
        place: `Patient/p${index}`,
        expression: 'Patient',
        message: warning,
      }));
      writeFileSync(join(place.work, 'b.json'), JSON.stringify({ baselineVersion: 1, findings }));
      return undefined;
    },
    args: [...fhirOnly, '--fail-on', 'warning', '--baseline', 'b.json', 'many.ndjson', 'new.json'],
    code: 1,
    says: [/1 new, 149,999 known/, /1 finding of the baseline was not met/, /⚠ warning {2}new\.json/],
  },
  {
    input: 'a baseline that never ends',
    files: { 'p.json': '{"resourceType":"Patient"}' },
    args: [...fhirOnly, '--baseline', '/dev/zero', 'p.json'],
    code: 2,
    says: /The baseline \/dev\/zero cannot be read: it is a device/,
  },
  {
    input: 'a baseline that is cut off in the middle',
    files: {
      'p.json': '{"resourceType":"Patient"}',
      'b.json': '{"baselineVersion":1,"findings":[{"severity":"error",',
    },
    args: [...fhirOnly, '--baseline', 'b.json', 'p.json'],
    code: 2,
    says: /b\.json is no baseline: it is not JSON/,
  },
];

const places: readonly Row[] = [
  {
    input: 'a folder for temporary files that is not there, and a report too long for memory',
    files: many,
    env: { TMPDIR: '/nowhere' },
    args: [...fhirOnly, '--format', 'sarif', '--output', 'r.sarif', 'many.ndjson'],
    code: 2,
    says: /The report is long, and \/nowhere has no room to put it aside/,
    after: (_, place) => expect(litterIn(place.work)).toEqual([]),
  },
  {
    input: 'a disk that is full while the report is written',
    files: many,
    args: [],
    shell: `ulimit -f 8192; trap '' XFSZ; "$NODE" "$IG" ${fhirOnly.join(' ')} --format json --output r.json many.ndjson`,
    code: 2,
    says: /has no room to put it aside|Cannot write r\.json/,
    after: (_, place) => expect(litterIn(place.work)).toEqual([]),
  },
  {
    input: 'a reader that takes one line and goes',
    files: many,
    args: [],
    shell: `"$NODE" "$IG" ${fhirOnly.join(' ')} --format json many.ndjson | head -1; echo "\${PIPESTATUS[0]}"`,
    code: 0,
    says: /^\{\n0\n$/,
  },
  {
    input: 'a reader of NDJSON that takes one line and goes: the verdict is still that of all',
    files: { 'many.ndjson': `${patients(20_000)}{"resourceType":"Patient","gender":"mole"}\n` },
    args: [],
    shell: `"$NODE" "$IG" ${fhirOnly.join(' ')} --format ndjson many.ndjson | head -1 | cut -c1-7; echo "\${PIPESTATUS[0]}"`,
    code: 0,
    says: /^\{"tool"\n1\n$/,
  },
  {
    input: 'a slow reader: what waits for it is not piled up in memory',
    files: many,
    args: [],
    shell: `ulimit -d 600000; "$NODE" "$IG" ${fhirOnly.join(' ')} --jobs 1 --format ndjson many.ndjson | (sleep 3; wc -l)`,
    code: 0,
    says: new RegExp(`^${MANY + 2}\\n$`),
  },
  {
    input: 'a report into a link that leads to the input',
    files: { 'p.json': '{"resourceType":"Patient"}' },
    prepare: (place) => {
      symlinkSync('p.json', join(place.work, 'r.json'));
      return undefined;
    },
    args: [...fhirOnly, '--format', 'json', '--output', 'r.json', 'p.json'],
    code: [0, 2],
    writes: /^r\.json$/,
    after: (_, place) => expect(read(place, 'p.json')).toBe('{"resourceType":"Patient"}'),
  },
];

/** Each format with a file name and an id of signs that must not reach a terminal. */
const signs: readonly Row[] = (
  ['text', 'json', 'ndjson', 'html', 'junit', 'sarif', 'github', 'operation-outcome'] as const
).map((format) => ({
  input: `a file name and an id of control and bidi signs, as ${format}`,
  files: { [`${EVIL}.json`]: JSON.stringify({ resourceType: 'Patient', id: EVIL, gender: EVIL, [EVIL]: 1 }) },
  args: [...fhirOnly, '--verbose', '--format', format, `${EVIL}.json`],
  code: 1,
  after: ({ stdout }) => {
    expect(stdout).toMatch(/u001b/i);
    expect(stdout).not.toMatch(/[\u202e\u2028]/);
  },
}));

const long = 'x'.repeat(MEGABYTE);
const spaces = ' '.repeat(MEGABYTE);
const names: readonly Row[] = [
  ...(['text', 'html', 'junit', 'sarif', 'github', 'operation-outcome', 'json'] as const).map(
    (format): Row => ({
      input: `names, urls and values of a megabyte, as ${format}`,
      files: {
        'long.json': JSON.stringify({
          resourceType: 'Patient',
          id: long,
          meta: { profile: [`http://example.org/${long}`] },
          gender: `${spaces}\n${spaces}`,
          language: long,
          [long]: { [long]: 1 },
          [`-${'-'.repeat(MEGABYTE)}`]: 1,
          extension: [{ url: `http://example.org/${long}`, valueString: long }],
          identifier: [{ system: `urn:${spaces}`, value: long }],
        }),
      },
      args: [...fhirOnly, '--verbose', '--format', format, 'long.json'],
      code: 1,
      after: ({ stdout }) => expect(stdout.length).toBeLessThan(MEGABYTE / 5),
    }),
  ),
  {
    input: 'an id of a megabyte on 5,000 findings',
    files: { 'long.json': withUnknown(5_000, long) },
    args: [...fhirOnly, '--format', 'json', 'long.json'],
    code: 1,
    after: ({ stdout }) => expect(stdout.length).toBeLessThan(5 * MEGABYTE),
  },
  {
    input: 'a property of a megabyte that holds 2,000 properties twice',
    files: {
      'long.json': `{"resourceType":"Patient","${long}":{${Array.from({ length: 2_000 }, (_, at) => `"k${at}":1,"k${at}":2`).join(',')}}}`,
    },
    args: [...fhirOnly, '--format', 'json', 'long.json'],
    code: 1,
    after: ({ stdout }) => expect(stdout.length).toBeLessThan(5 * MEGABYTE),
  },
  {
    input: 'an id that is nothing but 100,000 dashes, as HTML',
    files: { 'long.json': JSON.stringify({ resourceType: 'Patient', id: `a${'-'.repeat(100_000)}b` }) },
    args: [...fhirOnly, '--format', 'html', 'long.json'],
    code: 1,
  },
  {
    input: 'an option of control signs',
    args: [`--${EVIL}`],
    code: 2,
    says: /unknown option/,
  },
];

const libraries: readonly Row[] = [
  {
    input: 'YAML with lists for keys in every file of a guide',
    files: {
      ...tinyGuide('? [a, b]\n: c\n? {d: e}\n: f\n'),
      'suppressions.yaml': '- ? [a]\n  : b\n  message: x\n  reason: y\n  owner: z\n  expires: never\n',
    },
    args: ['build', '--offline', '--quiet'],
    code: [1, 2],
    writes: BUILD_WRITES,
    saysNot: /Warning:|Keys with collection values/,
  },
  {
    input: 'suppressions that repeat themselves by aliases',
    files: {
      ...tinyGuide(''),
      'suppressions.yaml': `- &a0 [x, x]\n${Array.from({ length: 30 }, (_, at) => `- &a${at + 1} [*a${at}, *a${at}]\n`).join('')}`,
    },
    args: ['suppressions', 'write'],
    code: [1, 2],
    says: /suppressions\.yaml/,
  },
  {
    input: 'suppressions nested 20,000 deep',
    files: { ...tinyGuide(''), 'suppressions.yaml': `- message: ${'['.repeat(20_000)}` },
    args: ['suppressions', 'write'],
    code: 1,
    says: /suppressions\.yaml nests deeper than 200 levels/,
  },
  {
    input: '3,000 suppressions',
    files: {
      ...tinyGuide(''),
      'suppressions.yaml': Array.from(
        { length: 3_000 },
        (_, at) => `- message: "m${at}"\n  reason: r\n  owner: o\n  expires: never\n`,
      ).join(''),
    },
    args: ['suppressions', 'write'],
    code: 0,
    writes: /^input(\/ignoreWarnings\.txt)?$/,
    seconds: 30,
  },
];

tryAll('reports', [...formats, ...shapes, ...baselines, ...places, ...signs, ...names, ...libraries]);

/** A resource with as many unknown properties, each an error. */
function withUnknown(count: number, id = 'one'): string {
  const unknown = Object.fromEntries(Array.from({ length: count }, (_, index) => [`unknown${index}`, 1]));
  return JSON.stringify({ resourceType: 'Patient', id, ...unknown });
}

function coded(index: number): object {
  return {
    resourceType: 'Observation',
    id: `o${index}`,
    status: 'final',
    code: { coding: [{ system: `http://example.org/system-${index}`, code: `c${index}` }] },
  };
}

function tinyGuide(more: string): Record<string, string> {
  return {
    'sushi-config.yaml': `id: tiny\ncanonical: https://tiny.example\nname: Tiny\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\n${more}`,
    'input/fsh/a.fsh': 'Instance: a\nInstanceOf: Patient\nUsage: #example\n* active = true\n',
  };
}
