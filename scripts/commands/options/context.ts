/** What every command gets from ig.ts. */
export interface CommandContext {
  /** Of the toolchain, for the report. */
  readonly version: string;
  /** Aborted by Ctrl-C and SIGTERM, with the reason to print. */
  readonly signal: AbortSignal;
}
