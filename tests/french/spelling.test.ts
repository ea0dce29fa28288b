import { readFileSync } from 'node:fs';
import dictionary from 'dictionary-fr';
import nspell from 'nspell';
import { describe, expect, test } from 'vitest';
import { diagramProse, fragmentProse, fshProse, type ProseLine, pageProse, templateProse } from './prose.ts';
import { wordsOf } from './words.ts';

const speller = nspell(dictionary);
/** Words of this guide that the dictionary does not have; read by a person before they came here. */
const reviewed = new Set(
  readFileSync(new URL('words.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#')),
);
const met = new Set<string>();

function isKnown(word: string): boolean {
  const isInDictionary = (text: string) => speller.correct(text) || speller.correct(text.toLowerCase());
  if (isInDictionary(word) || word.split('-').every((part) => part === part.toUpperCase() || isInDictionary(part)))
    return true;
  const found = [word, word.toLowerCase()].find((form) => reviewed.has(form));
  if (found !== undefined) met.add(found);
  return found !== undefined;
}

function misspelt(lines: readonly ProseLine[]): string[] {
  return lines.flatMap(({ file, line, text }) =>
    wordsOf(text)
      .filter((word) => !isKnown(word))
      .map((word) => `${file}:${line} ${word}`),
  );
}

describe('the French of the guide is spelt as the dictionary has it', () => {
  test('pages', () => expect(misspelt(pageProse())).toEqual([]));
  test('diagrams', () => expect(misspelt(diagramProse())).toEqual([]));
  test('profiles, terminology and examples', () => expect(misspelt(fshProse())).toEqual([]));
  test('template', () => expect(misspelt(templateProse())).toEqual([]));
  test('a fault is found, with its line', () => {
    expect(misspelt([{ file: 'page.md', line: 3, text: "L'usager mesurre son poids." }])).toEqual([
      'page.md:3 mesurre',
    ]);
  });
  test('every word of the list is needed', () => {
    expect([...reviewed].filter((word) => !met.has(word))).toEqual([]);
  });
  test('names out of code are no words', () => {
    expect(wordsOf('request.ifNoneExist vaut identifier=urn:oid:[OID]|x, en mg/dL, pour MESDevice')).toEqual([
      'vaut',
      'en',
      'pour',
    ]);
  });
});

describe('French typography', () => {
  const lines = [...pageProse(), ...fragmentProse(), ...diagramProse()];
  const told = (pattern: RegExp) =>
    lines.flatMap(({ file, line, text }) => (pattern.test(text) ? [`${file}:${line} ${text.trim()}`] : []));

  test('a no-break space stands before : ; ? ! and inside « »', () => {
    expect(lines.length).toBeGreaterThan(500);
    expect(told(/(?<![|:-]) [:;?!»]|« |«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»/)).toEqual([]);
  });

  test('no space stands before a full stop or a comma', () => {
    expect(told(/[\p{L}\d] [.,](?!\.)/u)).toEqual([]);
  });

  test('no word is written twice in a row', () => {
    expect(told(/(?<![\p{L}-])(\p{L}{3,}) \1(?![\p{L}-])/iu)).toEqual([]);
  });
});
