import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import { bundleAnew, isWhole } from './bundle.js';
import { cachedCode, keepCode } from './code-cache.js';

const WRAPPER = ['(function (module, exports, require, bundleMeta) {', '\n})'];
const sources = {
  ig: 'ig.ts',
  commandThread: 'command-thread.ts',
  validationWorker: 'commands/threads/validation-worker.ts',
  languageThread: 'language/worker/language-thread.ts',
};

/**
 * What libraries and Node.js warn of (deprecations, listeners, odd YAML) is for who writes programs, not for who runs
 * this one: it goes nowhere, unless Node.js is asked for it, as with NODE_OPTIONS=--trace-warnings.
 */
function silenceWarnings() {
  const asked = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ');
  if (/warnings|deprecation/.test(asked)) return;
  process.removeAllListeners('warning');
  process.on('warning', () => {});
}

/**
 * Starts the program at one of its entries.
 * @param file the bundle; undefined to run the sources through tsx
 * @param isAnew whether the bundle was just made in place of a damaged one: where that is damaged too, the disk fails
 */
export async function start(entry, file, isAnew = false) {
  silenceWarnings();
  if (file === undefined) return startSources(entry);
  const bytes = readFileSync(file);
  if (!isWhole(bytes)) return isAnew ? startSources(entry) : start(entry, await bundleAnew(), true);
  const { entries, keep } = open(file, bytes);
  const started = await entries[entry]();
  if (started.keepsCode !== false) keep();
}

const loaded = new Map();

/**
 * One of the modules of the bundle, for programs that use it as a library: nothing else of the process is touched.
 * @public called by what bin/pack.js writes
 */
export async function load(entry, file) {
  if (!loaded.has(file)) {
    const bytes = readFileSync(file);
    if (!isWhole(bytes)) throw new Error(`${file} is damaged. Install the package again.`);
    loaded.set(file, open(file, bytes).entries);
  }
  return loaded.get(file)[entry]();
}

function open(file, bytes) {
  const text = bytes.toString('latin1'); // it is all ASCII
  const cachedData = cachedCode(file, text);
  const script = new Script(WRAPPER.join(text), { filename: file, cachedData });
  const module = { exports: {} };
  const meta = { url: pathToFileURL(file).href };
  script.runInThisContext()(module, module.exports, createRequire(file), meta);
  return { entries: module.exports, keep: () => keepCode(file, text, script, cachedData) };
}

async function startSources(entry) {
  const { register } = await import('tsx/esm/api');
  register();
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'scripts');
  await import(pathToFileURL(join(folder, sources[entry])).href);
}
