import { Argument, type Command } from '@commander-js/extra-typings';
import { bashCompletion } from './completion/bash.ts';
import { fishCompletion } from './completion/fish.ts';
import { completedProgram } from './completion/tree.ts';
import { zshCompletion } from './completion/zsh.ts';
import { knownRules } from './options/known-rules.ts';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** The names that the program is installed by: bin/pack.js gives it the second one. */
const NAMES = ['ig', 'fhir-ig'];

export function registerCompletion(program: Command): void {
  program
    .command('completion')
    .summary('print what makes a shell complete commands and options')
    .description(
      'Prints a script for bash, zsh or fish, made from the commands of this version.\nBash, in ~/.bashrc: source <(ig completion bash)\nzsh, in ~/.zshrc behind compinit: source <(ig completion zsh)\nfish, once: ig completion fish > ~/.config/fish/completions/ig.fish',
    )
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(shells) as (keyof typeof shells)[]))
    .action((shell) => {
      const words = { rule: Object.keys(knownRules).sort() };
      process.stdout.write(shells[shell](completedProgram(program, words), NAMES));
    });
}
