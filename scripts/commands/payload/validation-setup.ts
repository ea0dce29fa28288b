import type { ValidationOptions } from '../../pipeline/validation.ts';

/** All that a thread needs to make the validator that the command made; it is copied to the thread. */
export interface ValidationSetup {
  readonly project: string;
  readonly options: Omit<ValidationOptions, 'signal' | 'onStep' | 'inquiry'>;
  /** Values of `--profile`. */
  readonly profiles: readonly string[];
  /** Whether what the loaded packages cannot decide is asked of a terminology server. */
  readonly asks?: boolean;
}
