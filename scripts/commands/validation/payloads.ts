import { closeSync, type Dirent, existsSync, openSync, readdir, readSync, type Stats, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { FileFault, faultOf, kindFault } from '../../files/file-fault.ts';
import { listFolder } from '../../files/list-folder.ts';
import { EnvironmentError, type Issue } from '../../model/issue.ts';
import { isStandardInput } from '../payload/read-payloads.ts';

/** What the arguments of `ig validate` stand for. */
export interface PayloadFiles {
  /** In the order of the arguments, and in a folder of their names. */
  readonly files: readonly string[];
  /** What lies in a folder that was named, and is no file to validate. */
  readonly faults: readonly FileFault[];
  /** What lies there in XML, which is not read. */
  readonly unread: readonly string[];
}

/**
 * The files that the arguments of `ig validate` stand for: a file, a folder with all below it, a glob, a pipe, `-`.
 * @throws EnvironmentError for an argument that stands for nothing, which a silent pass would hide, or for a socket,
 *   a device or a file that cannot be read
 */
export async function payloadFiles(paths: readonly string[]): Promise<PayloadFiles> {
  const files: string[] = [];
  const faults: FileFault[] = [];
  const unread: string[] = [];
  for (const path of paths) {
    const found = isStandardInput(path) ? { ...nothing, files: [path] } : await filesOf(path);
    if (found.files.length + found.faults.length === 0) throw new EnvironmentError(nothingAt(path));
    for (const file of found.files) files.push(file); // there is no room for a hundred thousand as arguments
    for (const fault of found.faults) faults.push(fault);
    for (const file of found.unread) unread.push(file);
  }
  return { files: [...new Set(files)], faults, unread };
}

const nothing: PayloadFiles = { files: [], faults: [], unread: [] };
const NAMED = 10;

/** What to say of XML in a folder: that nobody has looked at it, by name; undefined where there is none. */
export function unreadIssue(unread: readonly string[]): Issue | undefined {
  if (unread.length === 0) return undefined;
  const subject = unread.length === 1 ? 'A file in XML was' : `${unread.length} files in XML were`;
  const named = unread.slice(0, NAMED).join(', ');
  const more = unread.length > NAMED ? ` and ${unread.length - NAMED} others` : '';
  const message = `${subject} not checked, because only JSON is read: ${named}${more}. Convert them to JSON.`;
  return { severity: 'information', code: 'not-supported', rule: 'not-checked', message };
}

async function filesOf(path: string): Promise<PayloadFiles> {
  const stats = statOf(path);
  if (stats === undefined) return isDynamicPattern(path) ? matching(path) : nothing;
  if (stats.isDirectory()) return filesIn(path);
  // A pipe that is named is meant; one that lies in a folder is not.
  const fault = stats.isFIFO() ? undefined : kindFault(stats);
  if (fault !== undefined) throw new FileFault(path, fault);
  return { ...nothing, files: [path] };
}

/** A package's folder holds its manifest too, which is no resource; what is hidden is nobody's. */
function filesIn(folder: string): PayloadFiles {
  const isHidden = (name: string) => /(^|\/)\./.test(name);
  const { files, faults } = listFolder(folder, {
    wants: (name) => /\.(json|ndjson|xml)$/.test(name) && !/(^|\/)package\.json$/.test(name) && !isHidden(name),
    enters: (name) => !/(^|\/)node_modules$/.test(name) && !isHidden(name),
  });
  const all = files.map(({ name }) => join(folder, name)).toSorted();
  return {
    files: all.filter((file) => !file.endsWith('.xml')),
    unread: all.filter((file) => file.endsWith('.xml') && isFhirXml(file)),
    faults: faults
      .filter(({ name }) => !name.endsWith('.xml'))
      .map(({ name, reason }) => new FileFault(join(folder, name), reason)),
  };
}

/** Enough of a file to see its first element behind a declaration and a comment. */
const HEAD_BYTES = 4_096;

/** Whether it says that it is of FHIR; a pom.xml is nobody's resource. */
function isFhirXml(file: string): boolean {
  try {
    return readStart(file, HEAD_BYTES).includes('http://hl7.org/fhir"');
  } catch {
    return false;
  }
}

function readStart(file: string, bytes: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const start = Buffer.alloc(bytes);
    return start.toString('latin1', 0, readSync(descriptor, start));
  } finally {
    closeSync(descriptor);
  }
}

/** A pattern as it is matched: where folders are separated by `\\`, that is what it means, and no escape. */
export function matchedPattern(pattern: string, separator: string = sep): string {
  return separator === '\\' ? pattern.replaceAll('\\', '/') : pattern;
}

async function matching(pattern: string): Promise<PayloadFiles> {
  const found = await glob(matchedPattern(pattern), { absolute: false, fs: { readdir: everyFile as typeof readdir } });
  const faults = found.flatMap((file) => faultAt(file) ?? []);
  const faulty = new Set(faults.map(({ file }) => file));
  return { files: found.filter((file) => !faulty.has(file)).toSorted(), faults, unread: [] };
}

function faultAt(file: string): FileFault | undefined {
  try {
    const reason = kindFault(statSync(file));
    return reason === undefined ? undefined : new FileFault(file, reason);
  } catch (error) {
    return faultOf(file, error);
  }
}

/** As fs.readdir, but that whatever is no folder passes for a file: a search for files is silent about a broken link. */
function everyFile(
  folder: string,
  options: { readonly withFileTypes: true },
  take: (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void,
): void {
  readdir(folder, options, (error, entries) => {
    for (const entry of entries ?? []) if (isOther(entry)) entry.isFile = () => true;
    take(error, entries);
  });
}

function isOther(entry: Dirent): boolean {
  if (entry.isFile() || entry.isDirectory()) return false;
  return !entry.isSymbolicLink() || !existsSync(join(entry.parentPath, entry.name));
}

/** @throws FileFault for what is there and cannot be looked at, such as a link to nothing */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch (error) {
    const fault = faultOf(path, error);
    if (fault.isAbsent || fault.errno === 'ENOTDIR' || (fault.errno === 'ENAMETOOLONG' && isDynamicPattern(path)))
      return undefined;
    throw fault;
  }
}

function nothingAt(path: string): string {
  if (isDynamicPattern(path))
    return `The pattern ${path} fits no file. Check it, and quote it so that the shell leaves it alone.`;
  return statOf(path)?.isDirectory() === true
    ? `The folder ${path} holds no .json or .ndjson file. Name the folder that has the resources.`
    : `There is no file ${path}. Check the path.`;
}
