import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { guide, lockText } from './guides.ts';
import { BUILD_WRITES, type Row, tryAll } from './rows.ts';
import type { Place } from './surroundings.ts';

const patient = '{"resourceType":"Patient","id":"a"}';
const validate = (...args: readonly string[]) => ['validate', '--fhir-only', '--offline', '--quiet', ...args];
const build = ['build', '--offline', '--quiet', '.'];

/** A step of a row's preparation that puts something at a path below the folder that the program works in. */
type Put = (place: Place) => void | Promise<void>;

const pipe =
  (path: string): Put =>
  ({ work }) => {
    rmSync(join(work, path), { force: true });
    execFileSync('mkfifo', [join(work, path)]);
  };

const link =
  (path: string, target: string): Put =>
  ({ work }) => {
    rmSync(join(work, path), { force: true });
    symlinkSync(target, join(work, path));
  };

const socket =
  (path: string): Put =>
  async ({ work }) => {
    const server = createServer();
    // The system takes no path of more than 107 bytes for a socket.
    const [from, to] = [process.cwd(), join(work, path, '..')];
    process.chdir(to);
    await new Promise<void>((resolve) => server.listen(path.split('/').at(-1), resolve));
    process.chdir(from);
    onTestFinished(() => void server.close());
  };

const sparse =
  (path: string, gibibytes: number): Put =>
  ({ work }) => {
    writeFileSync(join(work, path), '');
    truncateSync(join(work, path), gibibytes * 2 ** 30);
  };

const after =
  (...steps: readonly Put[]): NonNullable<Row['prepare']> =>
  async (place) => {
    for (const step of steps) await step(place);
    return undefined;
  };

const folder =
  (path: string): Put =>
  ({ work }) => {
    rmSync(join(work, path), { force: true });
    mkdirSync(join(work, path));
  };

const standIn: Put = async (place) => {
  mkdirSync(join(place.work, 'upstream/hl7.fhir.uv.tools.r4/0.9.0'), { recursive: true });
  await pipe('upstream/hl7.fhir.uv.tools.r4/0.9.0/sushi-config.yaml')(place);
};

const modules: Put = async (place) => {
  mkdirSync(join(place.work, 'node_modules/hl7.terminology.r4'), { recursive: true });
  await pipe('node_modules/hl7.terminology.r4/package.json')(place);
};

const locked: Put = async ({ work }) => writeFileSync(join(work, 'fhir-packages.lock.json'), await lockText());

const argumentRows: readonly Row[] = [
  {
    input: 'a pipe without a writer as argument',
    prepare: after(pipe('p.json')),
    args: validate('p.json'),
    code: 1,
    says: /fatal +p\.json\s+This cannot be read: it is a pipe, and nobody writes to it/,
    seconds: 20,
  },
  {
    input: 'a pipe with a writer as argument, which is read as process substitution is where that is a named pipe',
    prepare: after(pipe('p.json')),
    args: [],
    shell: `(sleep 0.2; echo '${patient}' > p.json) & "$NODE" "$IG" validate --fhir-only --offline --quiet p.json`,
    code: 0,
    says: /1 resource valid/,
  },
  {
    input: 'process substitution',
    args: [],
    shell: `"$NODE" "$IG" validate --fhir-only --offline --quiet <(echo '${patient}') <(printf '${patient}\\n${patient}\\n')`,
    code: 0,
    says: /3 resources valid/,
  },
  {
    input: '/dev/stdin and /dev/fd/N',
    args: [],
    shell: `exec 7< <(echo '${patient}'); echo '${patient}' | "$NODE" "$IG" validate --fhir-only --offline --quiet /dev/stdin /dev/fd/7`,
    code: 0,
    says: /2 resources valid/,
  },
  {
    input: 'a process substitution that says nothing',
    args: [],
    shell: '"$NODE" "$IG" validate --fhir-only --offline --quiet <(true)',
    code: 1,
    says: /is a pipe, and nobody writes to it/,
  },
  {
    input: 'a process substitution without end',
    args: [],
    shell: '"$NODE" "$IG" validate --fhir-only --offline --quiet <(yes)',
    code: 1,
    says: /longer than 256 MiB/,
  },
  {
    input: '/dev/zero as argument',
    args: validate('/dev/zero'),
    code: 2,
    says: /\/dev\/zero cannot be read: it is a device, not a file/,
  },
  {
    input: 'a socket as argument',
    prepare: after(socket('s.json')),
    args: validate('s.json'),
    code: 2,
    says: /s\.json cannot be read: it is a socket, not a file/,
  },
  {
    input: 'a link to nothing as argument',
    prepare: after(link('x.json', 'nowhere')),
    args: validate('x.json'),
    code: 2,
    says: /x\.json cannot be read: it is a link to something that does not exist/,
  },
  {
    input: 'links in a circle as argument',
    prepare: after(link('x.json', 'y.json'), link('y.json', 'x.json')),
    args: validate('x.json'),
    code: 2,
    says: /x\.json cannot be read: its links lead in a circle/,
  },
  {
    input: 'a file without end, which says that it has no length',
    args: validate('/proc/self/pagemap'),
    code: 1,
    says: /longer than 256 MiB|cannot be read/,
  },
  {
    input: 'JSON of 3 GiB',
    prepare: after(sparse('large.json', 3)),
    args: validate('large.json'),
    code: 1,
    says: /fatal +large\.json\s+This JSON text is longer than 256 MiB/,
  },
  {
    input: 'NDJSON of a line of 300 MiB, behind one that can be read',
    prepare: after(({ work }) => {
      writeFileSync(join(work, 'large.ndjson'), `${patient}\n`);
      truncateSync(join(work, 'large.ndjson'), 300 * 2 ** 20);
    }),
    args: validate('large.ndjson'),
    code: 1,
    says: [/large\.ndjson:2\s+This JSON text is longer than 256 MiB/, /1 of 2 resources not valid/],
  },
  {
    input: 'standard input without end',
    args: [],
    shell: 'yes | "$NODE" "$IG" validate --fhir-only --offline --quiet -',
    code: 1,
    says: /fatal +-\s+This JSON text is longer than 256 MiB/,
  },
  {
    input: 'standard input from /dev/zero',
    args: [],
    shell: '"$NODE" "$IG" validate --fhir-only --offline --quiet - < /dev/zero',
    code: 1,
    says: /longer than 256 MiB/,
  },
  {
    input: 'NDJSON without end, whose results nobody reads any more',
    args: [],
    shell: `yes '${patient}' | "$NODE" "$IG" validate --fhir-only --offline --quiet --format ndjson - | head -n 3 > /dev/null; echo "ended \${PIPESTATUS[1]}"`,
    code: 0,
    says: /ended 0/,
  },
  {
    input: 'standard input from a folder',
    args: [],
    shell: '"$NODE" "$IG" validate --fhir-only --offline --quiet - < .',
    code: 1,
    says: /fatal +-\s+This cannot be read: it is a folder/,
  },
  {
    input: 'standard input that is closed',
    args: [],
    shell: '"$NODE" "$IG" validate --fhir-only --offline --quiet - <&-',
    code: 1,
    says: /The text is empty/,
  },
  {
    input: 'SIGTERM while standard input says nothing',
    args: [],
    shell: 'exec "$NODE" "$IG" validate --fhir-only --offline - < <(exec sleep 30 2> /dev/null)',
    meanwhile: async (pid, said) => {
      while (!said().includes('Validate')) await new Promise((resolve) => setTimeout(resolve, 50));
      process.kill(pid, 'SIGTERM');
    },
    code: [2, 143],
    says: /SIGTERM/,
    seconds: 20,
  },
  {
    input: 'a folder with pipes, devices, links to nothing and a link to itself: the rest is validated',
    files: { 'in/good.json': patient, 'in/deep/good.json': patient },
    prepare: after(
      pipe('in/pipe.json'),
      link('in/device.json', '/dev/zero'),
      link('in/broken.json', 'nowhere'),
      link('in/loop', '.'),
      link('in/deep/up', '../..'),
      link('in/root', '/'),
      link('in/.#good.json', 'somebody@example.org.1234'),
    ),
    args: validate('in'),
    code: 1,
    says: [
      /in\/pipe\.json\s+This cannot be read: it is a pipe, not a file/,
      /in\/device\.json\s+This cannot be read: it is a device/,
      /in\/broken\.json\s+This cannot be read: it is a link to something that does not exist/,
      /in\/loop\s+This cannot be read: it is a link back to a folder that it lies in/,
      /in\/deep\/up\s+This cannot be read: it is a link back/,
      /in\/root\s+This cannot be read: it is a link back/,
      /6 of 8 resources not valid/,
    ],
    saysNot: /#good/,
  },
  {
    input: 'folders that link to each other twice at each of 30 levels',
    files: { 'in/0/good.json': patient },
    prepare: after(({ work }) => {
      for (let level = 0; level < 30; level++) {
        mkdirSync(join(work, 'in', String(level)), { recursive: true });
        symlinkSync(`../${level + 1}`, join(work, 'in', String(level), 'one'));
        symlinkSync(`../${level + 1}`, join(work, 'in', String(level), 'two'));
      }
      mkdirSync(join(work, 'in', '30'));
    }),
    args: validate('in'),
    code: 0,
    says: /1 resource valid/,
  },
  {
    input: 'a pattern that fits a pipe and a link to nothing',
    files: { 'good.json': patient },
    prepare: after(pipe('pipe.json'), link('broken.json', 'nowhere')),
    args: validate('*.json'),
    code: 1,
    says: [/pipe\.json\s+This cannot be read/, /broken\.json\s+This cannot be read/, /2 of 3 resources not valid/],
  },
  {
    input: 'names with line breaks, ESC, a leading dash, 255 bytes, and two that differ in case',
    files: Object.fromEntries(
      ['a\nb', 'a\u001b[31mb', '-rf', `${'x'.repeat(250)}`, 'Twin', 'twin', '$(id)', '%s%n'].map((name) => [
        `in/${name}.json`,
        '{"resourceType":"Nothing"}',
      ]),
    ),
    args: validate('in'),
    code: 1,
    says: [/8 of 8 resources not valid/, /a\\u001b\[31mb\.json/, /Twin\.json/, /twin\.json/],
  },
  {
    input: 'a name that is no UTF-8',
    args: [],
    shell: `mkdir in; echo '{"resourceType":"Nothing"}' > in/$'a\\xffb.json'; "$NODE" "$IG" validate --fhir-only --offline --quiet in`,
    writes: /^in/,
    code: 1,
    says: /in\/a\ufffdb\.json/,
  },
  {
    input: 'a path of 5,000 letters',
    args: validate(`${'x'.repeat(5_000)}.json`),
    code: 2,
    says: /cannot be read: its name is too long/,
  },
];

const optionRows: readonly Row[] = [
  {
    input: 'a pipe as --package',
    files: { 'p.json': patient },
    prepare: after(pipe('package.tgz')),
    args: validate('--package', 'package.tgz', 'p.json'),
    code: 1,
    says: /package\.tgz is refused: it is a pipe, not a file/,
  },
  {
    input: 'a package folder whose package.json is a pipe',
    files: { 'p.json': patient, 'package/x.json': patient },
    prepare: after(pipe('package/package.json')),
    args: validate('--package', 'package', 'p.json'),
    code: 1,
    says: /package\.json cannot be read: it is a pipe, not a file/,
  },
  {
    input: 'a package folder with a link in it',
    files: { 'p.json': patient, 'package/package.json': '{"name":"a.b","version":"1.0.0"}' },
    prepare: after(link('package/Patient-x.json', '../p.json')),
    args: validate('--package', 'package', 'p.json'),
    code: 1,
    says: /package is refused: Patient-x\.json is no file, and a package holds files only/,
  },
  {
    input: 'a package folder with a file of 3 GiB',
    files: { 'p.json': patient, 'package/package.json': '{"name":"a.b","version":"1.0.0"}' },
    prepare: after(sparse('package/Patient-x.json', 3)),
    args: validate('--package', 'package', 'p.json'),
    code: 1,
    says: /Patient-x\.json has 3072 MiB, more than the 256 MiB that are read/,
  },
  {
    input: 'a pipe as bundle of packages',
    files: guide(),
    prepare: after(locked, pipe('kit.tar')),
    args: ['packages', 'bundle', 'import', 'kit.tar'],
    code: [1, 2],
    says: /it is a pipe, not a file/,
    writes: BUILD_WRITES,
  },
  {
    input: 'a pipe as --baseline',
    files: { 'p.json': patient },
    prepare: after(pipe('base.json')),
    args: validate('--baseline', 'base.json', 'p.json'),
    code: 2,
    says: /The baseline base\.json cannot be read: it is a pipe, not a file/,
  },
  {
    input: '/dev/zero as --baseline',
    files: { 'p.json': patient },
    args: validate('--baseline', '/dev/zero', 'p.json'),
    code: 2,
    says: /\/dev\/zero cannot be read: it is a device/,
  },
  {
    input: 'a pipe as --write-baseline',
    files: { 'p.json': patient },
    prepare: after(pipe('base.json')),
    args: validate('--write-baseline', 'base.json', 'p.json'),
    code: 2,
    says: /Cannot write base\.json: it is a pipe, not a file/,
  },
  {
    input: 'a pipe that nobody reads as --output',
    files: { 'p.json': patient },
    prepare: after(pipe('out')),
    args: validate('--output', 'out', 'p.json'),
    code: 2,
    says: /Cannot write out: it is a socket, or a pipe that nobody reads/,
    seconds: 20,
  },
  {
    input: 'a pipe that somebody reads as --output',
    files: { 'p.json': patient },
    prepare: after(pipe('out')),
    args: [],
    shell: '(sleep 0.2; cat out) & "$NODE" "$IG" validate --fhir-only --offline --quiet --output out p.json; wait',
    code: 0,
    says: /1 resource valid/,
  },
  {
    input: 'a folder as --output',
    files: { 'p.json': patient, 'out/x': '' },
    args: validate('--output', 'out', 'p.json'),
    code: 2,
    says: /Cannot write out: it is a folder\. Name a file/,
  },
  {
    input: 'a socket as --output',
    files: { 'p.json': patient },
    prepare: after(socket('out')),
    args: validate('--output', 'out', 'p.json'),
    code: 2,
    says: /Cannot write out: it is a socket/,
  },
  {
    input: '/dev/full as --output',
    files: { 'p.json': patient },
    args: validate('--output', '/dev/full', 'p.json'),
    code: 2,
    says: /Cannot write \/dev\/full/,
  },
];

/** Where a guide has its sources, each with one of the things that are no files. */
const places: readonly (readonly [path: string, put: Put, says: RegExp])[] = [
  ['input/fsh/pipe.fsh', pipe('input/fsh/pipe.fsh'), /it is a pipe/],
  ['input/fsh/socket.fsh', socket('input/fsh/socket.fsh'), /it is a socket/],
  ['input/fsh/zero.fsh', link('input/fsh/zero.fsh', '/dev/zero'), /it is a device/],
  ['input/fsh/broken.fsh', link('input/fsh/broken.fsh', 'nowhere'), /it is a link to something that does not exist/],
  ['input/fsh/here', link('input/fsh/here', '.'), /it is a link back/],
  ['input/fsh/up', link('input/fsh/up', '../../..'), /it is a link back/],
  ['input/fsh/large.fsh', sparse('input/fsh/large.fsh', 3), /it has 3072 MiB, more than the 16 MiB/],
  ['input/resources/Patient-p.json', pipe('input/resources/Patient-p.json'), /it is a pipe/],
  ['input/resources/Patient-l.json', sparse('input/resources/Patient-l.json', 3), /it has 3072 MiB/],
  ['input/pagecontent/a.md', pipe('input/pagecontent/a.md'), /it is a pipe/],
  ['input/images/a.png', pipe('input/images/a.png'), /it is a pipe/],
  ['input/pages-source/a.md', link('input/pages-source/a.md', 'nowhere'), /it is a link to something/],
  ['ig.ini', pipe('ig.ini'), /it is a pipe/],
];

const folders: Put = ({ work }) => {
  for (const name of ['resources', 'pagecontent', 'images', 'pages-source'])
    mkdirSync(join(work, 'input', name), { recursive: true });
};

const inGuide = (input: string, put: Put, code: number, ...says: readonly RegExp[]): Row => ({
  input,
  files: guide(),
  prepare: after(locked, folders, put),
  args: build,
  code,
  says,
  writes: BUILD_WRITES,
});

const guideRows: readonly Row[] = [
  inGuide(
    'a guide with something that is no file in each of its folders',
    after(...places.map(([, put]) => put)) as Put,
    1,
    ...places.map(([path, , says]) => new RegExp(`error +${path}\\s+This cannot be read: ${says.source}`)),
  ),
  inGuide(
    'a link to / in input/fsh',
    link('input/fsh/all', '/'),
    1,
    /input\/fsh\/all\s+This cannot be read: it is a link back/,
  ),
  inGuide('a pipe alone in input/fsh', pipe('input/fsh/a.fsh'), 1, /a\.fsh\s+This cannot be read: it is a pipe/),
  inGuide(
    'a pipe as suppressions.yaml',
    pipe('suppressions.yaml'),
    2,
    /suppressions\.yaml cannot be read: it is a pipe/,
  ),
  inGuide(
    'a pipe as input/ignoreWarnings.txt',
    pipe('input/ignoreWarnings.txt'),
    2,
    /Warnings\.txt cannot be read: it is a pipe/,
  ),
  inGuide(
    'a pipe as sushi-config.yaml',
    pipe('sushi-config.yaml'),
    2,
    /sushi-config\.yaml cannot be read: it is a pipe/,
  ),
  inGuide(
    'a link to nothing as sushi-config.yaml',
    link('sushi-config.yaml', 'nowhere'),
    2,
    /config\.yaml cannot be read: it is a link/,
  ),
  inGuide(
    'a folder as sushi-config.yaml',
    folder('sushi-config.yaml'),
    2,
    /sushi-config\.yaml cannot be read: it is a folder/,
  ),
  inGuide(
    'sushi-config.yaml of 3 GiB',
    sparse('sushi-config.yaml', 3),
    2,
    /config\.yaml cannot be read: it has 3072 MiB, more than the 4 MiB/,
  ),
  inGuide(
    'a pipe as lockfile',
    pipe('fhir-packages.lock.json'),
    2,
    /fhir-packages\.lock\.json cannot be read: it is a pipe/,
  ),
  {
    ...inGuide(
      'a pipe as configuration of a stand-in',
      standIn,
      2,
      /0\.9\.0\/sushi-config\.yaml cannot be read: it is a pipe/,
    ),
    prepare: after(standIn),
  },
  inGuide('a pipe as package.json in node_modules', modules, 0, /resources? valid/),
];

const laughs = [
  'lol0: &lol0 [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 9 }, (_, n) => `lol${n + 1}: &lol${n + 1} [${Array(10).fill(`*lol${n}`).join(', ')}]`),
].join('\n');

/** A configuration with more behind it, from line 9. */
const withConfig = (input: string, more: string | Uint8Array, ...says: readonly RegExp[]): Row => ({
  input,
  files: guide({ 'sushi-config.yaml': typeof more === 'string' ? `${guide()['sushi-config.yaml']}${more}\n` : more }),
  prepare: after(locked),
  args: build,
  code: 1,
  says,
  writes: BUILD_WRITES,
});

const config = (place: string, text: string) =>
  new RegExp(`error +sushi-config\\.yaml:${place}\\s+sushi-config\\.yaml ${text}`);

const yamlRows: readonly Row[] = [
  withConfig('a billion laughs', laughs, config('13:\\d+', 'unfolds by its aliases to more than 50000 values')),
  withConfig(
    'a billion laughs by merges',
    `a: &a {b: 1}\n${laughs.replaceAll('[', '{<<: [').replaceAll(']', ']}').replace('[x, x, x, x, x, x, x, x, x, x]', '*a')}`,
    config('\\d+:\\d+', 'unfolds by its aliases'),
  ),
  withConfig('an alias in what it stands for', 'a: &a\n  - *a', config('10:5', 'has \\*a in what &a stands for')),
  withConfig(
    'lists that nest 100,000 deep',
    `a: ${'['.repeat(100_000)}`,
    config('9:\\d+', 'nests deeper than 200 levels'),
  ),
  withConfig('block lists that nest 100,000 deep', `a:\n${'- '.repeat(100_000)}b`, config('10:1', 'nests deeper than')),
  withConfig('a key twice', 'id: again', config('9:1', 'is not well-formed YAML: Map keys must be unique')),
  withConfig('a tag of a program', 'a: !!js/function "x"', config('9:4', 'is not well-formed YAML: Unresolved tag')),
  withConfig('a list as a key', '? [a, b]\n: c', config('9:3', 'has a list or a group of settings as a name')),
  withConfig('a merge of a number', '<<: 5', config('9:1', 'has "<<" before something that is no alias')),
  withConfig('a NUL character', 'a: \0', config('9:4', 'has a NUL character here')),
  withConfig('UTF-16', Buffer.from(`\ufeff${guide()['sushi-config.yaml']}`, 'utf16le'), config('1:1', 'is in UTF-16')),
  withConfig(
    'bytes of a picture',
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    config('1:1', 'is not in UTF-8'),
  ),
  {
    ...withConfig('a byte order mark, which changes nothing', ''),
    files: guide({ 'sushi-config.yaml': `\ufeff${guide()['sushi-config.yaml']}` }),
    code: 0,
  },
  {
    input: 'a billion laughs in suppressions.yaml',
    files: guide({
      'suppressions.yaml': `- message: a\n  reason: b\n  owner: c\n  expires: never\n  x:\n    ${laughs.replaceAll('\n', '\n    ')}\n`,
    }),
    prepare: after(locked),
    args: build,
    code: 1,
    says: /error +suppressions\.yaml:10:\d+\s+suppressions\.yaml unfolds by its aliases/,
    writes: BUILD_WRITES,
  },
  {
    input: 'a billion laughs, a pipe and a tag among the data of the pages',
    files: guide({
      'input/pages-source/data.yaml': 'cases: cases/*.yaml\n',
      'input/pages-source/a.md': 'x',
      'cases/laughs.yaml': laughs,
      'cases/tag.yaml': 'a: !x 1',
    }),
    prepare: after(locked, link('cases/device.yaml', '/dev/zero')),
    args: ['pages', '--check', '--offline', '--quiet', '.'],
    code: 1,
    says: [
      /cases\/laughs\.yaml:\d+:\d+\s+This file unfolds by its aliases/,
      /cases\/tag\.yaml:1:4\s+This file is not well-formed YAML/,
      /cases\/device\.yaml\s+This cannot be read: it is a device/,
    ],
    writes: BUILD_WRITES,
  },
  {
    input: 'a lockfile that nests 100,000 deep',
    files: guide({ 'fhir-packages.lock.json': `{"packages":${'['.repeat(100_000)}` }),
    args: build,
    code: 1,
    says: /lockfile nests deeper than any lockfile does/,
    writes: BUILD_WRITES,
  },
];

tryAll('files', [...argumentRows, ...optionRows, ...guideRows, ...yamlRows, ...otherRows()]);

function otherRows(): readonly Row[] {
  return [
    {
      input: 'a pipe in the guide whose profiles a payload is held against',
      files: guide({ 'p.json': patient }),
      prepare: after(locked, pipe('input/fsh/a.fsh')),
      args: ['validate', '--offline', '--quiet', 'p.json'],
      code: 1,
      says: /input\/fsh\/a\.fsh\s+This cannot be read: it is a pipe/,
      writes: BUILD_WRITES,
    },
    {
      input: 'a link in input/resources, which SUSHI passes over',
      files: guide({ 'p.json': patient }),
      prepare: after(locked, ({ work }) => {
        mkdirSync(join(work, 'input', 'resources'));
        symlinkSync('../../p.json', join(work, 'input', 'resources', 'Patient-a.json'));
      }),
      args: build,
      code: 0,
      says: /warning +input\/resources\/Patient-a\.json\s+SUSHI follows no links/,
      writes: BUILD_WRITES,
    },
    {
      input: 'no input/fsh, and a link to / beside the configuration',
      files: { 'sushi-config.yaml': guide()['sushi-config.yaml'] },
      prepare: after(locked, link('all', '/')),
      args: build,
      code: 0,
      says: /no FSH file/,
      writes: BUILD_WRITES,
    },
  ];
}
