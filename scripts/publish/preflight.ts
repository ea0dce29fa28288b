import { access, constants, statfs } from 'node:fs/promises';
import { freemem } from 'node:os';
import { delimiter, join } from 'node:path';
import { javaVersion, OLDEST_JAVA } from '../java/java.ts';
import { runProcess } from '../java/run-process.ts';
import { faultText } from '../model/fault.ts';
import { EnvironmentError } from '../model/issue.ts';
import { LEAST_MEMORY } from './memory.ts';

/** One thing that the Publisher needs of a machine. */
export interface Requirement {
  readonly name: string;
  readonly found: boolean;
  /** What was found, or what is wrong. */
  readonly detail: string;
  /** The command, or the step, that gets it. */
  readonly remedy: string;
  /** Without it the Publisher works all the same, and makes no diagrams. */
  readonly isOptional?: boolean;
}

const gibibyte = 2 ** 30;
/** The site, the pages that Jekyll makes it from, and the packages. */
const LEAST_DISK = gibibyte;
/** Programs start slowly on a busy machine. */
const PATIENCE_MS = 20_000;

/** Looks for all that the Publisher needs; changes nothing. @param folder in which it will run */
export function requirements(folder: string, signal: AbortSignal, patience = PATIENCE_MS): Promise<Requirement[]> {
  return Promise.all([
    java(signal, patience),
    jekyll(signal, patience),
    graphviz(),
    memory(),
    disk(folder),
    path(folder),
  ]);
}

/** @throws EnvironmentError that names all that is missing, each with the command that gets it */
export function requireAll(found: readonly Requirement[]): void {
  const missing = found.filter((each) => !each.found && each.isOptional !== true);
  if (missing.length === 0) return;
  const list = missing.map(({ name, detail, remedy }) => `${name} (${detail}): ${remedy}`);
  throw new EnvironmentError(`The IG Publisher cannot run on this machine. ${list.join('. ')}. ig doctor tells more.`);
}

async function java(signal: AbortSignal, patience: number): Promise<Requirement> {
  const remedy = 'sudo apt-get install openjdk-17-jre-headless';
  const answer = await firstAnswer('java', ['-version'], signal, patience);
  const version = javaVersion(answer.text);
  const found = answer.ran && version !== undefined && version >= OLDEST_JAVA;
  return { name: `Java ${OLDEST_JAVA} or later`, found, detail: answer.firstLine, remedy };
}

/** It is missed only after two minutes, when the pages are to be made: so it is asked first. */
async function jekyll(signal: AbortSignal, patience: number): Promise<Requirement> {
  const remedy = 'sudo apt-get install jekyll';
  const { ran, firstLine } = await firstAnswer('jekyll', ['--version'], signal, patience);
  return { name: 'Jekyll', found: ran, detail: firstLine, remedy };
}

async function graphviz(): Promise<Requirement> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((each) => each !== '');
  const found = await Promise.all(
    folders.map((each) =>
      access(join(each, 'dot'), constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  const present = found.includes(true);
  const detail = present ? 'on the PATH' : 'dot is not on the PATH';
  return { name: 'Graphviz', found: present, detail, remedy: 'sudo apt-get install graphviz', isOptional: true };
}

/** What programs may still take here, within the limit of a container where there is one. */
export function availableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(freemem(), limit) : freemem();
}

async function memory(): Promise<Requirement> {
  const available = availableMemory();
  return {
    name: 'memory',
    found: available >= LEAST_MEMORY,
    detail: `${gibibytes(available)} free`,
    remedy: `end other programs until ${gibibytes(LEAST_MEMORY)} are free`,
  };
}

async function disk(folder: string): Promise<Requirement> {
  const name = 'disk';
  const remedy = `free ${gibibytes(LEAST_DISK)} in ${folder}, or name another folder in IG_CACHE`;
  try {
    const { bavail, bsize } = await statfs(folder);
    return { name, found: bavail * bsize >= LEAST_DISK, detail: `${gibibytes(bavail * bsize)} free`, remedy };
  } catch (error) {
    return { name, found: false, detail: faultText(error), remedy };
  }
}

/** The Publisher hands its paths to Jekyll without quoting them. */
async function path(folder: string): Promise<Requirement> {
  const found = !/\s/.test(folder);
  const detail = found ? folder : `${folder} has a space in it`;
  return { name: 'path', found, detail, remedy: 'name a folder without a space in IG_CACHE' };
}

async function firstAnswer(command: string, args: readonly string[], signal: AbortSignal, patience: number) {
  const lines: string[] = [];
  const limited = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  try {
    const code = await runProcess(command, args, { signal: limited, onLine: (line) => lines.push(line) });
    const firstLine = lines.find((line) => line.trim() !== '')?.trim() ?? 'it says nothing';
    return { ran: code === 0, text: lines.join('\n'), firstLine };
  } catch {
    signal.throwIfAborted();
    return { ran: false, text: '', firstLine: limited.aborted ? 'does not answer' : 'not found' };
  }
}

function gibibytes(bytes: number): string {
  return `${(bytes / gibibyte).toFixed(1)} GiB`;
}
