import { beforeAll, describe, expect, test, vi } from 'vitest';
import { compileProject } from '../../scripts/compile/compile-project.ts';
import { readFshFiles } from '../../scripts/compile/files/fsh-files.ts';
import { projectPaths } from '../../scripts/compile/files/project-paths.ts';
import { EnvironmentError, type Issue, isAtLeast } from '../../scripts/model/issue.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { plainConfig, temporaryProject } from './temporary-project.ts';
import { corePackage, guidePackages } from './test-packages.ts';

const profile = 'Profile: A\nParent: Observation\n* status MS\n';

let packages: InstalledPackage[] = [];
beforeAll(() => {
  packages = guidePackages(corePackage());
});

async function warnings(files: Readonly<Record<string, string | Uint8Array>>): Promise<readonly Issue[]> {
  const { issues } = await compileProject(temporaryProject(files), packages);
  return issues.filter(({ severity }) => isAtLeast(severity, 'warning'));
}

const finding = (rule: string, file: string, line?: number, says = '') =>
  expect.objectContaining({
    rule,
    message: expect.stringContaining(says),
    source: expect.objectContaining(line === undefined ? { file } : { file, line }),
  });

describe('a project that cannot be compiled gives one clear finding', () => {
  test('a configuration that is not YAML', async () => {
    const config = plainConfig.replace('name: TestGuide', 'name: "TestGuide');
    const issues = await warnings({ 'sushi-config.yaml': config, 'input/fsh/a.fsh': profile });
    expect(issues).toEqual([finding('config-yaml', 'sushi-config.yaml', undefined, 'not well-formed YAML')]);
  });

  test('a configuration with a key twice: the line of the second', async () => {
    const config = `${plainConfig}status: active\n`;
    expect(await warnings({ 'sushi-config.yaml': config })).toEqual([
      finding('config-yaml', 'sushi-config.yaml', config.split('\n').length - 1, 'unique'),
    ]);
  });

  test('a configuration that is a text', async () => {
    expect(await warnings({ 'sushi-config.yaml': 'hello\n' })).toEqual([finding('config-yaml', 'sushi-config.yaml')]);
  });

  test('a configuration without what SUSHI needs', async () => {
    expect(await warnings({ 'sushi-config.yaml': 'id: a\nfhirVersion: 4.0.1\n' })).toEqual([
      finding('config-incomplete', 'sushi-config.yaml', undefined, 'canonical'),
    ]);
  });

  test('a version written as a number', async () => {
    const config = plainConfig.replace('4.0.1', '4.0');
    expect(await warnings({ 'sushi-config.yaml': config })).toEqual([
      finding('config-unreadable', 'sushi-config.yaml', undefined, 'needs quotation marks'),
    ]);
  });

  test('a group that is no list: SUSHI itself fails, and that is a finding', async () => {
    const config = `${plainConfig}groups:\n  A:\n    name: A\n    resources: 3\n`;
    const issues = await warnings({ 'sushi-config.yaml': config, 'input/fsh/a.fsh': profile });
    expect(issues).toContainEqual(expect.objectContaining({ rule: 'sushi-failure', severity: 'error' }));
  });

  test('no temporary folder: the run cannot go on, and the message says why', async () => {
    const project = temporaryProject({ 'input/fsh/a.fsh': profile });
    vi.stubEnv('TMPDIR', `${project}/no-such-folder`);
    await expect(compileProject(project, packages)).rejects.toThrow(EnvironmentError);
    vi.unstubAllEnvs();
  });

  test('no configuration', async () => {
    const result = await compileProject(new URL('.', import.meta.url).pathname, packages);
    expect(result.issues).toEqual([finding('config-missing', 'sushi-config.yaml')]);
    expect(result.files.size).toBe(0);
  });

  test('a version of FHIR that is not supported', async () => {
    const config = plainConfig.replace('4.0.1', '3.0.2');
    expect(await warnings({ 'sushi-config.yaml': config, 'input/fsh/a.fsh': profile })).toEqual([
      finding('fhir-version', 'sushi-config.yaml', 6, '3.0.2'),
    ]);
  });

  test('a package that is not there: the line of the dependency, and the command to run', async () => {
    const config = `${plainConfig}dependencies:\n  example.fhir.gone: 1.0.0\n  again@npm:example.fhir.gone:\n    version: 2.0.0\n`;
    expect(await warnings({ 'sushi-config.yaml': config, 'input/fsh/a.fsh': profile })).toEqual([
      finding(
        'package-missing',
        'sushi-config.yaml',
        12,
        'example.fhir.gone#1.0.0 is not installed. Run "ig packages lock"',
      ),
      finding('package-missing', 'sushi-config.yaml', 13, 'example.fhir.gone#2.0.0'),
    ]);
  });

  test('a package that is there in another version: which one', async () => {
    const config = `${plainConfig}dependencies:\n  hl7.fhir.uv.extensions.r4: 1.0.0\n`;
    expect(await warnings({ 'sushi-config.yaml': config })).toEqual([
      finding('package-missing', 'sushi-config.yaml', 12, '(installed: 5.2.0)'),
    ]);
  });

  test('FHIR itself is not there', async () => {
    const project = temporaryProject({ 'input/fsh/a.fsh': profile });
    const { issues } = await compileProject(project, []);
    expect(issues).toEqual([finding('package-missing', 'sushi-config.yaml', 6, 'hl7.fhir.r4.core#4.0.1')]);
  });

  test('FSH files in the folder of earlier versions of SUSHI', async () => {
    expect(await warnings({ 'fsh/a.fsh': profile })).toContainEqual(
      expect.objectContaining({ rule: 'project-layout', message: expect.stringContaining('input/fsh') }),
    );
  });
});

describe('a fault in one file does not hide the rest', () => {
  test('a dependency without a version', async () => {
    const config = `${plainConfig}dependencies:\n  example.fhir.gone:\n    id: gone\n`;
    const issues = await warnings({ 'sushi-config.yaml': config, 'input/fsh/a.fsh': profile });
    expect(issues).toContainEqual(finding('package-version-missing', 'sushi-config.yaml', 12, 'has no version'));
  });

  test('bytes that are not UTF-8: their line', async () => {
    const latin1 = Buffer.from('Profile: A\nParent: Observation\nTitle: "\u00c9t\u00e9"\n', 'latin1');
    expect(await warnings({ 'input/fsh/a.fsh': latin1 })).toEqual([
      finding('fsh-encoding', 'input/fsh/a.fsh', 3, 'byte 0xC9'),
    ]);
  });

  test('UTF-16', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(profile, 'utf16le')]);
    expect(await warnings({ 'input/fsh/a.fsh': utf16 })).toContainEqual(
      finding('fsh-encoding', 'input/fsh/a.fsh', 1, 'UTF-16'),
    );
  });

  test('a byte order mark: a warning, and the file is compiled', async () => {
    const project = temporaryProject({ 'input/fsh/a.fsh': `\uFEFF${profile}` });
    const { issues, files } = await compileProject(project, packages);
    expect(issues).toContainEqual(finding('fsh-encoding', 'input/fsh/a.fsh', 1, 'byte order mark'));
    expect([...files.keys()]).toContain('resources/StructureDefinition-A.json');
  });

  test('lines that end as Windows ends them keep their numbers', async () => {
    const fsh = 'Profile: A\r\nParent: Observation\r\n* status MS\r\n* nothing MS\r\n';
    expect(await warnings({ 'input/fsh/a.fsh': fsh })).toEqual([finding('path-not-found', 'input/fsh/a.fsh', 4)]);
  });

  test('a file that cannot be read', () => {
    const folder = temporaryProject({ 'input/fsh/folder.fsh/a.fsh': profile });
    const issues: Issue[] = [];
    const files = ['input/fsh/folder.fsh', 'input/fsh/folder.fsh/a.fsh'].map((name) => `${folder}/${name}`);
    const texts = readFshFiles(files, projectPaths(folder), issues);
    expect(texts.map(({ text }) => text)).toEqual([profile]);
    expect(issues).toEqual([finding('file-unreadable', 'input/fsh/folder.fsh', undefined, 'it is a folder')]);
  });

  test('a predefined resource that is not JSON: the line of the fault', async () => {
    const json = '{\n  "resourceType": "Patient",\n  "id": "p",\n}\n';
    expect(await warnings({ 'input/fsh/a.fsh': profile, 'input/resources/Patient-p.json': json })).toEqual([
      finding(
        'predefined-unreadable',
        'input/resources/Patient-p.json',
        4,
        '"}" stands where a name in quotation marks is expected',
      ),
    ]);
  });

  test('a predefined resource without an id', async () => {
    const json = '{ "resourceType": "Patient" }';
    expect(await warnings({ 'input/fsh/a.fsh': profile, 'input/resources/p.json': json })).toContainEqual(
      expect.objectContaining({
        rule: 'predefined-incomplete',
        message: expect.stringContaining('input/resources/p.json'),
      }),
    );
  });

  test('a predefined resource that FSH defines too', async () => {
    const json = JSON.stringify({
      resourceType: 'StructureDefinition',
      id: 'A',
      url: 'https://test.example/fhir/StructureDefinition/A',
    });
    const files = { 'input/fsh/a.fsh': profile, 'input/profiles/A.json': json };
    expect(await warnings(files)).toContainEqual(finding('predefined-duplicate', 'input/fsh/a.fsh', 1));
  });

  test('no FSH at all: the guide of its configuration alone', async () => {
    const project = temporaryProject({});
    const { issues, files } = await compileProject(project, packages);
    expect(issues).toContainEqual(finding('no-fsh', 'input/fsh'));
    expect([...files.keys()]).toContain('resources/ImplementationGuide-example.fhir.test.json');
  });

  test('a setting that SUSHI does not know: its line', async () => {
    const config = `${plainConfig}pagess:\n  a.md:\n    title: A\n`;
    expect(await warnings({ 'sushi-config.yaml': config, 'input/fsh/a.fsh': profile })).toContainEqual(
      finding('config-property', 'sushi-config.yaml', 11, 'pagess'),
    );
  });
});

describe('messages', () => {
  test('those that the project tells SUSHI to ignore are shown with the reason', async () => {
    const config = plainConfig.replace('releaseLabel: ci-build\n', '');
    const files = { 'sushi-config.yaml': config, 'input/fsh/a.fsh': profile };
    const plain = finding('config-publisher-label', 'sushi-config.yaml');
    expect(await warnings(files)).toEqual([plain]);
    const ignoring = (list: string) => warnings({ ...files, 'input/sushi-ignoreWarnings.txt': list });
    expect(await ignoring('/releaseLabel/\n')).toMatchObject([
      { rule: 'config-publisher-label', accepted: 'input/sushi-ignoreWarnings.txt lists it.' },
    ]);
    expect(await ignoring('# Not\n# published yet.\n/releaseLabel/\n')).toMatchObject([{ accepted: 'published yet.' }]);
    expect(await warnings(files)).toEqual([plain]);
  });

  test('an error that SUSHI is told to ignore is still there, as a warning that says so', async () => {
    const fsh = `${profile}* nothing 1..1\n`;
    const error = (await warnings({ 'input/fsh/a.fsh': fsh })).find(({ severity }) => severity === 'error');
    expect(error).toBeDefined();
    const ignoring = await warnings({ 'input/fsh/a.fsh': fsh, 'sushi-ignoreErrors.txt': '/nothing/\n' });
    expect(ignoring).toContainEqual({
      ...error,
      severity: 'warning',
      message: `${error?.message} (For SUSHI an error, which sushi-ignoreErrors.txt hides.)`,
    });
  });

  test('a line that looks like a regular expression and is none: its line', async () => {
    const found = await warnings({ 'input/fsh/a.fsh': profile, 'input/sushi-ignoreWarnings.txt': '# a\n/(/\n' });
    expect(found).toMatchObject([
      { severity: 'error', rule: 'sushi-ignore-list', source: { file: 'input/sushi-ignoreWarnings.txt', line: 2 } },
    ]);
  });

  test('a fault in a RuleSet names the RuleSet and where it was inserted', async () => {
    const fsh = `RuleSet: Wrong\n* nothing = #final\n\nInstance: a\nInstanceOf: Observation\n* status = #final\n* code.text = "a"\n* insert Wrong\n`;
    const [issue, ...others] = await warnings({ 'input/fsh/a.fsh': fsh });
    expect(others).toEqual([]);
    expect(issue).toMatchObject({
      rule: 'path-not-found',
      source: { file: 'input/fsh/a.fsh', line: 2 },
      insertedAt: { file: 'input/fsh/a.fsh', line: 8 },
    });
  });
});
