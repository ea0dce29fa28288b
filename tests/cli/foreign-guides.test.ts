import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Report } from '../../scripts/model/report.ts';
import {
  copyOf,
  errorLines,
  filesBelow,
  graveFindings,
  ig,
  litterIn,
  type Run,
  reportOf,
  writeFiles,
} from './run-ig.ts';

/** The text of a fixture's file with one change, which must have found its place. */
function changed(project: string, file: string, from: string, to: string): Readonly<Record<string, string>> {
  const text = readFileSync(join(project, file), 'utf8');
  expect(text).toContain(from);
  return { [file]: text.replace(from, to) };
}

const lineOf = (project: string, file: string, text: string): number =>
  readFileSync(join(project, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.endsWith(text) || line.includes(`${text},`)) + 1;

describe('a guide with other parents, rule sets, a logical model, instances of definitions and a predefined resource', () => {
  let project = '';
  let first: Run;
  let report: Report;
  beforeAll(async () => {
    project = copyOf('allergies');
    first = await ig(['build', '--offline', '--format', 'json', project]);
    report = reportOf(first);
  });

  test('builds without errors, and each of its resources is valid', () => {
    expect(first.code).toBe(0);
    expect(report.summary).toMatchObject({ errors: 0, invalid: 0 });
    expect(report.results.map(({ resource }) => resource).sort()).toEqual([
      'AllergyIntolerance/birch-allergy',
      'AllergyIntolerance/contained-bearer-allergy',
      'CapabilityStatement/allergy-server',
      'CodeSystem/tested-substances',
      'ImplementationGuide/example.fhir.allergies',
      'Patient/allergy-patient',
      'SearchParameter/certainty-search',
      'StructureDefinition/allergy-card',
      'StructureDefinition/certainty',
      'StructureDefinition/recorded-allergy',
      'ValueSet/substances',
    ]);
    const birch = report.results.find(({ resource }) => resource === 'AllergyIntolerance/birch-allergy');
    expect(birch?.profiles).toContain('https://example.org/fhir/allergies/StructureDefinition/recorded-allergy|2.4.0');
  });

  test('the first build makes the lockfile and says so; the next one needs no more', async () => {
    expect(report.issues).toContainEqual(
      expect.objectContaining({
        rule: 'lockfile-created',
        message: expect.stringMatching(/pins \d+ packages\. Commit it\./),
      }),
    );
    const again = await ig(['build', '--frozen', '--format', 'json', project]);
    expect(again.code).toBe(0);
    expect(reportOf(again).issues.map(({ rule }) => rule)).not.toContain('lockfile-created');
    expect(reportOf(again).results).toEqual(report.results);
  });

  test('what is written: the files of SUSHI, the report twice, and the package with snapshots', () => {
    expect(litterIn(project)).toEqual([]);
    expect(filesBelow(join(project, 'build')).filter((name) => !name.startsWith('package/'))).toEqual([
      'package.tgz',
      'report.html',
      'report.json',
    ]);
    expect(filesBelow(join(project, 'build/package/example'))).toContain('Patient-allergy-patient.json');
    const profile = JSON.parse(
      readFileSync(join(project, 'build/package/StructureDefinition-recorded-allergy.json'), 'utf8'),
    );
    expect(profile.snapshot.element.length).toBeGreaterThan(30);
    const generated = readFileSync(
      join(project, 'fsh-generated/resources/StructureDefinition-recorded-allergy.json'),
      'utf8',
    );
    expect(JSON.parse(generated).snapshot).toBeUndefined();
    const model = JSON.parse(
      readFileSync(join(project, 'build/package/StructureDefinition-allergy-card.json'), 'utf8'),
    );
    expect(model.snapshot.element.map(({ path }: { path: string }) => path)).toContain('allergy-card.entry.since');
  });

  test('faults in examples are found where they were written, in a rule set at both places', async () => {
    const broken = copyOf('allergies');
    const file = 'input/fsh/instances.fsh';
    writeFiles(broken, {
      'fhir-packages.lock.json': readFileSync(join(project, 'fhir-packages.lock.json'), 'utf8'),
      ...changed(broken, file, '$clinical#active', '$clinical#activ'),
      ...changed(broken, 'input/fsh/rulesets.fsh', 'searchParam[=].type = #token', 'searchParam[=].type = #tokan'),
      'input/fsh/more.fsh':
        'Instance: unsure\nInstanceOf: RecordedAllergy\n* insert Unsure\n* patient.display = "x"\n\nRuleSet: Unsure\n* extension[certainty].valueInteger = 90\n* onsetAge.value = -1\n',
    });
    const run = await ig(['build', '--frozen', '--format', 'json', broken]);
    expect(run.code).toBe(1);
    const issues = graveFindings(reportOf(run)).filter(({ severity }) => severity === 'error');
    const at = (text: string) => ({ file, line: lineOf(broken, file, text) });
    expect(issues).toContainEqual(
      expect.objectContaining({ rule: 'binding-required', source: expect.objectContaining(at('#activ')) }),
    );
    const inRuleSet = { file: 'input/fsh/rulesets.fsh', line: lineOf(broken, 'input/fsh/rulesets.fsh', '#tokan') };
    for (const insertion of ['Searchable(code', 'Searchable(patient']) {
      expect(issues).toContainEqual(
        expect.objectContaining({
          message: expect.stringContaining('tokan'),
          source: expect.objectContaining(inRuleSet),
          insertedAt: expect.objectContaining(at(insertion)),
        }),
      );
    }
    const missing = issues.filter(
      ({ rule, source }) => rule === 'cardinality' && source?.file === 'input/fsh/more.fsh',
    );
    expect(missing.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('clinicalStatus is missing'),
        expect.stringContaining('code is missing'),
      ]),
    );
  });
});

describe('a guide with FSH only', () => {
  test('builds with the resources alone: no pages, no ImplementationGuide', async () => {
    const project = copyOf('fsh-only');
    const run = await ig(['build', '--offline', project], { cwd: project });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('fhir-packages.lock.json was made');
    expect(run.stdout).toMatch(/✔ 2 resources valid, 0 errors/);
    expect(filesBelow(join(project, 'fsh-generated'))).toEqual([
      'data/fsh-index.json',
      'fsh-index.txt',
      'resources/Observation-a-walk.json',
      'resources/StructureDefinition-walked-steps.json',
    ]);

    writeFiles(project, changed(project, 'input/fsh/steps.fsh', '= 8123', '= 8123\n* valueQuantity.unit = ""'));
    const broken = await ig(['build', '--frozen', '--format', 'json', '.'], { cwd: project });
    expect(broken.code).toBe(1);
    expect(errorLines(broken)[0]).toContain('input/fsh/steps.fsh:20');
  });
});
