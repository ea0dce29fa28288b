import { quoted } from './quoted.ts';
import { allOf, type CompletedCommand, type Value } from './tree.ts';

/** For zsh: a file of its `fpath`, or sourced behind compinit. */
export function zshCompletion(program: CompletedCommand, names: readonly string[]): string {
  const all = allOf(program);
  const values = all.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value === undefined
        ? []
        : [`    (${flags.map((flag) => `'${path} ${flag}'`).join('|')}) ${offer(value)}; return ;;\n`],
    ),
  );
  const options = all.map(({ path, options: own }) => {
    const described = own.flatMap(({ flags, description }) => flags.map((flag) => item(flag, description)));
    return `      ('${path}') list=(${described.join(' ')}) ;;\n`;
  });
  const places = all.map(({ path, commands, argument }) => {
    const described = commands.map(({ name, summary }) => item(name, summary));
    const offered = described.length > 0 ? `list=(${described.join(' ')}); _describe command list` : offer(argument);
    return `    ('${path}') ${offered} ;;\n`;
  });
  return `#compdef ${names.join(' ')}
# Completion of ${names[0]} for zsh. In ~/.zshrc, behind compinit: source <(${names[0]} completion zsh)
_${names[0]}() {
  local at='' i
  local -a list
  for ((i = 2; i < CURRENT; i++)); do
    case "$at/\${words[i]}" in
      (${all
        .slice(1)
        .map(({ path }) => path)
        .join('|')}) at="$at/\${words[i]}" ;;
    esac
  done
  case "$at \${words[CURRENT - 1]}" in
${values.join('')}  esac
  if [[ "\${words[CURRENT]}" == -* ]]; then
    case "$at" in
${options.join('')}    esac
    _describe -o option list
    return
  fi
  case "$at" in
${places.join('')}  esac
}
if [[ "$funcstack[1]" == _${names[0]} ]]; then _${names[0]} "$@"; else compdef _${names[0]} ${names.join(' ')}; fi
`;
}

function item(name: string, description: string): string {
  return quoted(`${name}:${description}`, "'\\''");
}

function offer(value: Value | undefined): string {
  if (value === undefined || value === 'text') return ':';
  if (value === 'folder') return '_files -/';
  return value === 'file' ? '_files' : `compadd -- ${value.join(' ')}`;
}
