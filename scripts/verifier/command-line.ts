import { unreadableFile } from '../files/payload-text.ts';
import { EnvironmentError, hasErrors } from '../model/issue.ts';
import type { ResourceResult } from '../model/report.ts';
import type { Checker, CheckOptions } from '../pipeline/checker/checker.ts';
import { english } from '../report/formats/words.ts';
import { type Asked, HELP, readArguments } from './arguments.ts';
import { checkBytes } from './check-bytes.ts';
import { AIDE } from './french-help.ts';
import { french } from './french-words.ts';
import { languageOfTag } from './languages.ts';
import { writeReport } from './write-report.ts';

/** The part of Node.js that the command line uses, so that nothing of it is imported where there is none. */
interface NodeProcess {
  readonly argv: readonly string[];
  readonly versions?: { readonly node?: string };
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: {
    write(text: string): unknown;
    on(event: 'error', listener: (error: { readonly code?: string }) => void): unknown;
    readonly isTTY?: boolean;
  };
  readonly stderr: { write(text: string): unknown };
  exitCode?: number | string | null | undefined;
}

/** Runs the command line where Node.js was started with this file; a page, a worker, or who imports it, goes on. */
export function runIfMain(url: string, checker: Checker): void {
  const node = (globalThis as { process?: NodeProcess }).process;
  const [, started] = node?.argv ?? [];
  if (node?.versions?.node === undefined || started === undefined) return;
  void isStarted(started, url).then((isMain) => (isMain ? run(node, checker) : undefined));
}

async function isStarted(file: string, url: string): Promise<boolean> {
  const [{ realpath }, { fileURLToPath }] = await Promise.all([import('node:fs/promises'), import('node:url')]);
  try {
    return (await realpath(file)) === (await realpath(fileURLToPath(url)));
  } catch {
    return false;
  }
}

/** Exit codes as those of `ig`: 0 accepted, 1 refused, 2 could not run. */
async function run(node: NodeProcess, checker: Checker): Promise<void> {
  const started = performance.now();
  // Who reads no further, such as `head`, has what he wants; a full disk is another matter.
  node.stdout.on('error', ({ code }) => {
    if (code !== 'EPIPE') node.exitCode = 2;
  });
  try {
    const asked = readArguments(node.argv.slice(2));
    const isFrench = ({ lang = languageOfTag(checker.about.guide?.language) }: Pick<Asked, 'lang'>) => lang === 'fr';
    if (asked.kind === 'help') node.stdout.write(isFrench(asked) ? AIDE : HELP);
    else if (asked.kind === 'version') node.stdout.write(versionText(checker));
    else {
      const results = await judged(asked, node, checker);
      const seconds = Math.round(performance.now() - started) / 1000;
      const color = node.stdout.isTTY === true;
      const words = isFrench(asked) ? french : english;
      const options = { ...asked, seconds, color, words };
      for (const piece of writeReport(results, checker.about, options)) node.stdout.write(piece);
      node.exitCode = results.some(({ issues }) => hasErrors(issues)) ? 1 : 0;
    }
  } catch (error) {
    node.exitCode = 2;
    const said = error instanceof EnvironmentError ? error.message : String((error as Error)?.stack ?? error);
    node.stderr.write(`verifier: ${said}\n`);
  }
}

async function judged(asked: Asked, node: NodeProcess, checker: Checker): Promise<ResourceResult[]> {
  const { searches, files, options } = asked;
  if (searches.length > 0 && checker.about.guide === undefined)
    throw new EnvironmentError('--search needs the rules of a guide, and this checker has none.');
  const results = searches.map((url) => checker.search(url, options));
  for (const file of files) {
    const named: CheckOptions & { file: string } = { ...options, file };
    const bytes = file === '-' ? await allOf(node.stdin) : await bytesOf(file);
    if (bytes instanceof Uint8Array) results.push(...checkBytes(bytes, checker, named));
    else results.push(unreadableFile(file, bytes.reason));
  }
  return results;
}

/** @throws EnvironmentError where there is no such file: most likely its name is mistyped */
async function bytesOf(file: string): Promise<Uint8Array | { readonly reason: string }> {
  const { readFile, stat } = await import('node:fs/promises');
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw new EnvironmentError(`${file} is a folder. Name the files in it.`);
    return await readFile(file);
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    const { code, message } = error as Error & { code?: string };
    if (code === 'ENOENT') throw new EnvironmentError(`There is no file ${file}.`);
    return { reason: message };
  }
}

async function allOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  const whole = new Uint8Array(read.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of read) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function versionText({ about: { version, guide, packages } }: Checker): string {
  const name = guide === undefined ? 'FHIR R4' : `${guide.id} ${guide.version}`;
  const lines = packages.map(
    ({ id, version: its, source }) => `  ${id} ${its}${source === 'stand-in' ? ' (stand-in)' : ''}`,
  );
  return `verifier of ${name}, made by ig ${version}\n${lines.join('\n')}\n`;
}
