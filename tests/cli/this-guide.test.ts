import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../scripts/model/report.ts';
import { measures } from '../guide/guide-files.ts';
import {
  copyOfThisGuide,
  filesBelow,
  graveFindings,
  ig,
  litterIn,
  type Run,
  reportOf,
  temporaryFolder,
  writeFiles,
} from './run-ig.ts';

let project = '';
let first: Run;
let report: Report;
beforeAll(async () => {
  project = copyOfThisGuide();
  first = await ig(['build', '--frozen', '--offline', '--format', 'json', project]);
  report = reportOf(first);
}, 240_000);

const read = (name: string) => readFileSync(join(project, name));

const profileId = (ending: string) =>
  filesBelow(join(project, 'fsh-generated/resources'))
    .map((name) => /^StructureDefinition-(.+)\.json$/.exec(name)?.[1] ?? '')
    .find((id) => id.toLowerCase().endsWith(ending)) ?? '';

describe('the guide of this repository', () => {
  test('has eleven measures and a device, no error, and every warning explained', () => {
    expect(first.code).toBe(0);
    expect(report.summary).toMatchObject({ errors: 0, invalid: 0 });
    const profiles = report.results.map(({ resource }) => resource?.replace('StructureDefinition/', ''));
    expect(profiles).toEqual(expect.arrayContaining(['MESDevice', ...measures.map(({ id }) => id)]));
    const unexplained = graveFindings(report).filter(({ accepted }) => accepted === undefined);
    expect(unexplained.map(({ message }) => message)).toEqual([]);
  });

  test('names the packages it was built with, and which of them are stand-ins', () => {
    const measures = report.packages.filter(({ id }) => id === 'ans.fhir.fr.mesures');
    expect(measures.map(({ version, source }) => [version, source])).toEqual([
      ['3.0.1', 'stand-in'],
      ['3.2.0', 'stand-in'],
    ]);
    for (const { integrity } of report.packages) expect(integrity).toMatch(/^sha512-/);
  });

  test('builds to the same bytes again', async () => {
    const names = filesBelow(project).filter((name) => /^(fsh-generated|build\/package)/.test(name));
    const before = names.map((name) => read(name));
    const text = await ig(['build', '--frozen', '--offline', project], { cwd: project });
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(/stand-ins, not the published content: /);
    expect(text.stdout).toMatch(/✔ \d+ resources valid, 0 errors/);
    expect(litterIn(project)).toEqual([]);
    expect(filesBelow(project).filter((name) => /^(fsh-generated|build\/package)/.test(name))).toEqual(names);
    const different = names.filter((name, at) => before[at]?.equals(read(name)) !== true);
    expect(different).toEqual([]);
  });

  test('writes the report for machines and for people', () => {
    expect(JSON.parse(read('build/report.json').toString())).toMatchObject({
      tool: { name: 'ig' },
      summary: { errors: 0 },
    });
    expect(read('build/report.html').toString()).not.toMatch(/(src|href)="https?:[^"]*\.(js|css)"/);
  });
});

describe('payloads', () => {
  const bundle = () => {
    const name = filesBelow(join(project, 'fsh-generated/resources')).find((each) => {
      const resource = JSON.parse(read(`fsh-generated/resources/${each}`).toString());
      return resource.resourceType === 'Bundle' && resource.type === 'transaction' && resource.entry.length > 1;
    });
    return JSON.parse(read(`fsh-generated/resources/${name}`).toString());
  };

  test('a transaction of this guide is valid; one with faults is not, and each fault is named', async () => {
    const good = bundle();
    const bad = structuredClone(good);
    const at = bad.entry.findIndex(
      ({ resource }: { resource: { resourceType: string } }) => resource.resourceType === 'Observation',
    );
    bad.entry[at].resource.status = 'finished';
    bad.entry[at].resource.effectiveDateTime = '3 mai';
    const folder = temporaryFolder({
      'good.json': JSON.stringify(good),
      'bad.json': JSON.stringify(bad, undefined, 2),
    });
    const run = await ig(['validate', '--offline', '--format', 'json', '--project', project, folder]);
    expect(run.code).toBe(1);
    const { results } = reportOf(run);
    expect(results.map(({ valid }) => valid)).toEqual([false, true]);
    const errors = results[0]?.issues.filter(({ severity }) => severity === 'error') ?? [];
    expect(errors.map(({ expression }) => expression)).toEqual(
      expect.arrayContaining([
        `Bundle.entry[${at}].resource.status`,
        expect.stringMatching(new RegExp(`^Bundle\\.entry\\[${at}\\]\\.resource\\.(effective|ofType)`)),
      ]),
    );
    for (const { source } of errors) expect(source?.line).toBeGreaterThan(1);
  });

  test('the packed guide can be loaded elsewhere, with the packages it depends on', async () => {
    const { url } = JSON.parse(read(`build/package/StructureDefinition-${profileId('bmi')}.json`).toString());
    const folder = temporaryFolder({ 'o.json': '{"resourceType":"Observation","status":"final","code":{"text":"x"}}' });
    const run = await ig(
      [
        'validate',
        '--fhir-only',
        '--offline',
        '--format',
        'json',
        '--package',
        join(project, 'build/package.tgz'),
        '--profile',
        url,
        'o.json',
      ],
      { cwd: folder },
    );
    expect(run.code).toBe(1);
    const [result] = reportOf(run).results;
    expect(result?.profiles).toEqual(expect.arrayContaining([expect.stringMatching(new RegExp(`^${url}\\|`))]));
    expect(result?.issues.map(({ rule }) => rule)).toContain('cardinality');
    expect(result?.issues.map(({ rule }) => rule)).not.toContain('profile-unknown');
  });
});

describe('which package answers', () => {
  const explain = async (...args: string[]) => {
    const run = await ig(['packages', 'explain', '--offline', '--quiet', '--project', project, ...args]);
    expect(run.code).toBe(0);
    return run.stdout;
  };
  const parentOf = (id: string): string =>
    JSON.parse(read(`fsh-generated/resources/StructureDefinition-${id}.json`).toString()).baseDefinition.split('|')[0];

  test('the parents of blood pressure and body mass index, each in its own version', async () => {
    const [bp, bmi] = [profileId('bp'), profileId('bmi')];
    expect(await explain(parentOf(bp), '--from', bp)).toContain('of ans.fhir.fr.mesures#3.2.0');
    expect(await explain(parentOf(bmi), '--from', bmi)).toContain('of ans.fhir.fr.mesures#3.0.1');
    const own = JSON.parse(read(`build/package/StructureDefinition-${bmi}.json`).toString());
    expect(await explain(own.url)).toContain(`is StructureDefinition/${bmi} of `);
    const unpinned = await explain(parentOf(bmi));
    expect(unpinned).toMatch(/Others that have the URL: ans\.fhir\.fr\.mesures#/);
  });

  test('an answer for programs, and none for what nobody has', async () => {
    const run = await ig([
      'packages',
      'explain',
      '--offline',
      '--format',
      'json',
      '--project',
      project,
      'http://hl7.org/fhir/StructureDefinition/bp|4.0.1',
    ]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      answer: { package: { id: 'hl7.fhir.r4.core', version: '4.0.1' }, reason: 'exact-version' },
    });
    const gone = await ig(['packages', 'explain', '--offline', '--project', project, 'https://example.org/gone']);
    expect(gone).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('is not found. No loaded package has this URL.'),
    });
  });

  test('a profile that names such a parent without a version is warned of, at its line', async () => {
    const fsh = `Profile: Unpinned\nParent: ${parentOf(profileId('bmi'))}\nId: unpinned\n`;
    writeFiles(project, { 'input/fsh/unpinned.fsh': fsh });
    const run = await ig(['build', '--frozen', '--offline', '--format', 'json', project]);
    const ambiguous = graveFindings(reportOf(run)).filter(({ rule }) => rule === 'ambiguous-canonical');
    expect(ambiguous).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringMatching(/has no version: ans\.fhir\.fr\.mesures#.* could too\. Write .*\|3\./),
        source: expect.objectContaining({ file: 'input/fsh/unpinned.fsh', line: 2 }),
      }),
    ]);
  });
});
