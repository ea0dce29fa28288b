import { Option } from '@commander-js/extra-typings';
import { type Language, languages } from '../../verifier/languages.ts';

/** The option of commands that speak more than one language. */
export function languageOption() {
  return new Option(
    '--lang <language>',
    'language of the help and of the text format: en, fr; by default English, and with --as-api and --search the language of the guide',
  ).choices(languages);
}

/** The language that a command line asks for: the help is written before its options are read. */
export function languageAsked(args: readonly string[]): Language {
  const at = args.findLastIndex((each) => each === '--lang' || each.startsWith('--lang='));
  const value = args[at]?.split('=')[1] ?? args[at + 1];
  return at !== -1 && value === 'fr' ? 'fr' : 'en';
}
