import { EnvironmentError } from '../model/issue.ts';
import type { CheckOptions } from '../pipeline/checker/checker.ts';
import { type Language, languages } from './languages.ts';
import type { ReportFormat } from './write-report.ts';

/** What a command line asks for. */
export interface Asked {
  readonly kind: 'check';
  readonly files: readonly string[];
  readonly searches: readonly string[];
  readonly format: ReportFormat;
  readonly verbose: boolean;
  /** Absent where it is the guide's. */
  readonly lang?: Language;
  readonly options: Pick<CheckOptions, 'as' | 'profiles' | 'context'>;
}

export const HELP = `Usage: node verifier.mjs [options] [file...]

Says what the API of the guide would answer to payloads and searches. Nothing is sent anywhere.

Arguments:
  file                    JSON, or NDJSON with one payload a line; - for standard input

Options:
  --search <url>          judge a search request; repeatable
  --context <name=value>  a fact of the session, such as oid=1.2.3; repeatable
  --fhir                  hold the files against FHIR and the profiles that they name, whatever the API says
  --profile <canonical>   hold the files against this profile too; repeatable
  --format <format>       text or json (default: text)
  --lang <language>       of the help and of the format text: en or fr (default: that of the guide)
  --verbose               text: every finding and every note
  --version               the versions of the guide, of its packages and of the toolchain
  --help                  this text

Exit codes: 0 accepted, 1 refused or not valid, 2 could not run.
`;

const TAKING = new Set(['--search', '--context', '--profile', '--format', '--lang']);

/** @throws EnvironmentError for what is no such command line */
export function readArguments(
  given: readonly string[],
): Asked | ({ readonly kind: 'help' } & Pick<Asked, 'lang'>) | { readonly kind: 'version' } {
  const values = new Map<string, string[]>();
  const files: string[] = [];
  const rest = given.flatMap((each) => {
    const [, name, value] = /^(--[a-z]+)=(.*)$/s.exec(each) ?? [];
    return name !== undefined && value !== undefined && TAKING.has(name) ? [name, value] : [each];
  });
  let isOver = false;
  let isHelp = false;
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    if (isOver || next === '-' || !next.startsWith('-')) files.push(next);
    else if (next === '--') isOver = true;
    else if (next === '--help' || next === '-h') isHelp = true;
    else if (next === '--version' && !isHelp) return { kind: 'version' };
    else if (TAKING.has(next)) {
      const value = rest.shift();
      if (value === undefined) throw new EnvironmentError(`${next} needs a value. See --help.`);
      values.set(next, [...(values.get(next) ?? []), value]);
    } else if (next === '--fhir' || next === '--verbose') values.set(next, []);
    else throw new EnvironmentError(`There is no option ${next}. See --help.`);
  }
  const lang = languageIn(values.get('--lang')?.at(-1));
  if (isHelp) return { kind: 'help', ...lang };
  const searches = values.get('--search') ?? [];
  if (files.length + searches.length === 0)
    throw new EnvironmentError('Name a file, or --search with a URL. See --help.');
  const format = values.get('--format')?.at(-1) ?? 'text';
  if (format !== 'text' && format !== 'json') throw new EnvironmentError(`--format is text or json, not "${format}".`);
  const context = Object.fromEntries((values.get('--context') ?? []).map(fact));
  const isFhir = values.has('--fhir');
  return {
    kind: 'check',
    files,
    searches,
    format,
    verbose: values.has('--verbose'),
    ...lang,
    options: { as: isFhir ? 'fhir' : 'request', profiles: values.get('--profile') ?? [], context },
  };
}

function languageIn(given: string | undefined): Pick<Asked, 'lang'> {
  if (given === undefined) return {};
  const lang = languages.find((each) => each === given);
  if (lang === undefined) throw new EnvironmentError(`--lang is en or fr, not "${given}".`);
  return { lang };
}

function fact(given: string): [string, string] {
  const [, name, value] = /^(\w+)=(.+)$/s.exec(given) ?? [];
  if (name === undefined || value === undefined)
    throw new EnvironmentError(`--context must be name=value, not "${given}".`);
  return [name, value];
}
