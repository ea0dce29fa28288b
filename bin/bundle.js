import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

const { crc32 } = zlib;

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

/** One file with all of scripts/ and the libraries it needs, but for SUSHI and its libraries, which only a compilation loads. */
export const builtBundle = join(dist, 'ig.cjs');

const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']);

/** How to start the program: each entry is loaded when it is called. */
const ENTRIES = `
export const ig = () => import('./scripts/ig.ts');
export const commandThread = () => import('./scripts/command-thread.ts');
export const validationWorker = () => import('./scripts/commands/threads/validation-worker.ts');
export const languageThread = () => import('./scripts/language/worker/language-thread.ts');
export const validator = () => import('./scripts/public/validator.ts');
export const workspace = () => import('./scripts/public/workspace.ts');
export const lsp = () => import('./scripts/public/lsp.ts');
`;

/** Whether the sources are here; the package that is published has the bundle alone. */
const hasSources = existsSync(join(root, 'scripts'));

/**
 * Makes dist/ from scripts/ unless it is up to date: starting the bundle takes a fraction of the time of starting the
 * sources, because its libraries are not looked up one by one and its code comes compiled (code-cache.js).
 * @returns the file of the bundle; undefined where dist/ cannot be written
 */
export async function bundle() {
  if (!hasSources || isCurrent()) return builtBundle;
  const staging = join(root, `.dist-${process.pid}`);
  try {
    removeAbandoned();
    mkdirSync(staging);
  } catch {
    return undefined;
  }
  try {
    await buildIn(staging);
    if (isCurrent()) return builtBundle; // another process was quicker
    // The file alone takes the place of the old one: at no time is there none for a process that starts now.
    if (!isFolder(dist)) rmSync(dist, { recursive: true, force: true });
    mkdirSync(dist, { recursive: true });
    if (isFolder(builtBundle)) rmSync(builtBundle, { recursive: true, force: true });
    renameSync(join(staging, 'ig.cjs'), builtBundle);
  } catch (error) {
    // Where dist/ cannot be written the sources run as they are.
    if (UNWRITABLE.has(error.code)) return undefined;
    throw error;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return builtBundle;
}

/** The same in place of a bundle that is damaged; undefined where it cannot be replaced. */
export async function bundleAnew() {
  if (!hasSources) throw new Error(`${builtBundle} is damaged. Install the package again.`);
  try {
    rmSync(builtBundle, { recursive: true, force: true });
  } catch {
    return undefined;
  }
  return bundle();
}

/**
 * Whether a bundle is as it was written. A checksum against damage will do, and takes a third of the time of a digest:
 * whoever may change the program may change this too. Versions of Node.js before 20.15 have none.
 */
export function isWhole(bytes) {
  const end = bytes.indexOf('\n');
  const [, checksum] = bytes.toString('latin1', 0, end).split(' ');
  return crc32 === undefined || checksum === String(crc32(bytes.subarray(end + 1)));
}

/**
 * @param folder gets `ig.cjs`
 * @param isSmall whether it is to be downloaded: without spaces and long names
 * @returns what esbuild says of the files inside
 */
export async function buildIn(folder, isSmall = false) {
  const begun = new Date(); // a source that is changed from now on is younger than the bundle
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    minify: isSmall,
    metafile: true,
    plugins: [withoutLocales, withOneUcum, withNamedClasses],
    stdin: { contents: ENTRIES, resolveDir: root, sourcefile: 'entries.js' },
    write: false,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['fsh-sushi', 'undici', 'esbuild', 'tsx', 'vscode-languageserver', 'vscode-languageserver-textdocument'],
    define: { 'import.meta': 'bundleMeta' },
    supported: { 'dynamic-import': false }, // V8 forgets who imports in code from a cache; require() asks nobody
    legalComments: 'none', // the libraries' licences lie in node_modules, beside them
    logLevel: 'silent', // what it throws says the same
  });
  const text = inAscii(outputFiles[0].text);
  const file = join(folder, 'ig.cjs');
  // The first line tells the code cache which bundle this is, and whether it is whole.
  const name = createHash('sha256').update(text).digest('hex');
  writeFileSync(file, `//${name} ${crc32?.(text) ?? ''}\n${text}`);
  utimesSync(file, begun, begun);
  return metafile;
}

/** Zod's messages in fifty languages, of which one is in use: it is asked for by its own name. */
const withoutLocales = {
  name: 'without-locales',
  setup: ({ onLoad }) => onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({ contents: '' })),
};

/** fhirpath from its sources: the module that it publishes has a second copy of UCUM in it. */
export const withOneUcum = {
  name: 'with-one-ucum',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^fhirpath$/ }, () => ({ path: join(root, 'node_modules', 'fhirpath', 'src', 'fhirpath.js') })),
};

/**
 * fhirpath names its classes in messages: those keep their names where all others are made short, which to ask for of all
 * would be a twentieth of the package.
 */
const withNamedClasses = {
  name: 'with-named-classes',
  setup: ({ initialOptions, onLoad, esbuild }) => {
    if (!initialOptions.minify) return;
    onLoad({ filter: /fhirpath[\\/]src[\\/]types\.js$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(readFileSync(path, 'utf8'), { keepNames: true });
      return { contents: code };
    });
  },
};

/**
 * esbuild escapes what is not ASCII everywhere but in regular expressions, which it does not look into; start.js reads
 * the bundle as a text of one byte a character.
 */
function inAscii(text) {
  if (/\\[\u0080-\uffff]/.test(text))
    throw new Error('A backslash stands before a sign that is not ASCII: leave it out.');
  return text.replace(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Whether the bundle is there, and younger than every source, what makes it, and every installed library. */
function isCurrent() {
  return changed(builtBundle) > youngestSource();
}

/** The latest time of change of all that a bundle is made from. */
export function youngestSource() {
  const installed = changed(join(root, 'node_modules', '.package-lock.json'));
  return Math.max(installed, youngest(join(root, 'bin')), youngest(join(root, 'scripts')));
}

/** Removes what killed runs have left. */
function removeAbandoned() {
  for (const name of readdirSync(root)) {
    const [, pid] = /^\.dist-(\d+)$/.exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(root, name), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The latest time of change of any file in the folder. */
function youngest(folder) {
  let latest = 0;
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, item.name);
    latest = Math.max(latest, item.isDirectory() ? youngest(path) : changed(path));
  }
  return latest;
}

/** In milliseconds; 0 when there is no such file. */
export function changed(file) {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
