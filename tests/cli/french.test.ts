import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { expect, test } from 'vitest';
import { HELP } from '../../scripts/commands/french/help-texts.ts';
import { createProgram } from '../../scripts/program.ts';
import { ig, temporaryFolder } from './run-ig.ts';

/** What whoever writes to an API needs: these commands speak French in full, the others by their names. */
const IN_FULL = ['checker', 'doctor', 'explain-rule', 'help', 'validate'];

function textsOf(command: CommandUnknownOpts): string[] {
  const about = [...command.options, ...command.registeredArguments].map(({ description }) => description);
  return [command.summary(), command.description(), ...about].filter((text) => text !== '');
}

test('every help that is needed has its French, and no French is of a help that there is not', () => {
  const program = createProgram(new AbortController().signal) as CommandUnknownOpts;
  const full = program.commands.filter((command) => IN_FULL.includes(command.name()));
  expect(full).toHaveLength(IN_FULL.length);
  const wanted = [
    ...textsOf(program),
    ...program.commands.map((command) => command.summary()),
    ...full.flatMap(textsOf),
  ];
  expect(wanted.filter((text) => HELP[text] === undefined && text !== 'the shell')).toEqual([]);
  const all = new Set([program, ...program.commands].flatMap(textsOf));
  expect(Object.keys(HELP).filter((text) => !all.has(text))).toEqual([]);
});

test('the help speaks French where it is asked to, wherever that stands', async () => {
  const help = await ig(['help', 'validate', '--lang', 'fr']);
  expect(help.stdout).toMatch(/^Utilisation\u00a0: ig validate/);
  expect(help.stdout).toContain('affiche cette aide');
  expect(help.stdout).not.toMatch(/\b(the|of|with|choices|default)\b/);
  expect((await ig(['validate', '--help', '--lang=fr'])).stdout).toBe(help.stdout);
  expect((await ig(['--help', '--lang', 'fr'])).stdout).toContain('Commandes\u00a0:');
  expect((await ig(['help', 'validate', '--lang', 'xx'])).code).toBe(2);
});

test('the text format speaks French, and what programs read does not', async () => {
  const folder = temporaryFolder({
    'p.json': '{"resourceType":"Patient","gender":"man","gven":[],"birthDate":"2020-13-01"}',
  });
  const validate = (...args: string[]) =>
    ig(['validate', '--fhir-only', '--offline', '--quiet', 'p.json', ...args], { cwd: folder });
  const { code, stdout } = await validate('--lang', 'fr');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✖ erreur {2}p\.json:1:\d+ {2}Patient {2}Patient\.gender$/m);
  expect(stdout).toContain('La valeur «\u00a02020-13-01\u00a0», de type date, a le mois 13, qui n’existe pas.');
  expect(stdout).toContain('Patient n’a pas d’élément');
  expect(stdout).toMatch(/✖ 1 sur 1\u00a0ressource non valide, \d\u00a0erreurs, 1\u00a0avertissement \(/);
  const [json, french] = [await validate('--format', 'json'), await validate('--format', 'json', '--lang', 'fr')];
  const withoutTimes = (text: string) => text.replace(/"(?:seconds|date)": [^\n]*/g, '');
  expect(withoutTimes(french.stdout)).toBe(withoutTimes(json.stdout));
});
