import { EnvironmentError } from '../model/issue.ts';

const DISK_FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'it is on a read-only disk',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  ENOTDIR: 'part of the path is a file',
  EEXIST: 'part of the path is a file',
};

/** Says in one sentence why the package cache cannot be used; every other error is handed back as it is. */
export function asCacheError(error: unknown, folder: string): unknown {
  return asFolderError(
    error,
    `The package cache ${folder}`,
    'Set IG_CACHE to a folder that can be written, or make room there.',
  );
}

/** The same for any other folder that is written to. */
export function asFolderError(error: unknown, folder: string, remedy: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const fault = DISK_FAULTS[code];
  return fault === undefined
    ? error
    : new EnvironmentError(`${folder} cannot be used: ${fault}. ${remedy}`, { cause: error });
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
