import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Room for what lives shortly, for a thread that keeps a guide open: each compile leaves so much behind that, with the
 * engine's own 48 MiB, a fifth of the time of an edit of a large guide goes into clearing it away. A build that ends
 * gains nothing by it.
 */
export const staysOpen = { maxYoungGenerationSizeMb: 192 };

/** The same for a thread that compares two versions: it holds the definitions of both, and what it makes of them is short-lived. */
export const compares = { maxYoungGenerationSizeMb: 192 };

/**
 * Starts a thread at one of the entries in bin/, or, where the program runs from its sources, at the source of it.
 * @param entry its file in bin/
 * @param source the same, relative to scripts/
 */
export function startThread(entry: string, source: string, options: WorkerOptions): Worker {
  const here = new URL(import.meta.url);
  if (here.pathname.endsWith('.cjs')) return new Worker(new URL(`../bin/${entry}`, here), options);
  // A thread does not have the loader of the thread that starts it.
  const file = JSON.stringify(new URL(`../${source}`, here).href);
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const start = `import(${loader}).then(({ register }) => { register(); return import(${file}); })`;
  return new Worker(start, { ...options, eval: true });
}
