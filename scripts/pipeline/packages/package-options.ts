import type { ReadPackage } from '../../packages/source/file-source.ts';

export interface PackageOptions {
  readonly signal: AbortSignal;
  /** Nothing may differ from the lockfile, and there must be one. */
  readonly frozen?: boolean;
  /** No registry is asked. */
  readonly offline?: boolean;
  /** Values of `--package`. */
  readonly added?: readonly string[];
  /** Reads those that are files or folders, for a package that was read already. */
  readonly readPackage?: ReadPackage;
  /** Whether the package cache is read from end to end, and what is damaged there installed again, before it is used. */
  readonly checksAll?: boolean;
  readonly onStep?: (text: string) => void;
}
