import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

/**
 * Makes dist/ from scripts/ unless it is up to date: starting the bundle takes a quarter of the time of starting the sources.
 * @returns the URL of the program to import: the bundle, or the sources through tsx where dist/ cannot be written
 */
export async function bundle() {
  const entry = pathToFileURL(join(dist, 'ig.js')).href;
  if (youngest(dist) > youngest(join(root, 'scripts'))) return entry;
  const staging = join(root, `.dist-${process.pid}`);
  try {
    removeAbandoned();
    mkdirSync(staging);
  } catch {
    const { register } = await import('tsx/esm/api');
    register();
    return pathToFileURL(join(root, 'scripts', 'ig.ts')).href;
  }
  try {
    const { build } = await import('esbuild');
    await build({
      entryPoints: [
        { in: join(root, 'scripts', 'ig.ts'), out: 'ig' },
        { in: join(root, 'scripts', 'commands', 'validation-worker.ts'), out: 'validation-worker' },
      ],
      outdir: staging,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      logLevel: 'error',
    });
    if (youngest(dist) > youngest(join(root, 'scripts'))) return entry; // another process was quicker
    rmSync(dist, { recursive: true, force: true });
    renameSync(staging, dist);
  } catch (error) {
    // Another process was quicker: its bundle is as good as ours.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  return entry;
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

/** The latest time of change, in milliseconds, of any file in the folder; 0 when there is none. */
function youngest(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).reduce(
      (latest, item) => (item.isFile() ? Math.max(latest, statSync(join(item.parentPath, item.name)).mtimeMs) : latest),
      0,
    );
  } catch {
    return 0;
  }
}
