/** What a file system answers, as the end of the sentence "… cannot be written: ", and what to do then. */
const FAULTS: Readonly<Record<string, readonly [fault: string, remedy: string]>> = {
  EACCES: ['it may not be written', 'Check its permissions, or name another place.'],
  EPERM: ['it may not be written', 'Check its permissions, or name another place.'],
  EROFS: ['it is on a read-only disk', 'Name a place on another disk.'],
  ENOSPC: ['the disk is full', 'Make room there.'],
  EDQUOT: ['the quota is used up', 'Make room there.'],
  ENOTDIR: ['part of the path is a file', 'Name a place in a folder.'],
  EEXIST: ['something else has its name', 'Move that away, or name another place.'],
  EISDIR: ['it is a folder', 'Name a file.'],
  ENOENT: ['its folder is not there', 'Make the folder first, or name another place.'],
  ENAMETOOLONG: ['a name in its path is too long', 'Name a place with shorter names.'],
  ELOOP: ['its path is a circle of links', 'Correct the links, or name another place.'],
  EBUSY: ['it is in use', 'End the program that uses it.'],
  EMFILE: ['too many files are open', 'Raise the limit of open files (ulimit -n).'],
  ENFILE: ['too many files are open', 'Raise the limit of open files (ulimit -n).'],
  EFBIG: ['it is larger than a file may be here', 'Raise the limit of file sizes (ulimit -f), or name another disk.'],
  ENXIO: ['it is a socket, or a pipe that nobody reads', 'Name a file.'],
  EPIPE: ['whoever read the pipe has stopped', 'Name a file.'],
  EIO: ['the disk fails', 'Check the disk.'],
};

/** Whether the file system has refused something. */
export function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

/** Why something could not be written: the fault; undefined for an error of another kind. */
export function diskFault(error: unknown): string | undefined {
  return faultOf(error)?.[0];
}

/** The fault and what to do, as the end of the sentence "Cannot write …: ". */
export function faultAndRemedy(error: unknown): string {
  const [fault, remedy] = faultOf(error) ?? [
    'the system refuses it',
    'Check that its folder may be written and has room.',
  ];
  return `${fault}. ${remedy}`;
}

function faultOf(error: unknown): readonly [fault: string, remedy: string] | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return Object.hasOwn(FAULTS, code) ? FAULTS[code] : undefined;
}
