import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectFolder } from './compile-guide.ts';

const folder = join(projectFolder, 'input', 'fsh');
const sources = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.fsh'))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const source = (name: string) => sources.get(name) ?? '';

/** What FSH and the configuration cannot say once is held together here. */
test('aliases stand in one file', () => {
  const elsewhere = [...sources].filter(([name, text]) => name !== 'aliases.fsh' && /^Alias:/m.test(text));
  expect(elsewhere.map(([name]) => name)).toEqual([]);
});

/** What readers are told may name a URL again. */
const isProse = (line: string) => /^\s*(\/\/|Title:|Description:|\* #)| \^(short|definition) = /.test(line);

test('a URL stands once', () => {
  const places = new Map<string, string[]>();
  for (const [name, text] of sources)
    for (const line of text.split('\n').filter((each) => !isProse(each)))
      for (const [url] of line.matchAll(/\bhttps?:\/\/[^\s"'|)]+/g))
        places.set(url, [...(places.get(url) ?? []), name]);
  expect(places.size).toBeGreaterThan(20);
  expect([...places].filter(([, names]) => names.length > 1)).toEqual([]);
});

test('the codes of a search stand in their value set, and the rule on them asks that', () => {
  const invariant = /^Invariant: mes-rech-code\n[\s\S]*?\n\n/m.exec(source('invariants/recherche.fsh'))?.[0];
  expect(invariant).toContain('/ValueSet/mes-code-recherche');
  expect(invariant).not.toMatch(/\d{4}-\d/);
});

test('the URLs of the measures are the same in the profiles, the rule on meta.profile and the configuration', () => {
  const suffixes = [...sources.values()]
    .flatMap((text) => [...text.matchAll(/^\* insert ObservationMes\((\w+)\)/gm)])
    .map(([, suffix = '']) => suffix)
    .sort();
  expect(suffixes.length).toBe(11);
  const named = /mes-observation-\(([\w|]+)\)/.exec(source('invariants/mesure.fsh'))?.[1]?.split('|');
  expect(named?.sort()).toEqual(suffixes);
  const config = parse(readFileSync(join(projectFolder, 'sushi-config.yaml'), 'utf8'));
  const urls: string[] = config.parameters['special-url'];
  expect(urls.map((url) => url.split('/mes-observation-')[1]).sort()).toEqual(suffixes);
});

test('a canonical of the guide is written by its name', () => {
  const written = [...sources].flatMap(([name, text]) =>
    [...text.matchAll(/^\* \S*(?:rofile|definition)\S* = "(https:\/\/\S+)"$/gm)].map(([, url]) => `${name}: ${url}`),
  );
  expect(written).toEqual([]);
});
