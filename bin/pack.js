// `npm run pack`: the toolchain as a package of its own, for other guides and for programs. It has the bundle and no
// sources, and depends on SUSHI, on undici for proxies and on the library of language servers; what it depends on otherwise
// is inside, and FHIR's packages it gets by itself.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIn } from './bundle.js';
import { licencesOf } from './licences.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const place = join(root, 'build', 'npm');
const folder = join(place, 'package');

/** The name is free at npm, where `ig` is another's: so the program has two. */
const NAME = 'fhir-ig';

/** What programs may import, and the types of it: each is a file of scripts/public/. */
const MODULES = ['validator', 'workspace', 'lsp'];

/** What the bundle does not have inside: the rest of bundle.js's `external` is for the sources. */
const LIBRARIES = ['fsh-sushi', 'undici', 'vscode-languageserver', 'vscode-languageserver-textdocument'];

const COPIED = [
  'LICENSE',
  'bin/bundle.js',
  'bin/code-cache.js',
  'bin/command-thread.js',
  'bin/ig.js',
  'bin/installed.js',
  'bin/language-thread.js',
  'bin/start.js',
  'bin/validation-worker.js',
  'hl7/SecondOpinion.java',
  'hl7/jars.json',
  'publisher/jars.json',
  'publisher/release.json',
];

rmSync(place, { recursive: true, force: true });
for (const file of COPIED) cpSync(join(root, file), join(folder, file));
mkdirSync(join(folder, 'dist'));
const metafile = await buildIn(join(folder, 'dist'), true);
writeFileSync(join(folder, 'THIRD-PARTY.txt'), `${licencesOf(metafile, root).join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
cpSync(join(root, 'docs', 'schemas'), join(folder, 'schemas'), { recursive: true });
cpSync(join(root, 'docs', 'package-readme.md'), join(folder, 'README.md'));
writeTypes();
writeModules();
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
const [{ filename }] = JSON.parse(
  execFileSync('npm', ['pack', '--json', '--pack-destination', place], { cwd: folder, encoding: 'utf8' }),
);
process.stdout.write(`${join(place, filename)}\n`);

function manifest() {
  const { version, license, engines, dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const places = MODULES.map((name) => [
    `./${name}`,
    { types: `./types/public/${name}.d.ts`, default: `./api/${name}.js` },
  ]);
  return {
    name: NAME,
    version,
    description:
      'Builds and validates FHIR R4 implementation guides written in FHIR Shorthand, and validates resources.',
    keywords: ['fhir', 'fsh', 'sushi', 'implementation-guide', 'validator'],
    license,
    type: 'module',
    engines,
    bin: { [NAME]: 'bin/ig.js', ig: 'bin/ig.js' },
    exports: {
      '.': { types: './types/index.d.ts', default: './api/index.js' },
      ...Object.fromEntries(places),
      './schemas/*.json': './schemas/*.json',
      './package.json': './package.json',
    },
    files: ['api', 'bin', 'dist', 'hl7', 'publisher', 'schemas', 'types', 'THIRD-PARTY.txt'],
    dependencies: Object.fromEntries(LIBRARIES.map((name) => [name, dependencies[name]])),
  };
}

/** The declarations of scripts/public/, and of what they name; nothing else of the program can be imported. */
function writeTypes() {
  const emitted = join(place, 'types');
  const settings = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      noCheck: true, // npm run typecheck does that
      rootDir: join(root, 'scripts'),
      outDir: emitted,
      typeRoots: [join(root, 'node_modules', '@types')],
    },
    include: [],
    files: MODULES.map((name) => join(root, 'scripts', 'public', `${name}.ts`)),
  };
  const project = join(place, 'tsconfig.json');
  writeFileSync(project, JSON.stringify(settings));
  execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', project]);
  const queue = MODULES.map((name) => `public/${name}.d.ts`);
  const taken = new Set();
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (taken.has(file)) continue;
    taken.add(file);
    const text = readFileSync(join(emitted, file), 'utf8');
    for (const [, named] of text.matchAll(/from '(\.[^']+)\.ts'/g)) queue.push(`${join(dirname(file), named)}.d.ts`);
    write(join('types', file), text.replace(/(from '\.[^']+)\.ts'/g, "$1.js'"));
  }
  write('types/index.d.ts', MODULES.map((name) => `export * from './public/${name}.js';\n`).join(''));
}

/** Each function of a module loads the bundle when it is first called; an import alone costs nothing. */
function writeModules() {
  for (const name of MODULES) {
    const text = readFileSync(join(root, 'scripts', 'public', `${name}.ts`), 'utf8');
    const functions = [...text.matchAll(/^export async function (\w+)/gm)].map(([, each]) => each);
    const calls = functions.map(
      (each) => `export const ${each} = async (...given) => (await load('${name}', builtBundle)).${each}(...given);\n`,
    );
    const head = "import { builtBundle } from '../bin/bundle.js';\nimport { load } from '../bin/start.js';\n\n";
    write(`api/${name}.js`, `${head}${calls.join('')}`);
  }
  write('api/index.js', MODULES.map((name) => `export * from './${name}.js';\n`).join(''));
}

function write(file, text) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}
