import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { faultText } from '../model/fault.ts';
import { EnvironmentError } from '../model/issue.ts';
import { newPartFile, removeAbandonedParts } from '../network/part-file.ts';
import { type Jar, jarName } from './jars.ts';

/** A Java program whose archives are pinned. */
interface JavaProgram {
  /** As sentences name it: `the HL7 validator`. */
  readonly name: string;
  /** What to do to have its archives downloaded, as the end of a sentence. */
  readonly getItBy: string;
}

export interface ObtainOptions {
  readonly program: JavaProgram;
  /** Where the archives are kept; what an earlier run brought stays. */
  readonly folder: string;
  /** Base address of a Maven repository. */
  readonly repository: string;
  /** Maven's repository on this machine, which may have some of them. */
  readonly localRepository?: string;
  /** Nothing is downloaded. */
  readonly offline?: boolean;
  /**
   * Brings the file of an address, which is to have so many bytes and gets no more; throws an Error whose message ends
   * the sentence "… cannot be had: ".
   */
  readonly download: (url: string, file: string, bytes: number) => Promise<void>;
  readonly signal: AbortSignal;
  readonly onStep?: (text: string) => void;
}

const AT_ONCE = 4;

/**
 * Brings the archives that are not in the folder yet, and answers where each is. An archive gets its name there only
 * when its size and checksum are those of the list: a run that is interrupted goes on where it stopped.
 * @throws EnvironmentError when one cannot be had
 */
export async function obtainJars(jars: readonly Jar[], options: ObtainOptions): Promise<string[]> {
  const { program, folder, offline = false, signal, onStep } = options;
  mkdirSync(folder, { recursive: true });
  removeAbandonedParts(folder);
  const place = (jar: Jar) => join(folder, jarName(jar));
  const wanted = missingJars(jars, folder).filter((jar) => !takeLocal(jar, place(jar), options.localRepository));
  if (wanted.length > 0 && offline) {
    throw new EnvironmentError(
      `${capitalised(program.name)} is not on this machine: ${wanted.length} of its ${jars.length} archives are missing, and with --offline nothing is downloaded. Run ${program.getItBy}.`,
    );
  }
  let done = 0;
  const queue = [...wanted];
  const work = async () => {
    for (let jar = queue.shift(); jar !== undefined; jar = queue.shift()) {
      signal.throwIfAborted();
      onStep?.(`Downloading ${program.name}, ${++done} of ${wanted.length}: ${jarName(jar)}`);
      await bring(jar, place(jar), options);
    }
  };
  const failed = await Promise.allSettled(
    Array.from({ length: AT_ONCE }, () =>
      work().catch((error) => {
        queue.length = 0;
        throw error;
      }),
    ),
  );
  for (const outcome of failed) if (outcome.status === 'rejected') throw outcome.reason;
  return jars.map(place);
}

/** The archives that the folder does not have. Their content was checked when they came into it. */
export function missingJars(jars: readonly Jar[], folder: string): Jar[] {
  return jars.filter((jar) => sizeOf(join(folder, jarName(jar))) !== jar.bytes);
}

async function bring(jar: Jar, place: string, { program, repository, download, signal }: ObtainOptions): Promise<void> {
  const url = `${repository.replace(/\/+$/, '')}/${jar.path}`;
  const staged = newPartFile(dirname(place));
  try {
    await download(url, staged, jar.bytes);
    const fault = faultOf(jar, staged);
    if (fault !== undefined)
      throw new EnvironmentError(
        `${url} is refused: ${fault}. Try again; if it stays so, something on the way changes it.`,
      );
    renameSync(staged, place);
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof EnvironmentError) throw cause;
    const reason = faultText(cause);
    throw new EnvironmentError(
      `${jarName(jar)} of ${program.name} cannot be had from ${repository}: ${reason}. Name a mirror of Maven Central in IG_MAVEN_REPOSITORY, or check the network; what was downloaded is kept.`,
    );
  } finally {
    rmSync(staged, { force: true });
  }
}

function takeLocal(jar: Jar, place: string, repository: string | undefined): boolean {
  if (repository === undefined) return false;
  const file = join(repository, jar.path);
  if (!existsSync(file) || faultOf(jar, file) !== undefined) return false;
  const staged = newPartFile(dirname(place));
  copyFileSync(file, staged);
  renameSync(staged, place);
  return true;
}

function faultOf(jar: Jar, file: string): string | undefined {
  const { size } = statSync(file);
  if (size !== jar.bytes) return `it has ${size} bytes, and ${jar.bytes} are wanted`;
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  return sha256 === jar.sha256 ? undefined : `its sha256 is ${sha256}, and ${jar.sha256} is wanted`;
}

function sizeOf(file: string): number | undefined {
  try {
    return statSync(file).size;
  } catch {
    return undefined; // not there, or in a folder that is none
  }
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
