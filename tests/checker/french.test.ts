import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { apiRules as ofApi } from '../../scripts/api/rules.ts';
import { fileRules as ofFiles } from '../../scripts/files/rules.ts';
import type { StructureDefinition } from '../../scripts/model/fhir.ts';
import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { rules as ofValidator } from '../../scripts/validate/finding/rules.ts';
import { openedPackages, projectFolder } from '../guide/compile-guide.ts';
import { CONSTRAINTS, frenchOf, inFrench, RULES } from './french.ts';

test('each rule that a payload can break says in French what it asks for', () => {
  const names = [ofApi, ofFiles, ofValidator].flatMap((rules) => Object.keys(rules));
  expect(names.length).toBeGreaterThan(100);
  expect(names.filter((name) => RULES[name] === undefined)).toEqual([]);
});

test('each constraint of FHIR on what travels with the API has a French sentence', async () => {
  const definitions = createDefinitions(await openedPackages());
  const constraints = new Set<string>();
  const seen = new Set<string>();
  const rest = ['Bundle', 'Observation', 'Device', 'OperationOutcome', 'Parameters', 'vitalsigns', 'Extension'];
  for (let name = rest.pop(); name !== undefined; name = rest.pop()) {
    const found = definitions.resolve(`http://hl7.org/fhir/StructureDefinition/${name}`)?.resource;
    if (found === undefined || seen.has(name)) continue;
    seen.add(name);
    for (const { constraint = [], type = [] } of (found as unknown as StructureDefinition).snapshot?.element ?? []) {
      for (const { key } of constraint) constraints.add(key);
      rest.push(...type.map(({ code }) => code));
    }
  }
  expect(constraints.size).toBeGreaterThan(40);
  expect([...constraints].filter((key) => CONSTRAINTS[key] === undefined)).toEqual([]);
});

/** Of resources that the API refuses, whatever else is wrong with them. */
const OTHERS = /^(?:questionnaire|structure-definition|canonical-resource|narrative|measure-report)\//;

/** Made of parts: tests/checker/french-findings.ts meets these whole. */
const COMPOSED = new Set([
  'An Observation should have x, unless it is not known.',
  'x has no property "x".x',
  'The x "x" x.',
  'FHIR R4 has no resource type "x".x',
  'x occurs once: give x, not an array.',
  'The extension has x; it must have one of the two.',
  'No loaded package defines the x x. x',
  'The extension x has no part "x".x',
  'The extension x is x',
  'x...',
  'x: x',
  'The profile x x',
  'x is not in the value set x',
  'x, from which the code must come.x',
  'x, from which the code should come unless none of its codes fits.x',
  'The code system x has no code "x".x',
  'No loaded package defines the system x.x',
  'x It searches x: write x?name=value&…',
  'The API does not know the parameter "x", and may ignore or refuse it. x',
  'Taken for a searchx: x are given.',
  'This is what an API answers, and no request. x.',
]);

test('each message in the source of the engine has a French sentence', () => {
  const messages = ['validate', 'api', 'files'].flatMap((room) => {
    const folder = join(projectFolder, 'scripts', room);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return names
      .filter((name) => name.endsWith('.ts') && !OTHERS.test(name))
      .flatMap((name) => literals(readFileSync(join(folder, name), 'utf8')));
  });
  expect(messages.length).toBeGreaterThan(100);
  const without = messages.filter(
    (message) => !COMPOSED.has(message) && frenchOf({ rule: 'cardinality', message }) === undefined,
  );
  expect(without).toEqual([]);
  expect([...COMPOSED].filter((message) => !messages.includes(message))).toEqual([]);
});

/** What a message is set to in the source, with `x` for each value in it. */
function literals(source: string): string[] {
  return [...source.matchAll(/(?:\bmessage(?::| =)|\breport\(\s*'[\w-]+',)\s*(['`])/g)].map((match) => {
    const quote = match[1];
    let text = '';
    for (let at = match.index + match[0].length; source[at] !== quote; at++) {
      if (source[at] === '\\') text += source[++at];
      else if (quote === '`' && source.startsWith('${', at)) {
        let depth = 1;
        for (at += 2; depth > 0; at++) depth += source[at] === '{' ? 1 : source[at] === '}' ? -1 : 0;
        at--;
        text += 'x';
      } else text += source[at];
    }
    return text;
  });
}

/** With spaces that break, as an editor writes them. */
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

test('what was found stands in the French sentence, and a suggestion is left to the page', () => {
  const said = (rule: string, message: string) => plain(frenchOf({ rule, message }));
  expect(said('primitive-format', 'The dateTime "2026-13-45" has the month 13, which does not exist.')).toBe(
    'La valeur « 2026-13-45 », de type dateTime, a le mois 13, qui n’existe pas.',
  );
  expect(said('unknown-property', 'Observation has no property "sujet". Did you mean "subject"?')).toBe(
    'Observation n’a pas d’élément « sujet ».',
  );
  const unknown =
    'The profile http://x is not loaded, so the resource was not held against it. Add the package that has it.';
  const french = 'Le profil http://x est inconnu de ce vérificateur : la ressource n’y a pas été confrontée.';
  expect(said('profile-unknown', unknown)).toBe(french);
  for (const [names, inFrench] of [
    ['a#1 and b#2', 'a#1 et b#2'],
    ['a#1 and 4 others', 'a#1 et 4 autres'],
  ])
    expect(
      said('profile-unknown', `${names} are stand-ins, which may lack what the published packages have: ${unknown}`),
    ).toBe(`${french} Ce guide emploie un substitut qui peut ne pas tout avoir : ${inFrench}.`);
  const other = { rule: 'questionnaire-item', message: 'Nobody has said this before.' };
  expect([frenchOf(other), inFrench(other)]).toEqual([undefined, RULES['questionnaire-item']]);
});
