import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseLockfile } from '../../../scripts/packages/lockfile.ts';
import { readProject } from '../../../scripts/pipeline/guide/project.ts';
import { openProjectPackages } from '../../../scripts/pipeline/packages/packages.ts';
import { errorLines, ig, type Run, reportOf, temporaryFolder } from '../../cli/run-ig.ts';
import {
  readFolder,
  startRegistry,
  sushiEnvironment,
  sushiProgram,
  writePackageCache,
} from '../../compile/sushi-command.ts';
import { archiveOf } from '../../hostile/package-archive.ts';
import { startArchiveRegistry } from '../archive-registry.ts';

const core = createRequire(import.meta.url).resolve('hl7.fhir.r4.core/StructureDefinition-Patient.json');
const patient = JSON.parse(readFileSync(core, 'utf8'));

/** The versions of each package in the registry, and what the guide asks for. */
const asked = {
  'test.latest': { wanted: 'latest', versions: ['1.0.0', '1.2.0', '1.10.0'], meant: '1.10.0' },
  'test.wild': { wanted: '1.0.x', versions: ['1.0.2', '1.0.10', '1.1.0'], meant: '1.0.10' },
  'test.current': { wanted: 'current', versions: ['1.0.0', '1.1.0-ballot'], meant: '1.1.0-ballot' },
  'test.branch': { wanted: 'current$main', versions: ['1.0.0', '1.1.0'], meant: '1.1.0' },
  'test.dev': { wanted: 'dev', versions: ['1.0.0', '2.0.0'], meant: '2.0.0' },
} as const;
const ids = Object.keys(asked) as (keyof typeof asked)[];

/** A profile of Patient that fixes the language to a name of its version, which SUSHI copies into each instance. */
function profile(id: string, version: string) {
  const name = id.replace('test.', '');
  const language = (element: { id: string }) =>
    element.id === 'Patient.language'
      ? { ...element, min: 1, fixedCode: `x-v${version.replaceAll('.', '-')}` }
      : element;
  return {
    ...patient,
    id: name,
    url: `https://${name}.example/StructureDefinition/${name}`,
    version,
    name: `From${name}`,
    derivation: 'constraint',
    baseDefinition: patient.url,
    snapshot: { element: patient.snapshot.element.map(language) },
    differential: {
      element: [
        { id: 'Patient.language', path: 'Patient.language', min: 1, fixedCode: `x-v${version.replaceAll('.', '-')}` },
      ],
    },
  };
}

function filesOf(id: string, version: string): Readonly<Record<string, string>> {
  const url = `https://${id.replace('test.', '')}.example`;
  const manifest = {
    name: id,
    version,
    canonical: url,
    fhirVersions: ['4.0.1'],
    dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
  };
  return {
    'package.json': JSON.stringify(manifest),
    [`StructureDefinition-${id.replace('test.', '')}.json`]: JSON.stringify(profile(id, version)),
  };
}

const dependencies = ids.map((id) => `  ${id}: ${asked[id].wanted}\n`).join('');
const instances = ids.map(
  (id) => `Instance: ${id.replace('test.', '')}\nInstanceOf: From${id.replace('test.', '')}\n* active = true\n`,
);
const guide = {
  'sushi-config.yaml': `id: test.guide\ncanonical: https://test.example\nname: G\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\ndependencies:\n${dependencies}`,
  'input/fsh/a.fsh': instances.join('\n'),
};

/** What SUSHI's own command writes, with the same versions in its package cache and at its registry. */
async function bySushi(project: string): Promise<Record<string, string>> {
  const copy = temporaryFolder(guide);
  const home = temporaryFolder();
  const { value: read } = readProject(project);
  if (read === undefined) throw new Error('The project has a configuration.');
  const options = { signal: new AbortController().signal, frozen: true };
  const { value: packages } = await openProjectPackages(project, read, options);
  await writePackageCache(home, packages);
  const cache = join(home, '.fhir', 'packages');
  // Builds in progress come from HL7's build server; where that is out of reach, SUSHI takes what its cache has.
  for (const id of ['test.current', 'test.branch', 'test.dev'] as const) {
    const from = join(cache, `${id}#${asked[id].meant}`);
    cpSync(from, join(cache, `${id}#${asked[id].wanted}`), { recursive: true });
    rmSync(from, { recursive: true });
  }
  const registry = await startRegistry(packages);
  try {
    const closed = { https_proxy: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' };
    const env = { ...sushiEnvironment(home, registry.url), ...closed, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
    await promisify(execFile)(sushiProgram, ['build', copy], { env }).catch(() => undefined); // its code counts errors
  } finally {
    registry.close();
  }
  return readFolder(join(copy, 'fsh-generated'));
}

describe('versions that are left open in dependencies', () => {
  const project = temporaryFolder(guide);
  const generated = () => readFolder(join(project, 'fsh-generated'));
  let locked: Run;
  let first: Run;
  let written: Record<string, string>;
  let wanted: Record<string, string>;

  beforeAll(async () => {
    const archives = temporaryFolder();
    mkdirSync(archives, { recursive: true });
    for (const id of ids)
      for (const version of asked[id].versions)
        writeFileSync(join(archives, `${id}-${version}.tgz`), archiveOf(filesOf(id, version)));
    const registry = await startArchiveRegistry(archives);
    try {
      const env = { FPL_REGISTRY: registry.url };
      locked = await ig(['packages', 'lock', project, '--source', 'registry', '--format', 'json'], { env });
      first = await ig(['build', project, '--format', 'json'], { env });
    } finally {
      registry.close();
    }
    written = generated();
    wanted = await bySushi(project);
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  test.each(ids)('%s: the lockfile says which version was meant, and that one is used', (id) => {
    const text = readFileSync(join(project, 'fhir-packages.lock.json'), 'utf8');
    const { value: lock } = parseLockfile(text, 'fhir-packages.lock.json');
    expect(lock?.packages.filter((each) => each.id === id).map(({ version }) => version)).toEqual([asked[id].meant]);
    const name = id.replace('test.', '');
    const instance = JSON.parse(written[`resources/Patient-${name}.json`] ?? '{}');
    expect(instance.language).toBe(`x-v${asked[id].meant.replaceAll('.', '-')}`);
  });

  test('builds in progress are said to be locked to what does not change', () => {
    const said = reportOf(locked).issues.filter(({ message }) => message.startsWith('The project declares'));
    expect(said.map(({ severity, message }) => `${severity} ${message.slice(0, 90)}`)).toEqual(
      ['test.current#current', 'test.branch#current$main', 'test.dev#dev'].map((each) =>
        expect.stringContaining(`information The project declares ${each}, which changes with every`),
      ),
    );
  });

  test('fsh-generated is what SUSHI writes, byte for byte', () => {
    expect(errorLines(first).filter((line) => !line.includes('Patient'))).toEqual([]);
    expect(Object.keys(wanted)).toContain('resources/ImplementationGuide-test.guide.json');
    expect(written).toEqual(wanted);
  });

  test.each([[['--frozen']], [['--offline', '--frozen']]])('and so it is once more, with %s', async (args) => {
    rmSync(join(project, 'fsh-generated'), { recursive: true });
    const lock = readFileSync(join(project, 'fhir-packages.lock.json'), 'utf8');
    const again = await ig(['build', project, '--format', 'json', ...args], {
      env: { FPL_REGISTRY: 'http://127.0.0.1:9' },
    });
    expect(errorLines(again)).toEqual(errorLines(first));
    expect(generated()).toEqual(written);
    expect(readFileSync(join(project, 'fhir-packages.lock.json'), 'utf8')).toBe(lock);
  });
});
