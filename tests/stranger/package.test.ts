import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { OperationOutcome } from '../../scripts/model/fhir.ts';
import { type Run, reportOf, root, runCommand, temporaryFolder, writeFiles } from '../cli/run-ig.ts';

/*
 * The package of the toolchain, tried as a stranger would: packed, installed in an empty folder, and nothing of this
 * repository in reach. It needs npm's registry, as `npm ci` does.
 */

const npm = (args: readonly string[], cwd: string) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: 'pipe' });

const stranger = temporaryFolder({ 'package.json': '{"private":true,"type":"module"}' });
/** Nothing is in it: the first run has to get FHIR's packages. */
const cache = temporaryFolder();
let archive = '';
let folder = '';

/** Nobody who installs the package has tests of ours in the environment. */
const env = { IG_CACHE: cache, NODE_OPTIONS: '', NODE_PATH: '' };

/** Runs a bin of the installed package. */
async function installed(args: readonly string[], cwd: string, node = process.execPath, bin = 'fhir-ig'): Promise<Run> {
  return runCommand(node, [join(folder, manifest().bin[bin] ?? ''), ...args], { cwd, env });
}

interface Manifest {
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}
const manifest = (): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

beforeAll(() => {
  archive = execFileSync(process.execPath, [join(root, 'bin', 'pack.js')], { encoding: 'utf8' }).trim();
  npm(['install', '--no-audit', '--no-fund', archive], stranger);
  folder = join(stranger, 'node_modules', 'fhir-ig');
});

describe('what is in it', () => {
  test('is small, and has no tests and no sources', () => {
    expect(statSync(archive).size).toBeLessThan(1_000_000);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    expect(files.length).toBeLessThan(60);
    expect(files.map(({ name }) => name).filter((name) => /\.test\.|(?<!\.d)\.ts$/.test(name))).toEqual([]);
  });

  test('depends on SUSHI, and what proxies and editors need: no FHIR package, nothing to build with', () => {
    expect(Object.keys(manifest().dependencies)).toEqual([
      'fsh-sushi',
      'undici',
      'vscode-languageserver',
      'vscode-languageserver-textdocument',
    ]);
    const beside = readdirSync(join(stranger, 'node_modules'));
    expect(beside.filter((name) => /^(hl7\.|esbuild$|tsx$)/.test(name))).toEqual([]);
  });

  test('has two names of one program', () => {
    expect(Object.keys(manifest().bin).sort()).toEqual(['fhir-ig', 'ig']);
  });

  test('is as publint and attw want it', () => {
    const tools = temporaryFolder({ 'package.json': '{"private":true}' });
    npm(['install', '--no-audit', '--no-fund', 'publint@0.3.25', '@arethetypeswrong/cli@0.18.5'], tools);
    const run = (bin: string, ...args: string[]) => npm(['exec', '--no', '--', bin, archive, ...args], tools);
    expect(run('publint', '--strict')).toContain('All good!');
    expect(run('attw', '--profile', 'esm-only')).toContain('fhir-ig/validator');
  });
});

describe('a guide', () => {
  const guide = temporaryFolder();

  test('is made, and built, with packages that the program gets and checks by itself', async () => {
    expect((await installed(['init', '--id', 'test.guide'], guide)).code).toBe(0);
    const run = await installed(['build', '--frozen', '--format', 'json'], guide);
    const { packages, summary } = reportOf(run);
    expect([run.code, summary.errors]).toEqual([0, 0]);
    // The same contents that npm installs in a clone, by the lockfile of this repository.
    const { packages: pinned } = JSON.parse(readFileSync(join(root, 'fhir-packages.lock.json'), 'utf8'));
    for (const { id, version, integrity } of packages)
      expect({ id, version, integrity }).toEqual(
        (({ id, version, integrity }) => ({ id, version, integrity }))(
          pinned.find((each: { id: string }) => each.id === id),
        ),
      );
    expect(packages).toHaveLength(3);
  });

  test('is built again without a network, and validated by the other name', async () => {
    const built = await installed(['build', '--offline', '--frozen'], guide);
    expect([built.code, built.stderr.includes('Installing')]).toEqual([0, false]);
    writeFiles(guide, { 'p.json': '{"resourceType":"Patient","gender":"man"}' });
    const validated = await installed(['validate', 'p.json', '--offline', '--format', 'json'], guide, undefined, 'ig');
    expect([validated.code, reportOf(validated).summary.errors]).toEqual([1, 1]);
  });

  test('is validated by the service of the docs', async () => {
    const page = readFileSync(join(root, 'docs/node-service.md'), 'utf8');
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
    expect(code.trim().split('\n').length).toBeLessThanOrEqual(22);
    writeFiles(stranger, { 'service.mjs': code });
    const environment = { ...process.env, ...env, GUIDE: guide, PORT: '0' };
    const service = spawn(process.execPath, ['service.mjs'], { cwd: stranger, env: environment });
    try {
      const [line] = await once(service.stdout, 'data');
      const post = async (resource: unknown) => {
        const init = { method: 'POST', body: JSON.stringify(resource) };
        const response = await fetch(`http://127.0.0.1:${String(line).trim()}`, init);
        return { status: response.status, outcome: (await response.json()) as OperationOutcome };
      };
      const steps = JSON.parse(readFileSync(join(guide, 'fsh-generated/resources/Observation-steps.json'), 'utf8'));
      expect((await post(steps)).status).toBe(200);
      const { status, outcome } = await post({ ...steps, status: 'preliminary' });
      expect([status, outcome.resourceType]).toEqual([422, 'OperationOutcome']);
      const errors = outcome.issue.filter(({ severity }) => severity === 'error');
      expect(errors.map(({ expression }) => expression)).toEqual([['Observation.status']]);
    } finally {
      service.kill();
    }
  });

  test('is kept open by a program', async () => {
    const program = `import { openWorkspace } from 'fhir-ig/workspace';
      import { writeFileSync } from 'node:fs';
      const workspace = await openWorkspace(process.argv[2], { offline: true });
      const { resources, valid } = await workspace.look();
      writeFileSync(process.argv[2] + '/input/fsh/more.fsh', 'Instance: more\\nInstanceOf: Patient\\nUsage: #example\\n* gender = #man\\n');
      const { added } = await workspace.change(['input/fsh/more.fsh']);
      console.log(JSON.stringify([resources === valid, added.map(({ issue }) => issue.rule)]));
      await workspace.close();`;
    const copy = temporaryFolder();
    cpSync(guide, copy, { recursive: true });
    writeFiles(stranger, { 'open.mjs': program });
    const run = await runCommand(process.execPath, ['open.mjs', copy], { cwd: stranger, env });
    expect([run.code, JSON.parse(run.stdout)]).toEqual([0, [true, expect.arrayContaining(['binding-required'])]]);
  });

  /** Of the package itself, and of a program that serves in its place. */
  const servers = {
    'the program': () => [join(folder, manifest().bin['fhir-ig'] ?? ''), 'lsp'],
    'a program of somebody': () => {
      const text = `import { serve } from 'fhir-ig/lsp';
        process.exitCode = await serve({ input: process.stdin, output: process.stdout, offline: true });`;
      writeFiles(stranger, { 'serve.mjs': text });
      return [join(stranger, 'serve.mjs')];
    },
  };

  test.each(Object.entries(servers))('is served to editors by %s', async (_, argumentsOf) => {
    const server = spawn(process.execPath, argumentsOf(), {
      cwd: guide,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    try {
      const params = { processId: process.pid, rootUri: pathToFileURL(guide).href, capabilities: {} };
      const message = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
      server.stdin.write(`Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`);
      let answer = '';
      for await (const bytes of server.stdout) {
        answer += bytes;
        if (answer.includes('}}}')) break;
      }
      expect(answer).toContain('"hoverProvider":true');
    } finally {
      server.kill('SIGKILL');
    }
  });

  test('is checked by the hooks for pre-commit', async () => {
    const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string; entry: string }[];
    symlinkSync(join(stranger, 'node_modules'), join(guide, 'node_modules')); // as npm install would
    const run = async (id: string, files: readonly string[]) => {
      const entry = hooks.find((each) => each.id === id)?.entry.split(' ') ?? [];
      return runCommand(entry[0] ?? '', [...entry.slice(1), ...files], { cwd: guide, env });
    };
    writeFiles(guide, { 'input/examples/p.json': '{"resourceType":"Patient","id":"p","gender":"man"}' });
    expect((await run('fhir-ig-validate', ['input/examples/p.json'])).code).toBe(1);
    expect((await run('fhir-ig-build', [])).code).toBe(1);
    rmSync(join(guide, 'input/examples'), { recursive: true });
    expect((await run('fhir-ig-build', [])).code).toBe(0);
  });

  // What npm has of Node.js: the program alone.
  const place = temporaryFolder({ 'package.json': '{"private":true}' });
  const releases = { 22: '22.23.5', 24: '24.22.1' };
  const { platform, arch } = process;

  beforeAll(() => {
    const aliases = Object.entries(releases).map(([major, at]) => `n${major}@npm:node-${platform}-${arch}@${at}`);
    npm(['install', '--no-audit', '--no-fund', ...aliases], place);
  });

  test.each(Object.keys(releases))('is built and validated on Node.js %s too', async (major) => {
    const node = join(place, 'node_modules', `n${major}`, 'bin', 'node');
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(new RegExp(`^v${major}\\.`));
    const built = await installed(['build', '--offline', '--frozen', '--format', 'json'], guide, node);
    expect([built.code, reportOf(built).summary.errors]).toEqual([0, 0]);
    const validated = await installed(['validate', 'p.json', '--offline', '--format', 'json'], guide, node);
    expect([validated.code, reportOf(validated).summary.errors]).toEqual([1, 1]);
  });
});
