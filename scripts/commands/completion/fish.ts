import { quoted } from './quoted.ts';
import { allOf, type CompletedCommand, type Value } from './tree.ts';

/** For fish: a file of its folder of completions, or sourced. */
export function fishCompletion(program: CompletedCommand, [name = '', ...others]: readonly string[]): string {
  const all = allOf(program);
  const lines = all.flatMap(({ path, options, commands, argument }) => {
    const here = `complete -c ${name} -n "__${name}_is '${path}'"`;
    return [
      ...commands.map((each) => `${here} -a ${each.name} -d ${text(each.summary)}`),
      ...(argument === undefined || argument === 'text' ? [] : [`${here}${offer(argument)}`]),
      ...options.map(({ flags, value, description }) => {
        const named = flags.map((flag) => (flag.startsWith('--') ? ` -l ${flag.slice(2)}` : ` -s ${flag.slice(1)}`));
        return `${here}${named.join('')}${value === undefined ? '' : ` ${value === 'file' || value === 'folder' ? '-r' : '-x'}${offer(value)}`} -d ${text(description)}`;
      }),
    ];
  });
  return `# Completion of ${name} for fish: ${name} completion fish > ~/.config/fish/completions/${name}.fish
set -g __${name}_commands ${all
    .slice(1)
    .map(({ path }) => path)
    .join(' ')}
function __${name}_is
    set -l at ''
    for word in (commandline -opc)[2..-1]
        contains -- "$at/$word" $__${name}_commands; and set at "$at/$word"
    end
    test "$at" = "$argv[1]"
end
complete -c ${name} -f
${lines.join('\n')}
${others.map((other) => `complete -c ${other} -w ${name}\n`).join('')}`;
}

function text(description: string): string {
  return quoted(description.replaceAll('\\', '\\\\'), "\\'");
}

function offer(value: Value): string {
  if (value === 'file') return ' -F';
  if (value === 'folder') return " -a '(__fish_complete_directories)'";
  return value === 'text' ? '' : ` -a '${value.join(' ')}'`;
}
