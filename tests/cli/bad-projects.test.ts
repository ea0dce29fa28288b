import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { copyOf, errorLines, filesBelow, ig, litterIn, temporaryFolder } from './run-ig.ts';

const config = 'canonical: https://example.org/fhir/steps\nfhirVersion: 4.0.1\nversion: 0.3.0\nFSHOnly: true\n';

let lock = '';
beforeAll(async () => {
  const project = copyOf('fsh-only');
  await ig(['packages', 'lock', '--offline', project]);
  lock = readFileSync(join(project, 'fhir-packages.lock.json'), 'utf8');
});

/** Builds a guide with the given files in it. Whatever the fault, nothing half written may stay behind. */
async function build(files: Readonly<Record<string, string>>) {
  const project = copyOf('fsh-only', { 'fhir-packages.lock.json': lock, ...files });
  const run = await ig(['build', '--frozen', '--format', 'json', project]);
  expect(litterIn(project)).toEqual([]);
  return { ...run, project };
}

describe('FSH with a fault: exit code 1, and one finding with line and remedy', () => {
  test('that cannot be parsed', async () => {
    const run = await build({ 'input/fsh/bad.fsh': 'Profile: Bad\nParent Observation\n* status MS\n' });
    expect(run.code).toBe(1);
    expect(errorLines(run)[0]).toMatch(/^error fsh-syntax input\/fsh\/bad\.fsh:2 .*ends with a colon: "Parent:"/);
  });

  test('with a parent that is not there: what may have been meant; the rest is built all the same', async () => {
    const run = await build({ 'input/fsh/bad.fsh': 'Profile: Bad\nParent: Observaton\nId: bad\n' });
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([
      expect.stringMatching(/^error parent-not-found input\/fsh\/bad\.fsh:2 .*Did you mean Observation\?$/),
    ]);
    expect(filesBelow(join(run.project, 'fsh-generated/resources'))).toEqual([
      'Observation-a-walk.json',
      'StructureDefinition-walked-steps.json',
    ]);
  });

  test('with parents in a circle: the circle, and the earlier build stays', async () => {
    const { project } = await build({});
    const before = filesBelow(project);
    const bad = 'Profile: A\nParent: B\nId: a\n\nProfile: B\nParent: A\nId: b\n';
    const files = Object.fromEntries(before.map((name) => [name, readFileSync(join(project, name), 'utf8')]));
    const { 'build/package.tgz': _, ...texts } = files;
    const run = await build({ ...texts, 'input/fsh/bad.fsh': bad });
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([
      expect.stringMatching(/^error parent-circular input\/fsh\/bad\.fsh:\d .*circle: A < B < A/),
    ]);
    expect(filesBelow(join(run.project, 'fsh-generated'))).toEqual(filesBelow(join(project, 'fsh-generated')));
  });
});

describe('a configuration with a fault', () => {
  const cases: readonly [claim: string, text: string, finding: RegExp][] = [
    [
      'that is not YAML',
      'canonical: https://x.org\n  fhirVersion: [4.0.1\n',
      /^error config-yaml sushi-config\.yaml:1 sushi-config\.yaml is not well-formed YAML: .* Check the indentation/,
    ],
    [
      'without a canonical',
      'fhirVersion: 4.0.1\n',
      /^error config sushi-config\.yaml:1 canonical is missing\. .*https:/,
    ],
    [
      'without fhirVersion',
      'canonical: https://x.org\n',
      /^error config sushi-config\.yaml:1 fhirVersion is missing\. .*4\.0\.1/,
    ],
    [
      'of a guide for R5',
      config.replace('4.0.1', '5.0.0'),
      /^error config sushi-config\.yaml:2 fhirVersion is 5\.0\.0: .*R4, 4\.0\.1/,
    ],
    [
      'that is empty',
      '',
      /^error config sushi-config\.yaml:1 .*holds no settings\. It needs at least canonical, fhirVersion/,
    ],
  ];
  for (const [claim, text, finding] of cases) {
    test(claim, async () => {
      const run = await build({ 'sushi-config.yaml': text });
      expect(run.code).toBe(1);
      expect(errorLines(run)).toEqual([expect.stringMatching(finding)]);
      expect(filesBelow(run.project)).not.toContain('build/package.tgz');
    });
  }

  test('is told by every command of a project, with its line', async () => {
    const project = temporaryFolder({ 'sushi-config.yaml': 'fhirVersion: 4.0.1\n' });
    const explained = await ig([
      'packages',
      'explain',
      'http://hl7.org/fhir/StructureDefinition/Patient',
      '--project',
      project,
    ]);
    expect(explained.code).toBe(2);
    expect(explained.stderr).toContain('sushi-config.yaml:1: canonical is missing.');
    for (const command of ['list', 'lock']) {
      const run = await ig(['packages', command, '--offline', '--format', 'json', project]);
      expect(run.code).toBe(1);
      expect(errorLines(run)).toEqual([expect.stringContaining('canonical is missing.')]);
    }
  });
});

describe('a predefined resource', () => {
  test('that is not JSON: the line of the fault', async () => {
    const json = '{\n  "resourceType": "Patient",\n  "id": "a"\n  "active": true\n}\n';
    const run = await build({ 'input/resources/Patient-a.json': json });
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([
      expect.stringMatching(
        /^error predefined-unreadable input\/resources\/Patient-a\.json:4 .*not well-formed JSON.* Mend it/,
      ),
    ]);
  });

  test('that is not valid: the line of the element', async () => {
    const json = '{\n  "resourceType": "Patient",\n  "id": "a",\n  "gender": "femail"\n}\n';
    const run = await build({ 'input/resources/Patient-a.json': json });
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([
      expect.stringMatching(
        /^error binding-required input\/resources\/Patient-a\.json:4 .*femail.*Did you mean "female"\?/,
      ),
    ]);
  });
});

test('a project without FSH builds the little that it says', async () => {
  const project = temporaryFolder({ 'sushi-config.yaml': config, 'fhir-packages.lock.json': lock });
  const run = await ig(['build', '--frozen', project]);
  expect(run.code).toBe(0);
  expect(run.stdout).toContain('no-fsh');
});
