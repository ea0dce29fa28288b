import { existsSync, linkSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { encodeHeader } from '../../scripts/packages/bundle/layout.ts';
import { filesBelow } from '../cli/run-ig.ts';
import { serve, versionsDocument } from '../packages/loopback-registry.ts';
import { manifestText, packageArchive, packageWith } from './package-archive.ts';
import { BUILD_WRITES, type Row, tryAll } from './rows.ts';
import { LOCK, smallGuide, withLock } from './small-guide.ts';
import type { Place } from './surroundings.ts';

const LONG = 'a'.repeat(5_000);
const patient = '{"resourceType":"Patient","id":"p","active":true}';

const profile = (id: string, name: string) =>
  `Profile: ${name}\nParent: Patient\nId: ${id}\nTitle: "${name}"\nDescription: "${name}."\n* name 1..\n\n`;

/** A build of a small guide with one more thing in it. */
function building(row: Omit<Row, 'args'> & { readonly args?: readonly string[] }): Row {
  return { prepare: withLock, args: ['build', '--offline', '--quiet'], writes: BUILD_WRITES, ...row };
}

const madeBy = ({ work }: Place) => filesBelow(join(work, 'build', 'package'));

const ids: readonly Row[] = [
  building({
    input: 'an Id of FSH that climbs to the package.json of the project',
    files: { ...smallGuide(profile('../../../../../package', 'Bad')), 'package.json': '{"name":"own"}' },
    code: 1,
    says: /error +input\/fsh\/a\.fsh:10 .*\n.*"StructureDefinition-\.\.\/.*left out of fsh-generated\/ and the package/,
    after: (_, place) => {
      expect(madeBy(place)).toContain('StructureDefinition-small.json');
      expect(readdirSync(join(place.work, 'fsh-generated/resources'))).toEqual(['StructureDefinition-small.json']);
    },
  }),
  building({
    input: 'an Id of FSH of 5,000 letters',
    files: smallGuide(profile(LONG, 'Bad')),
    code: 1,
    after: ({ stdout, stderr }) => {
      expect(stdout).toMatch(/input\/fsh\/a\.fsh:10 .*\n.*No file can have a name with/);
      expect(`${stdout}${stderr}`).not.toMatch(/disk|ENAMETOOLONG/);
    },
  }),
  building({
    input: 'an Id of FSH with a slash, and that of another profile once the slash is replaced',
    files: smallGuide(profile('x/y', 'Bad') + profile('x-y', 'Good')),
    code: 1,
    says: /No file can have a name with "StructureDefinition-x\/y"/,
    saysNot: /disk|ENOENT/,
    after: (_, { work }) => {
      const written = readFileSync(join(work, 'fsh-generated/resources/StructureDefinition-x-y.json'), 'utf8');
      expect(JSON.parse(written)).toMatchObject({ id: 'x-y', name: 'Good' });
    },
  }),
  building({
    input: 'instances and JSON under input/ whose id or type climbs, and one without an id',
    files: {
      ...smallGuide(
        'Instance: climber\nInstanceOf: Patient\nUsage: #example\n* id = "../../../../x"\n* active = true\n',
      ),
      'input/resources/a.json': '{"resourceType":"Patient","id":"../../../../a","active":true}',
      'input/resources/b.json': '{"resourceType":"../../../../b","id":"b","active":true}',
      'input/resources/c.json': '{"resourceType":"Bundle","type":"collection"}',
    },
    code: 1,
    says: [
      /input\/fsh\/a\.fsh:11.*\n.*"Patient-\.\.\/\.\.\/\.\.\/\.\.\/x"/,
      /input\/resources\/a\.json .*\n.*"Patient-\.\.\/\.\.\/\.\.\/\.\.\/a"/,
      /input\/resources\/b\.json .*\n.*"\.\.\/\.\.\/\.\.\/\.\.\/b-b"/,
      /warning +input\/resources\/c\.json .*\n.*The Bundle has no id/,
    ],
    after: (_, place) =>
      expect(madeBy(place)).toEqual([
        '.index.json',
        'StructureDefinition-small.json',
        'example/.index.json',
        'package.json',
      ]),
  }),
  building({
    input: 'two resources of one type and id',
    files: {
      ...smallGuide(profile('twin', 'One')),
      'input/resources/twin.json':
        '{"resourceType":"StructureDefinition","id":"twin","url":"http://example.org/StructureDefinition/twin","name":"Two","status":"draft","kind":"resource","abstract":false,"type":"Patient","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","derivation":"constraint","differential":{"element":[{"id":"Patient","path":"Patient"}]}}',
    },
    code: 1,
    says: /StructureDefinition\/twin is defined twice, first in .*twin.*|StructureDefinition\/twin is defined twice, first in input\/fsh\/a\.fsh:8/,
  }),
  ...['id: ../../../evil', 'id: "@scope/x"', `id: ${LONG}`, 'packageId: ../../x', 'version: ../../1'].map(
    (line): Row => ({
      input: `a configuration that says ${line.slice(0, 40)}`,
      files: {
        'sushi-config.yaml': `canonical: https://example.org/fhir/small\nfhirVersion: 4.0.1\nFSHOnly: true\n${line}\n`,
        'input/fsh/a.fsh': profile('small', 'Small'),
      },
      prepare: withLock,
      args: ['build', '--offline', '--quiet'],
      code: 1,
      says: /error +sushi-config\.yaml:4\b.*\n.*from which no file can get its name/,
      writes: /^build(\/report\.(html|json))?$/,
    }),
  ),
  building({
    input: 'files of the user in fsh-generated',
    files: {
      ...smallGuide(),
      'fsh-generated/notes.md': 'mine',
      'fsh-generated/resources/mine.txt': 'mine too',
      'fsh-generated/resources/StructureDefinition-old.json': '{}',
    },
    code: 1,
    says: /error +fsh-generated\/notes\.md\n.*fsh-generated\/notes\.md \(and 1 more\) was not written by a build/,
    writes: /^build(\/|$)/,
  }),
  building({
    input: 'build/ that is a link out of the project',
    files: smallGuide(),
    prepare: async (place) => {
      await withLock(place);
      symlinkSync(join(place.top, 'a'), join(place.work, 'build'));
      return undefined;
    },
    code: 2,
    says: /^ig: Nothing is written to build: a link leads out of the project there, to .*\/a\. Put a folder/m,
    writes: /^$/,
  }),
];

/** A payload with `--package` of a file or folder. */
function adding(input: string, given: Readonly<Record<string, string | Uint8Array>>, row: Partial<Row>): Row {
  const [first = ''] = Object.keys(given);
  const name = first.split('/')[0] ?? '';
  return {
    input,
    files: { 'p.json': patient, ...given },
    args: ['validate', '--fhir-only', '--offline', '--quiet', '--package', name, 'p.json'],
    code: 1,
    ...row,
  };
}

const badNames: readonly (readonly [what: string, name: string])[] = [
  ['climbs', '../../../evil'],
  ['climbs between two names', 'a/../../../evil'],
  ['climbs behind a scope', '@scope/../../../evil'],
  ['climbs in its scope', '@../evil'],
  ['has two slashes', '@scope/x/y'],
  ['is a path', '/tmp/evil'],
  ['climbs as Windows does', '..\\..\\evil'],
  ['is empty', ''],
  ['is a dot', '.'],
  ['is two dots', '..'],
  ['is hidden', '.installing-1-abcdef'],
  ['has 5,000 letters', LONG],
  ['has a NUL', 'a\u0000b'],
  ['drives the terminal', 'a\u001b[2Jb'],
  ['has a line break', 'a\nb'],
  ['is a property of every object', '__proto__'],
];

const badVersions: readonly (readonly [what: string, version: string])[] = [
  ['climbs', '1.0.0/../../../X'],
  ['climbs alone', '../../../X'],
  ['is empty', ''],
  ['moves', 'current'],
  ['is open', '1.x'],
  ['has 5,000 digits', '1'.repeat(5_000)],
  ['drives the terminal', '1.0.0\u001b]0;x\u0007'],
];

const packages: readonly Row[] = [
  ...badNames.map(([what, name]) =>
    adding(`a packed package whose name ${what}`, { 'p.tgz': packageWith({ name }) }, { says: /no name of a package/ }),
  ),
  ...badVersions.map(([what, version]) =>
    adding(
      `a package's folder whose version ${what}`,
      { 'p/package.json': manifestText({ version }) },
      {
        says: /not an exact version/,
      },
    ),
  ),
  ...[
    ['../../../../a/b', '1.0.0'],
    ['x@npm:../../y', '1.0.0'],
    ['../x@npm:a.c', '1.0.0'],
    ['a.c', '1.0.0/../../X'],
    ['a.c', 'file:../../secret'],
  ].map(([name = '', version = '']) =>
    adding(
      `a package that depends on ${name} ${version}`,
      { 'p.tgz': packageWith({ dependencies: { [name]: version, 'hl7.fhir.r4.core': '4.0.1' } }) },
      { code: 0, says: /warning[^\n]*\n.* depends on .* does not name a package\. The dependency is ignored/ },
    ),
  ),
  adding(
    'a package with 100,000 dependencies',
    {
      'p.tgz': packageWith({
        dependencies: Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`a.b${at}`, '1.0.0'])),
      }),
    },
    { says: /has 100000 dependencies; a package may have 1000/ },
  ),
  adding(
    'a packed package with a file name of 5,000 letters',
    { 'p.tgz': packageArchive({ 'package/package.json': manifestText({}), [`package/${LONG}.json`]: patient }) },
    { says: /refused: its entry a+… has a name of more than 255 bytes/ },
  ),
  ...['../../x#1.0.0', '@scope/../../x#1.0.0', 'a.b#../../x', '@scope/x#1/../../X', `${LONG}#1.0.0`].map(
    (spec): Row => ({
      input: `--package ${spec.slice(0, 30)}`,
      files: { 'p.json': patient },
      args: ['validate', '--fhir-only', '--offline', '--quiet', '--package', spec, 'p.json'],
      code: 1,
      says: /is neither a file or folder that exists nor a package such as/,
    }),
  ),
];

/** A registry that has one document, and one archive behind every other address. */
async function registry(document: string, archive: Uint8Array = packageWith({})): Promise<Record<string, string>> {
  const server = await serve(({ url = '' }, response) => {
    if (url === '/a.b') response.end(document);
    else if (url === '/favicon.ico') response.writeHead(404).end();
    else response.end(archive);
  });
  return { FPL_REGISTRY: server };
}

/** With downloads of its own: those of other tests are lent by a link. */
function asking(input: string, answer: () => Promise<Record<string, string>>, row: Partial<Row>): Row {
  return {
    input,
    files: { 'p.json': patient },
    prepare: ({ cache }) => {
      rmSync(join(cache, 'downloads'), { force: true });
      return answer();
    },
    args: ['validate', '--fhir-only', '--quiet', '--package', 'a.b#latest', 'p.json'],
    code: 1,
    ...row,
  };
}

const registries: readonly Row[] = [
  asking(
    'a registry whose latest version climbs',
    () => registry(versionsDocument('a.b', { '1/../../../X': {} }, '1/../../../X')),
    { says: /a\.b#latest, which no source has/ },
  ),
  asking(
    'a registry whose latest version is not among its versions',
    () => registry(versionsDocument('a.b', { '1.0.0': {} }, '../../../X')),
    {
      code: 0,
      after: (_, { cache }) => expect(readdirSync(join(cache, 'downloads'))).toHaveLength(1),
    },
  ),
  asking('a registry with versions that every object has', () => registry(versionsDocument('a.b', {}, 'constructor')), {
    says: /a\.b#latest, which no source has/,
  }),
  asking(
    'a registry that sends a package with a name that climbs',
    () => registry(versionsDocument('a.b', { '1.0.0': {} }, '1.0.0'), packageWith({ name: '../../../evil' })),
    { says: /says it is \.\.\/\.\.\/\.\.\/evil#1\.0\.0, but a\.b#1\.0\.0 was asked for/ },
  ),
  asking(
    'a registry that sends a package whose dependency climbs',
    () =>
      registry(
        versionsDocument('a.b', { '1.0.0': {} }, '1.0.0'),
        packageWith({ dependencies: { 'x@npm:../../../evil': '1.0.0' } }),
      ),
    { code: 0, says: /depends on "x@npm:\.\.\/\.\.\/\.\.\/evil".*does not name a package/ },
  ),
];

const integrity = `sha512-${'A'.repeat(86)}==`;
const locked = (more: object) =>
  JSON.stringify(
    { lockfileVersion: 1, packages: [{ id: 'a.b', version: '1.0.0', source: 'npm', integrity, ...more }] },
    undefined,
    1,
  );

const configurations: readonly Row[] = [
  ...(
    [
      [{ id: '../../x' }, /lock\.json:5.*\n.*must be a package id/],
      [{ id: '@scope/../x' }, /lock\.json:5.*\n.*must be a package id/],
      [{ version: '1/../../X' }, /lock\.json:6.*\n.*must be an exact version/],
      [{ dependencies: { '../../x': '1.0.0' } }, /lock\.json:9.*\n.*must name packages by their ids/],
      [{ dependencies: { 'a.c': '../../x' } }, /lock\.json:\d+.*\n.*must be a version/],
    ] as const
  ).map(
    ([more, says]): Row => ({
      input: `a lockfile with ${JSON.stringify(more)}`,
      files: { ...smallGuide(), [LOCK]: locked(more) },
      args: ['packages', 'list', '--offline', '--quiet'],
      code: 1,
      says,
    }),
  ),
  ...(
    [
      ['"../../x": 1.0.0', /sushi-config\.yaml:6.*\n.*"\.\.\/\.\.\/x" is no name of a package/],
      ['x@npm:../../y: 1.0.0', /sushi-config\.yaml:6.*\n.*is no name of a package/],
      ['a.b: ../../x', /sushi-config\.yaml:6.*\n.*"\.\.\/\.\.\/x" is no version of a\.b/],
      ['"@scope/../x": 1.0.0', /sushi-config\.yaml:6.*\n.*is no name of a package/],
      ['"@own/x@npm:@scope/x": 1.0.0', /sushi-config\.yaml:6.*\n.*an alias with a scope, which SUSHI does not take/],
      ['"@scope/x": 1.0.0', /sushi-config\.yaml:6.*\n.*declares @scope\/x#1\.0\.0, which no source has/],
    ] as const
  ).map(
    ([line, says]): Row => ({
      input: `a configuration that depends on ${line}`,
      files: smallGuide('', `dependencies:\n  ${line}\n`),
      args: ['packages', 'list', '--offline', '--quiet'],
      code: 1,
      says, // and no lockfile: nothing at all is written
    }),
  ),
  {
    input: 'a stand-in that cannot be compiled, of a guide without a lockfile',
    files: {
      ...smallGuide('', 'dependencies:\n  a.b: 1.0.0\n'),
      'upstream/a.b/1.0.0/sushi-config.yaml':
        'id: a.b\ncanonical: https://test.example\nstatus: draft\nversion: 1.0.0\nfhirVersion: 4.0.1\nFSHOnly: true\n',
      'upstream/a.b/1.0.0/input/fsh/a.fsh': profile('../../x', 'Bad'),
    },
    args: ['packages', 'list', '--offline', '--quiet'],
    code: 1,
    says: /represent a valid FHIR id/, // and no lockfile
  },
  {
    input: 'a bundle with a package whose name climbs',
    files: { ...smallGuide(), 'kit.tar': bundleOf({ id: '../../../evil', version: '1.0.0', integrity }) },
    prepare: withLock,
    args: ['packages', 'bundle', 'import', '--quiet', 'kit.tar'],
    code: 1,
    says: /refused, and nothing of it was taken: .*packages\.0\.id must be a package id/,
  },
];

function bundleOf(entry: object): Buffer {
  const packed = { ...entry, bytes: 1, sha256: '0'.repeat(64) };
  const text = JSON.stringify({ bundleVersion: 1, packages: [packed], archives: [] });
  const rest = Buffer.alloc(512 - (text.length % 512));
  return Buffer.concat([encodeHeader('bundle.json', text.length), Buffer.from(text), rest, Buffer.alloc(2048)]);
}

/** Validates x.json, or does something else, with a file to write that is read. */
function overwriting(input: string, args: readonly string[], row: Partial<Row> = {}): Row {
  return {
    input,
    files: { 'x.json': patient },
    args: ['validate', '--fhir-only', '--offline', '--quiet', ...args],
    code: 2,
    says: /^ig: --\S+ \S+ would replace .*, which this run reads\. Nothing was done; name another file\./m,
    ...row,
  };
}

/** The same within a guide. */
function inGuide(input: string, args: readonly string[], row: Partial<Row> = {}): Row {
  return overwriting(input, [], { files: { ...smallGuide(), 'x.json': patient }, prepare: withLock, args, ...row });
}

const outputs: readonly Row[] = [
  overwriting('--output over the payload', ['--output', 'x.json', 'x.json']),
  overwriting('--output over the payload by another path', ['--output', './/../work/x.json', 'x.json']),
  overwriting('--output over the payload by a link', ['--output', 'link.json', 'x.json'], {
    prepare: ({ work }) => symlinkSync('x.json', join(work, 'link.json')) as undefined,
  }),
  overwriting('--output over the payload that is given by a link', ['--output', 'x.json', 'link.json'], {
    prepare: ({ work }) => symlinkSync('x.json', join(work, 'link.json')) as undefined,
  }),
  overwriting('--output over the payload by a hard link', ['--output', 'hard.json', 'x.json'], {
    prepare: ({ work }) => linkSync(join(work, 'x.json'), join(work, 'hard.json')) as undefined,
  }),
  overwriting('--output over the payload by a linked folder', ['--output', '../linked/x.json', 'x.json'], {
    prepare: ({ work }) => symlinkSync(work, join(work, '..', 'linked')) as undefined,
  }),
  overwriting('--output over a payload of a glob', ['--output', 'x.json', '*.json']),
  overwriting('--output over a payload of a folder', ['--output', 'f/x.json', 'f'], { files: { 'f/x.json': patient } }),
  overwriting('--output over NDJSON, result by result', ['--format', 'ndjson', '--output', 'x.ndjson', 'x.ndjson'], {
    files: { 'x.ndjson': `${patient}\n` },
  }),
  overwriting('--output over what standard input reads', [], {
    shell: '"$NODE" "$IG" validate --fhir-only --offline --quiet --output x.json - < x.json',
  }),
  overwriting('--output over a package', ['--package', 'p.tgz', '--output', 'p.tgz', 'x.json'], {
    files: { 'x.json': patient, 'p.tgz': packageWith({}) },
  }),
  overwriting('--output over a file of a package', ['--package', 'p', '--output', 'p/package.json', 'x.json'], {
    files: { 'x.json': patient, 'p/package.json': manifestText({}) },
  }),
  overwriting('--output over the baseline', ['--baseline', 'b.json', '--output', 'b.json', 'x.json'], {
    files: { 'x.json': patient, 'b.json': '{"baselineVersion":1,"findings":[]}' },
  }),
  overwriting('--write-baseline over the payload', ['--write-baseline', 'x.json', 'x.json']),
  overwriting(
    '--output and --write-baseline into one new file',
    ['--output', 'r', '--write-baseline', './r', 'x.json'],
    {
      says: /^ig: --output and --write-baseline name the same file/m,
    },
  ),
  overwriting('a format with a file that is the payload', ['--format', 'sarif=x.json', 'x.json'], { says: /sarif/ }),
  inGuide('--output over the configuration', ['build', '--output', 'sushi-config.yaml']),
  inGuide('--output over FSH', ['build', '--output', 'input/fsh/a.fsh', '.']),
  inGuide(
    '--output over the FSH of the guide by a hard link',
    ['validate', '--project', '.', '--output', 'hard', 'x.json'],
    {
      prepare: async (place) => {
        linkSync(join(place.work, 'input/fsh/a.fsh'), join(place.work, 'hard'));
        return withLock(place);
      },
    },
  ),
  inGuide('--output over the lockfile', ['packages', 'list', '--output', LOCK]),
  ...['stages.yaml', 'actors.yaml', 'accepted-changes.yaml'].map((name) =>
    inGuide(`--output over ${name}`, ['build', '--output', name], {
      files: { ...smallGuide(), 'x.json': patient, [name]: 'kept: as it is\n' },
    }),
  ),
  inGuide('--write-baseline over the suppressions', ['build', '--write-baseline', 'suppressions.yaml'], {
    files: { ...smallGuide(), 'suppressions.yaml': '[]\n' },
  }),
  inGuide(
    '--output of suppressions write over the suppressions',
    ['suppressions', 'write', '--output', 'suppressions.yaml'],
    {
      files: { ...smallGuide(), 'suppressions.yaml': '[]\n' },
    },
  ),
  inGuide('a bundle over the lockfile', ['packages', 'bundle', 'export', '--offline', LOCK], {
    says: /^ig: export fhir-packages\.lock\.json would replace/m,
  }),
  inGuide(
    'a bundle that is imported, and the report over it',
    ['packages', 'bundle', 'import', '--output', 'kit.tar', 'kit.tar'],
    {
      files: { ...smallGuide(), 'kit.tar': 'kit' },
    },
  ),
  overwriting('--output with a name of 5,000 letters', ['--output', LONG, 'x.json'], {
    says: /^ig: Cannot write a+/,
    saysNot: /disk/,
    after: ({ stderr }) =>
      expect(stderr).toMatch(/: a name in its path is too long\. Name a place with shorter names\./),
  }),
  overwriting('--output below a file', ['--output', 'x.json/r', 'x.json'], {
    says: /^ig: Cannot write x\.json\/r: (something else has its name|part of the path is a file)\./m,
    saysNot: /disk/,
  }),
  overwriting('--output that is a folder', ['--output', '.', 'x.json'], {
    says: /^ig: Cannot write \.: it is a folder\. Name a file\./m,
  }),
  overwriting('--output into an open file', [], {
    shell: '"$NODE" "$IG" validate --fhir-only --offline --quiet --output /dev/fd/3 x.json 3> out.txt',
    code: 0,
    says: /^$/,
    writes: /^out\.txt$/,
    after: (_, { work }) => expect(readFileSync(join(work, 'out.txt'), 'utf8')).toMatch(/1 resource valid/),
  }),
  overwriting('--output into a new file beside the payload', ['--output', 'new/r.txt', 'x.json'], {
    code: 0,
    says: /^$/,
    writes: /^new(\/r\.txt)?$/,
    after: (_, { work }) => expect(existsSync(join(work, 'new/r.txt'))).toBe(true),
  }),
];

tryAll('names of resources', ids);
tryAll('names of packages', packages);
tryAll('names from registries', registries);
tryAll('names in lockfiles, configurations and bundles', configurations);
tryAll('files to write that are read', outputs);
