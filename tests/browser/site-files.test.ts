import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readArchiveFiles } from '../../scripts/packages/source/archive-files.ts';
import { isWithout, site } from './published-site.ts';

/** The pages of the template; those of the Publisher's own quality report are its own. */
const pages = isWithout
  ? []
  : readdirSync(site)
      .filter((name) => name.endsWith('.html') && !name.startsWith('qa'))
      .map((name) => ({ name, html: readFileSync(join(site, name), 'utf8') }));

describe.skipIf(isWithout)('the files of the published site', () => {
  test('are the pages of the guide, one for each artefact, and what can be downloaded', () => {
    const { definition } = readJson('ImplementationGuide-ans.fhir.fr.mesmesures.json') as ImplementationGuide;
    const artefacts = definition.resource.map(({ reference }) => `${reference.reference.replace('/', '-')}.html`);
    for (const name of ['index.html', 'toc.html', 'artifacts.html', 'qa.html', 'package.tgz', 'full-ig.zip']) {
      expect(existsSync(join(site, name)), name).toBe(true);
    }
    expect(artefacts.length).toBeGreaterThan(13);
    expect(artefacts.filter((name) => !existsSync(join(site, name)))).toEqual([]);
  });

  test('load nothing from elsewhere', () => {
    const loads =
      /<(?:img|script|iframe|source|embed)\b[^>]*\bsrc\s*=\s*["'](?:https?:)?\/\/|<link\b[^>]*\bhref\s*=\s*["']https?:|url\(\s*["']?https?:/i;
    expect(pages.filter(({ html }) => loads.test(html)).map(({ name }) => name)).toEqual([]);
  });

  test('tell nothing of the machine that made them', () => {
    const told = pages.filter(({ html }) => /temp\/pages|\/home\/|file:\/\//.test(html));
    expect(told.map(({ name }) => name)).toEqual([]);
  });

  test('tell nothing of it in the reports of the Publisher and in the package either', async () => {
    const canonical = 'https://interop.esante.gouv.fr/ig/fhir/mesmesures';
    for (const name of readdirSync(site).filter((each) => /^qa[\w.-]*\.(html|txt|xml|json)$/.test(each)))
      expect(readFileSync(join(site, name), 'utf8'), name).not.toMatch(/\.run-\d|file:\/\/\//);
    const files = await readArchiveFiles(join(site, 'package.tgz'));
    expect(JSON.parse(String(files.get('package/package.json')))).toMatchObject({ url: canonical });
  });

  test('show no glyph that a font may lack, no empty expansion, and no English of the Publisher', () => {
    const told = (pattern: RegExp) => pages.filter(({ html }) => pattern.test(html)).map(({ name }) => name);
    expect(told(/&#x1F4E6;|&#x1F4CD;|&#x1F517;|\u{1F4E6}|\u{1F4CD}|\u{1F517}/u)).toEqual([]);
    expect(told(/No Expansion/)).toEqual([]);
    expect(told(/Stand-in for|<b>Package /)).toEqual([]);
    expect(told(/code system <code>|following codes:|<li>Include |always shown, while <b>|<\/b>istory on /)).toEqual(
      [],
    );
    expect(told(/(?<!\d)1 éléments|>Binding<|Slice: |Information Source:/)).toEqual([]);
  });

  test('say in one line that packages are stand-ins, with a link to what that means', () => {
    const home = pages.find(({ name }) => name === 'index.html')?.html ?? '';
    expect(home).toMatch(/7 de ces paquets sont ici des copies .*<a href="downloads\.html#substitution">/);
  });

  test('have every code of a value set of the guide', () => {
    const page = pages.find(({ name }) => name === 'ValueSet-mes-code-recherche.html')?.html ?? '';
    const [, expansion = ''] = page.split('id="contenu-etendu"');
    for (const code of ['29463-7', '2345-7', '4548-4', 'MED-969', 'MED-972', '8867-4'])
      expect(expansion).toContain(`<code>${code}</code>`);
  });

  test('list artefacts by flow, a transaction before its answer', () => {
    const html = pages.find(({ name }) => name === 'artifacts.html')?.html ?? '';
    const places = ['MESBundleAlimentation', 'MESBundleAlimentationReponse', 'MESBundleRecherche'].map((id) =>
      html.indexOf(`"StructureDefinition-${id}.html"`),
    );
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('have no narrative that failed', () => {
    const failed = pages.filter(({ html }) => /Exception lors de|Cannot invoke|Liquid error/.test(html));
    expect(failed.map(({ name }) => name)).toEqual([]);
  });

  test('link only to files that are there', () => {
    const missing = pages.flatMap(({ name, html }) =>
      [...html.matchAll(/<(?:a|img|link|script)\b[^>]*?\s(?:href|src)=["']([^"'#?]+)[^"']*["']/g)]
        .map(([, target = '']) => target)
        .filter((target) => !/^[a-z]+:/i.test(target))
        .filter((target) => !existsSync(join(site, decodeURIComponent(target))))
        .map((target) => `${name}: ${target}`),
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  test('have no id twice on one page', () => {
    const twice = pages.flatMap(({ name, html }) => {
      const ids = [...html.matchAll(/<[a-z][^>]*?\sid="([^"]+)"/g)].map(([, id = '']) => id);
      return ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${name}: ${id}`);
    });
    expect(twice).toEqual([]);
  });

  test('show both versions of the package that the guide depends on twice', () => {
    const home = pages.find(({ name }) => name === 'index.html')?.html ?? '';
    expect(home).toContain('ans.fhir.fr.mesures#3.0.1');
    expect(home).toContain('ans.fhir.fr.mesures#3.2.0');
    const parentOf = (id: string) =>
      /mesures-[a-z-]+\|(\d+\.\d+\.\d+)/.exec(
        pages.find(({ name }) => name === `StructureDefinition-${id}.html`)?.html ?? '',
      )?.[1];
    expect({ bp: parentOf('MESObservationBp'), bmi: parentOf('MESObservationBmi') }).toEqual({
      bp: '3.2.0',
      bmi: '3.0.1',
    });
  });
});

interface ImplementationGuide {
  readonly definition: { readonly resource: readonly { readonly reference: { readonly reference: string } }[] };
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(site, name), 'utf8'));
}
