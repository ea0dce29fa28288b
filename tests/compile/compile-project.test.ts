import { readdirSync } from 'node:fs';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { utils } from 'fsh-sushi';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type CompileResult, compileProject } from '../../scripts/compile/compile-project.ts';
import type { InstalledPackage } from '../../scripts/model/package.ts';
import { plainConfig, temporaryProject } from './temporary-project.ts';
import { corePackage, guidePackages, treePackages } from './test-packages.ts';

const core = corePackage();
const packages = treePackages(core);
const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/compile/${name}`, import.meta.url));

const treeConfig = `${plainConfig}dependencies:\n  example.fhir.trees: 1.0.0\n`;
const treeFsh = 'Profile: MyTree\nParent: https://trees.example/fhir/StructureDefinition/tree\n* status MS\n';

function profile(result: CompileResult, id: string): string | undefined {
  return result.files.get(`resources/StructureDefinition-${id}.json`);
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('compiles in one process do not know of each other', () => {
  test('ten in a row, over different packages, give what each gives alone', async () => {
    const tree = temporaryProject({ 'sushi-config.yaml': treeConfig, 'input/fsh/a.fsh': treeFsh });
    const plain = temporaryProject({ 'input/fsh/a.fsh': treeFsh });
    const projects: [string, readonly InstalledPackage[]][] = [
      [fixture('guide'), guidePackages(core)],
      [tree, packages],
      [plain, packages],
      [fixture('fsh-only'), [core]],
      [fixture('two-versions'), packages],
    ];
    const first: CompileResult[] = [];
    for (const [project, list] of projects) first.push(await compileProject(project, list));
    for (const [i, [project, list]] of projects.entries()) {
      const again = await compileProject(project, list);
      expect(again.issues).toEqual(first[i]?.issues);
      expect(again.files).toEqual(first[i]?.files);
      expect(again.resources).toEqual(first[i]?.resources);
    }
    // The parent is in a package that only one of the two declares.
    expect(first[1]?.issues.map(({ rule }) => rule)).not.toContain('parent-not-found');
    expect(first[2]?.issues.map(({ rule }) => rule)).toContain('parent-not-found');
  });

  test('begun at once, they wait for each other', async () => {
    const tree = temporaryProject({ 'sushi-config.yaml': treeConfig, 'input/fsh/a.fsh': treeFsh });
    const broken = temporaryProject({ 'input/fsh/a.fsh': 'Profile: A\nParent: Nothing\n' });
    const results = await Promise.all([tree, broken, tree, broken].map((folder) => compileProject(folder, packages)));
    expect(results.map((result) => result.issues.filter(({ severity }) => severity === 'error').length)).toEqual([
      0, 1, 0, 1,
    ]);
    expect(profile(results[2] as CompileResult, 'MyTree')).toBe(profile(results[0] as CompileResult, 'MyTree'));
  });

  test('one that is stopped does not hold up the next', async () => {
    const tree = temporaryProject({ 'sushi-config.yaml': treeConfig, 'input/fsh/a.fsh': treeFsh });
    await expect(compileProject(tree, packages, { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    expect((await compileProject(tree, packages)).files.size).toBeGreaterThan(0);
  });
});

describe('a compile leaves no trace', () => {
  test('nothing is printed, no temporary folder stays, the project is as it was', async () => {
    const written = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    const project = temporaryProject({ 'input/fsh/a.fsh': 'Profile: A\nParent: Nothing\n' });
    const temporary = temporaryProject({});
    vi.stubEnv('TMPDIR', temporary);
    const before = readdirSync(project, { recursive: true });
    const { issues } = await compileProject(project, packages);
    expect(issues.map(({ rule }) => rule)).toContain('parent-not-found');
    for (const stream of written) expect(stream).not.toHaveBeenCalled();
    expect(readdirSync(project, { recursive: true })).toEqual(before);
    expect(os.tmpdir()).toBe(temporary);
    expect(readdirSync(temporary)).toEqual(['sushi-config.yaml']);
  });

  test("SUSHI's logger is as it was", async () => {
    const project = temporaryProject({ 'input/fsh/a.fsh': 'Profile: A\nParent: Nothing\n' });
    await compileProject(project, packages);
    expect(Object.hasOwn(utils.logger, 'write')).toBe(false);
  });
});

describe('two versions of one package', () => {
  test('each pinned parent is that of its own version, and the ImplementationGuide names both', async () => {
    const result = await compileProject(fixture('two-versions'), packages);
    const parents = ['OldTree', 'NewTree'].map((id) => JSON.parse(profile(result, id) ?? '{}').baseDefinition);
    expect(parents).toEqual([
      'https://trees.example/fhir/StructureDefinition/tree|1.0.0',
      'https://trees.example/fhir/StructureDefinition/tree|2.0.0',
    ]);
    expect(result.guide?.dependencies).toEqual([
      { id: 'example.fhir.trees', version: '1.0.0', uri: 'https://trees.example/fhir/ImplementationGuide/trees' },
      { id: 'example.fhir.trees', version: '2.0.0', alias: 'newer' },
      { id: 'hl7.terminology', version: '5.0.0' },
    ]);
    expect(
      JSON.parse(result.files.get('resources/ImplementationGuide-example.fhir.orchard.json') ?? '{}').dependsOn,
    ).toEqual([
      expect.objectContaining({ id: 'trees', packageId: 'example.fhir.trees', version: '1.0.0' }),
      expect.objectContaining({ packageId: 'newer@npm:example.fhir.trees', version: '2.0.0' }),
      expect.objectContaining({ packageId: 'hl7.terminology' }),
    ]);
  });
});

test('the guide’s configuration is handed on', async () => {
  const { guide } = await compileProject(fixture('guide'), packages);
  expect(guide).toMatchObject({
    id: 'example.fhir.garden',
    canonical: 'https://garden.example/fhir',
    version: '0.3.0',
    name: 'GardenGuide',
    title: 'Garden guide',
    status: 'draft',
    publisher: 'The garden',
    fhirVersions: ['4.0.1'],
    fshOnly: false,
  });
  expect(guide?.parameters).toContainEqual({ code: 'path-resource', value: 'input/more' });
});
