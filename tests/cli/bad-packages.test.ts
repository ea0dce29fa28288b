import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header, type HeaderData } from 'tar';
import { describe, expect, test } from 'vitest';
import { errorLines, filesBelow, graveFindings, ig, reportOf, temporaryFolder } from './run-ig.ts';

/** One entry of an archive as its bytes, so that it can say what a well-behaved packer refuses to. */
function entry(header: HeaderData, body = ''): Buffer {
  const block = Buffer.alloc(512);
  new Header({ mode: 0o644, size: Buffer.byteLength(body), type: 'File', mtime: new Date(0), ...header }).encode(block);
  return Buffer.concat([block, Buffer.from(body), Buffer.alloc((512 - (Buffer.byteLength(body) % 512)) % 512)]);
}

const manifest = (name: string, dependencies: Readonly<Record<string, string>> = {}) =>
  entry(
    { path: 'package/package.json' },
    JSON.stringify({ name, version: '1.0.0', fhirVersions: ['4.0.1'], dependencies }),
  );

const archive = (...entries: readonly Buffer[]) => gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)]));

const profile = (element: string) =>
  entry(
    { path: 'package/StructureDefinition-strict.json' },
    JSON.stringify({
      resourceType: 'StructureDefinition',
      id: 'strict',
      url: 'https://test.example/StructureDefinition/strict',
      version: '1.0.0',
      name: 'Strict',
      status: 'draft',
      kind: 'resource',
      abstract: false,
      type: 'Patient',
      baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
      derivation: 'constraint',
      differential: { element: [{ id: `Patient.${element}`, path: `Patient.${element}`, min: 1 }] },
    }),
  );

const whole = archive(manifest('a.whole'), profile('active'));
const folder = temporaryFolder({
  'p.json': '{"resourceType":"Patient"}',
  'whole.tgz': whole,
  'rival.tgz': archive(manifest('a.rival'), profile('gender')),
  'twin.tgz': archive(manifest('a.twin'), profile('active')),
});
const validate = (...args: string[]) =>
  ig(['validate', '--fhir-only', '--offline', '--format', 'json', ...args, 'p.json'], { cwd: folder });

describe('an archive that is not what it should be is refused whole, and says why', () => {
  const secret = join(folder, 'outside.json');
  const cases: readonly [name: string, bytes: Buffer, reason: string][] = [
    [
      'climbs.tgz',
      archive(manifest('a.b'), entry({ path: 'package/../../outside.json' }, '{}')),
      'points outside the package',
    ],
    ['absolute.tgz', archive(manifest('a.b'), entry({ path: secret }, '{}')), 'points outside the package'],
    [
      'symlink.tgz',
      archive(manifest('a.b'), entry({ path: 'package/a.json', type: 'SymbolicLink', linkpath: '/etc/passwd' })),
      'is a SymbolicLink',
    ],
    [
      'hardlink.tgz',
      archive(manifest('a.b'), entry({ path: 'package/a.json', type: 'Link', linkpath: 'package/package.json' })),
      'is a Link',
    ],
    [
      'bomb.tgz',
      archive(manifest('a.b'), entry({ path: 'package/a.json' }, ' '.repeat(64 << 20))),
      'unpacks to more than 200 times its size',
    ],
    ['cut.tgz', whole.subarray(0, whole.length - 40), 'it ends in the middle'],
    ['plain.tgz', Buffer.from('no archive at all'), 'it is not packed with gzip'],
    ['nameless.tgz', archive(entry({ path: 'package/a.json' }, '{}')), 'it has no package/package.json'],
  ];
  for (const [name, bytes, reason] of cases) {
    test(name, async () => {
      writeFileSync(join(folder, name), bytes);
      const before = filesBelow(folder);
      const run = await validate('--package', name);
      expect(run.code).toBe(1);
      expect(errorLines(run)).toEqual([
        expect.stringMatching(
          new RegExp(`^error package-archive ${name} The package ${name} is refused: .*${reason}.* Get it again`),
        ),
      ]);
      expect(filesBelow(folder)).toEqual(before);
    });
  }

  test('a name that is neither a file nor a package', async () => {
    const run = await validate('--package', 'gone.tgz', '--package', 'some.where#9.9.9');
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([
      expect.stringMatching(
        /^error package-argument - --package gone\.tgz is neither a file or folder that exists nor a package/,
      ),
      expect.stringMatching(/^error package-missing - Needed is some\.where#9\.9\.9, which no source has/),
    ]);
  });
});

describe('packages of the command line', () => {
  const url = 'https://test.example/StructureDefinition/strict';

  test('a sound one is used', async () => {
    const run = await validate('--package', 'whole.tgz', '--profile', url);
    expect(run.code).toBe(1);
    expect(errorLines(run)).toEqual([expect.stringContaining('Patient.active is missing')]);
    expect(reportOf(run).packages).toContainEqual(
      expect.objectContaining({ id: 'a.whole', version: '1.0.0', source: 'file' }),
    );
  });

  test('two that claim one canonical and version with different content: both are named, and the run goes on', async () => {
    const run = await validate('--package', 'whole.tgz', '--package', 'rival.tgz');
    expect(run.code).toBe(0);
    expect(reportOf(run).results).toHaveLength(1);
    expect(reportOf(run).issues).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        rule: 'duplicate-canonical',
        message: expect.stringMatching(
          /\/strict\|1\.0\.0 is defined by a\.whole#1\.0\.0 .* by a\.rival#1\.0\.0 .*a\.whole#1\.0\.0 is used.*Depend on one/,
        ),
      }),
    );
    const asked = await validate('--package', 'whole.tgz', '--package', 'rival.tgz', '--profile', url);
    expect(errorLines(asked)).toEqual([expect.stringContaining('Patient.active is missing')]);
    const equal = await validate('--package', 'whole.tgz', '--package', 'twin.tgz');
    expect(equal.code).toBe(0);
  });

  test('two that depend on each other are as good as others: nothing is made of them', async () => {
    writeFileSync(join(folder, 'one.tgz'), archive(manifest('c.one', { 'c.two': '1.0.0' })));
    writeFileSync(join(folder, 'two.tgz'), archive(manifest('c.two', { 'c.one': '1.0.0' })));
    const run = await validate('--package', 'one.tgz', '--package', 'two.tgz');
    expect(run.code).toBe(0);
    expect(graveFindings(reportOf(run)).map(({ rule }) => rule)).toEqual(['invariant']);
    expect(readFileSync(join(folder, 'p.json'), 'utf8')).toBe('{"resourceType":"Patient"}');
  });
});
