import { lstatSync, type Stats } from 'node:fs';
import { EnvironmentError } from '../model/issue.ts';

/** A file that somebody named, or that lies in a folder, and that cannot be read. Uncaught it ends the run, as it should. */
export class FileFault extends EnvironmentError {
  readonly file: string;
  /** What is wrong, behind "cannot be read: ": `it is a pipe, not a file`. */
  readonly reason: string;
  /** The system's name of the error, such as EACCES; undefined for what was refused by its kind. */
  readonly errno: string | undefined;

  constructor(file: string, reason: string, errno?: string) {
    super(`${file} cannot be read: ${reason}.`);
    this.file = file;
    this.reason = reason;
    this.errno = errno;
  }

  /** There is nothing by that name, so that a file that need not be is simply not there; a link to nothing is something. */
  get isAbsent(): boolean {
    return this.reason === REASONS.ENOENT;
  }

  get isTooLong(): boolean {
    return this.errno === TOO_LONG;
  }
}

/** The system's name for it; what it says of a file that it cannot hold is the same to us. */
export const TOO_LONG = 'EFBIG';

const REASONS = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'part of its path is no folder',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EACCES: 'its permissions do not allow it',
  EPERM: 'its permissions do not allow it',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'it is a socket, not a file',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
} as const;

/** What a system error says, in words. */
export function faultOf(file: string, error: unknown): FileFault {
  if (error instanceof FileFault) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === 'ENOENT' && isLink(file))
    return new FileFault(file, 'it is a link to something that does not exist', code);
  if (code === 'ENOENT' && file.includes('\ufffd')) return new FileFault(file, 'its name is not in UTF-8', code);
  const known = code === undefined ? undefined : REASONS[code as keyof typeof REASONS];
  return new FileFault(file, known ?? (error instanceof Error ? error.message : String(error)), code);
}

/** Why what lies there is nothing to read from its beginning to its end; undefined for a regular file. */
export function kindFault(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return REASONS.EISDIR;
  if (stats.isFIFO()) return 'it is a pipe, not a file';
  if (stats.isSocket()) return REASONS.ENXIO;
  return 'it is a device, not a file';
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
