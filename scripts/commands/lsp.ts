import type { Command } from '@commander-js/extra-typings';
import { toolchainFolder } from '../pipeline/guide/toolchain.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';

export function registerLsp(program: Command, { version }: CommandContext): void {
  program
    .command('lsp')
    .summary('serve an editor over the Language Server Protocol')
    .description(
      'A language server for FSH on standard input and output, for editors to start: findings as you type, completion,\nand what stands behind a name. docs/editors.md tells how editors are set up.',
    )
    .option('--stdio', 'as editors say it; there is nothing else', true)
    .option('--offline', 'ask no FHIR registry', false)
    .action(async ({ offline }) => {
      // Of no use to any other command, and so not loaded by them.
      const { serveEditor } = await import('../language/server/serve.ts');
      const exitCode = await serveEditor({
        version,
        rules: knownRules,
        programFolder: toolchainFolder,
        offline,
        input: process.stdin,
        output: process.stdout,
        log: (line) => process.stderr.write(`ig: ${line}\n`),
      });
      process.exit(exitCode); // a client that hangs may still hold our streams
    });
}
