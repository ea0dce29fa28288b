import { allOf, type CompletedCommand, type Value } from './tree.ts';

/** For Bash from 3.2 on, which macOS has. Where nothing is offered readline completes names of files, spaces included. */
export function bashCompletion(program: CompletedCommand, names: readonly string[]): string {
  const all = allOf(program);
  const values = all.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value === undefined
        ? []
        : [`    ${flags.map((flag) => `'${path} ${flag}'`).join('|')}) ${offer(value)} return ;;\n`],
    ),
  );
  const commands = all.map(({ path, options, commands: below, argument }) => {
    const flags = options.flatMap((option) => option.flags).join(' ');
    const words = below.map(({ name }) => name);
    return `    '${path}') flags='${flags}'; ${words.length > 0 ? `words='${words.join(' ')}'` : offerArgument(argument)} ;;\n`;
  });
  return `# Completion of ${names[0]} for Bash. In ~/.bashrc: source <(${names[0]} completion bash)
_${names[0]}() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD - 1]}"
  local path='' flags='' words='' kind='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$path/\${COMP_WORDS[i]}" in
      ${all
        .slice(1)
        .map(({ path }) => path)
        .join('|')}) path="$path/\${COMP_WORDS[i]}" ;;
    esac
  done
  COMPREPLY=()
  case "$path $prev" in
${values.join('')}  esac
  case "$path" in
${commands.join('')}  esac
  case "$cur" in -*) words="$flags"; kind='' ;; esac
  if [ "$kind" = folder ]; then
    local IFS=$'\\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -d -- "$cur"))
  elif [ "$kind" != file ]; then
    compopt +o default 2>/dev/null
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
  fi
}
complete -o default -F _${names[0]} ${names.join(' ')}
`;
}

function offer(value: Value): string {
  if (value === 'folder')
    return `compopt -o filenames 2>/dev/null; local IFS=$'\\n'; COMPREPLY=($(compgen -d -- "$cur"));`;
  if (value === 'file') return '';
  if (value === 'text') return 'compopt +o default 2>/dev/null;';
  return `COMPREPLY=($(compgen -W '${value.join(' ')}' -- "$cur"));`;
}

function offerArgument(value: Value | undefined): string {
  if (value === 'folder' || value === 'file') return `kind=${value}`;
  return `words='${value === undefined || value === 'text' ? '' : value.join(' ')}'`;
}
