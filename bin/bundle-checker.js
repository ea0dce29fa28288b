import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { changed, withOneUcum, youngestSource } from './bundle.js';
import { licencesOf } from './licences.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = join(root, 'dist', 'checker');

/**
 * The engine of a guide's checker, without the guide: `module.js` for `verifier.mjs`, `worker.js` for the worker of the
 * page, `page.js` and `page.css` for the page itself. `ig checker` puts the definitions before the engine, and needs
 * neither the sources nor esbuild for that.
 */
const ENTRIES = {
  'module.js': { entry: 'scripts/verifier/module.ts', format: 'esm' },
  'worker.js': { entry: 'scripts/verifier/worker.ts', format: 'iife' },
  'page.js': { entry: 'scripts/verifier/page/page.js', format: 'iife' },
  'page.css': { entry: 'scripts/verifier/page/page.css', format: 'esm' },
};

/**
 * Makes dist/checker/ from scripts/ unless it is up to date.
 * @returns the folder; a temporary one, which the caller removes, where dist/ cannot be written
 */
export async function bundleChecker() {
  if (isCurrent()) return built;
  const { build } = await import('esbuild');
  const texts = await Promise.all(
    Object.entries(ENTRIES).map(async ([name, { entry, format }]) => {
      const { outputFiles, metafile } = await build({
        entryPoints: [join(root, entry)],
        absWorkingDir: root,
        write: false,
        bundle: true,
        minify: true,
        keepNames: true, // fhirpath names its classes in messages
        metafile: true,
        format,
        platform: 'neutral',
        mainFields: ['module', 'main'],
        target: 'es2022',
        external: ['node:*'],
        plugins: [withOneUcum, jsonAsText],
        legalComments: 'none', // the licences stand whole at the end
        logLevel: 'silent', // what it throws says the same
      });
      const text = outputFiles[0].text;
      return [name, name === 'module.js' ? `${text}${licences(metafile)}` : text];
    }),
  );
  const staging = stagingFolder();
  for (const [name, text] of texts) writeFileSync(join(staging, name), text);
  try {
    rmSync(built, { recursive: true, force: true });
    renameSync(staging, built);
    return built;
  } catch {
    if (existsSync(join(built, 'module.js'))) rmSync(staging, { recursive: true, force: true });
    return existsSync(join(built, 'module.js')) ? built : staging; // another process was quicker
  }
}

/** JSON as a text, which an engine reads sooner than the same as a program. */
const jsonAsText = {
  name: 'json-as-text',
  setup(building) {
    building.onLoad({ filter: /\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return { loader: 'js', contents: `module.exports = JSON.parse(${JSON.stringify(text)});` };
    });
  },
};

function stagingFolder() {
  try {
    mkdirSync(join(root, 'dist'), { recursive: true });
    return mkdtempSync(join(root, 'dist', '.checker-'));
  } catch {
    return mkdtempSync(join(tmpdir(), 'ig-checker-'));
  }
}

/** A toolchain without its sources has what it was built with. */
function isCurrent() {
  const whole = Object.keys(ENTRIES).every((name) => existsSync(join(built, name)));
  if (!whole || !existsSync(join(root, 'scripts'))) return whole;
  return Math.min(...Object.keys(ENTRIES).map((name) => changed(join(built, name)))) > youngestSource();
}

/** The licences of the libraries inside, as a comment. */
function licences(metafile) {
  const texts = licencesOf(metafile, root);
  const ours = 'The engine is part of the toolchain "ig", under Apache-2.0. It contains these libraries:';
  const whole = [ours, ...texts].join('\n\n').replaceAll('*/', '* /');
  const ascii = whole.replace(/[^\x20-\x7e\n]/g, (sign) =>
    sign === '\r' ? '' : sign.normalize('NFKD').replace(/[^\x20-\x7e]/g, '?'),
  );
  return `/*!\n${ascii}\n*/\n`;
}

// Started as a program, it tells the folder.
if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(`${await bundleChecker()}\n`);
