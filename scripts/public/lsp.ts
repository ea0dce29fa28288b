import type { Readable, Writable } from 'node:stream';
import { knownRules } from '../commands/options/known-rules.ts';
import { toolchainFolder, toolchainVersion } from '../pipeline/guide/toolchain.ts';

export interface ServeOptions {
  /** Where the client's messages come from, framed as the protocol says: a socket, a pipe. */
  readonly input: Readable;
  /** Where the answers go. */
  readonly output: Writable;
  /** No registry is asked. */
  readonly offline?: boolean;
  /** For what cannot be said to the client, a line at a time. */
  readonly log?: (line: string) => void;
}

/**
 * Serves one editor over the Language Server Protocol, as `ig lsp` does on its standard streams. What takes long is done
 * in threads of its own.
 * @returns when the client has asked to end (0), went away without a word (1), or said what is not of the protocol (2)
 * @see https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
 */
export async function serve(options: ServeOptions): Promise<number> {
  const { input, output, offline = false, log = () => {} } = options;
  const { serveEditor } = await import('../language/server/serve.ts');
  return serveEditor({
    version: toolchainVersion(),
    rules: knownRules,
    programFolder: toolchainFolder,
    offline,
    input,
    output,
    log,
  });
}
