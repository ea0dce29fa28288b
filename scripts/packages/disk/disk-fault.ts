import { diskFault } from '../../model/disk-fault.ts';
import { EnvironmentError } from '../../model/issue.ts';

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
  const fault = diskFault(error);
  return fault === undefined
    ? error
    : new EnvironmentError(`${folder} cannot be used: ${fault}. ${remedy}`, { cause: error });
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
