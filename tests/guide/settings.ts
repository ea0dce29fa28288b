import { readFileSync } from 'node:fs';
import type { CapabilityStatement, CodeSystem, ImplementationGuide } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { actorImpacts, unknownNames } from '../../scripts/compare/result/actors.ts';
import type { GuideResource } from '../../scripts/model/definition/compiled.ts';
import { readActors } from '../../scripts/pipeline/comparison/actors-file.ts';
import { menuTargets, pages, pageText } from './page-text.ts';

const config = parse(readFileSync('sushi-config.yaml', 'utf8'));
const readYaml = (file: string) => parse(readFileSync(file, 'utf8'));

export function testSettings(resources: readonly GuideResource[]): void {
  const all = resources.map(
    ({ resource }) => resource as unknown as { resourceType: string; id: string; url?: string },
  );
  const guide = all.find(
    ({ resourceType }) => resourceType === 'ImplementationGuide',
  ) as unknown as ImplementationGuide;

  describe('what is said once for the whole guide', () => {
    test('the actors make and read what the guide has, and each of its profiles has both', () => {
      const actors = readActors('.');
      const canonicals = all.flatMap(({ url }) => url ?? []);
      expect(unknownNames(actors, canonicals)).toEqual([]);
      const narrowed = { producer: 'breaking', consumer: 'compatible' } as const;
      for (const { resourceType, url: artefact = '' } of all.filter(
        (each) => each.resourceType === 'StructureDefinition',
      )) {
        const concerned = actorImpacts({ artefact, inheritedBy: [], class: narrowed }, actors);
        expect(
          concerned.map((each) => each.class),
          `${resourceType} ${artefact}`,
        ).toContain('breaking');
        expect(concerned.length, artefact).toBeGreaterThan(1);
      }
    });

    test('the request for publication is that of this guide, in this version', () => {
      const request = JSON.parse(readFileSync('publication-request.json', 'utf8'));
      expect(request).toMatchObject({
        'package-id': config.id,
        version: config.version,
        path: `${config.canonical}/${config.version}`,
        title: config.title,
        first: true,
      });
      expect(['milestone', 'working', 'technical-correction', 'new-content']).toContain(request.mode);
      expect(request.mode === 'working').toBe(/-/.test(config.version)); // HL7: only a working release has a label
      for (const key of ['desc', 'sequence', 'category', 'introduction', 'ci-build', 'registry-country'])
        expect(request[key], key).toMatch(/\S/);
    });

    test('where and until when to comment is a setting that the home page and the footer read', () => {
      expect(readYaml('input/data/retours.yml')).toEqual({ adresse: expect.any(String), fin: expect.any(String) });
      expect(pageText('index.md')).toMatch(/site\.data\.retours\.fin[\s\S]*site\.data\.retours\.adresse/);
      expect(readFileSync('template/includes/page-end.html', 'utf8')).toContain('site.data.retours.adresse');
    });

    test('every page is in the menu, but those that open others', () => {
      const named = new Set(menuTargets.map((target) => target.split('#')[0]?.replace(/\.html$/, '.md')));
      expect(pages.filter((page) => !named.has(page))).toEqual(['autres_ressources.md']);
    });
  });

  describe('the artefacts', () => {
    const listed = guide.definition?.resource ?? [];
    const groupOf = (reference: string) =>
      listed.find((each) => each.reference.reference === reference)?.groupingId ?? '';
    const order = (guide.definition?.grouping ?? []).map(({ id }) => id);

    test('are each in a group, but the examples', () => {
      const free = listed.filter(({ groupingId }) => groupingId === undefined);
      expect(free.filter(({ exampleBoolean, exampleCanonical }) => !exampleBoolean && !exampleCanonical)).toEqual([]);
    });

    test('come by flow, a request before its answer', () => {
      const places = [
        'StructureDefinition/MESBundleAlimentation',
        'StructureDefinition/MESBundleAlimentationReponse',
        'StructureDefinition/MESParametresRecherche',
        'StructureDefinition/MESBundleRecherche',
        'StructureDefinition/MESOperationOutcome',
      ].map((reference) => order.indexOf(groupOf(reference)));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    });
  });

  describe('who must do what', () => {
    const demands: Record<string, { solution: string; serveur: string }> = readYaml(
      'input/pages-source/exigences.yaml',
    );
    const words = ['DOIT', 'NE DOIT PAS', 'DEVRAIT', 'NE DEVRAIT PAS', 'PEUT', '—'];
    const rules = all.find(({ id }) => id === 'mes-regle-api') as unknown as CodeSystem;

    test('is told of every rule for the solution and for the server, and of no other', () => {
      const codes = (rules.concept ?? []).map(({ code }) => code);
      expect(Object.keys(demands).sort()).toEqual(codes.sort());
      for (const [rule, { solution, serveur }] of Object.entries(demands)) {
        expect(words, rule).toContain(solution);
        expect(words, rule).toContain(serveur);
      }
    });

    test('stands in the matrix and means what RFC 2119 says', () => {
      expect(pageText('regles.md')).toContain('| Règle | Énoncé | Solution | Serveur |');
      for (const word of words.slice(0, -1)) expect(pageText('exigences.md')).toContain(`| ${word} |`);
    });

    for (const [id, flows] of [
      ['mes-api-serveur', 'SHALL'],
      ['mes-api-partenaire', 'MAY'],
    ] as const) {
      test(`is an expectation of every interaction and parameter: ${id}`, () => {
        const [rest] = (all.find((each) => each.id === id) as unknown as CapabilityStatement).rest ?? [];
        const [observation] = rest?.resource ?? [];
        const expected = (element: object | undefined) =>
          (element as { extension?: { url: string; valueCode?: string }[] } | undefined)?.extension?.find(({ url }) =>
            url.endsWith('/capabilitystatement-expectation'),
          )?.valueCode;
        expect(expected(rest?.interaction?.[0])).toBe(flows);
        expect(expected(observation?.interaction?.[0])).toBe(flows);
        for (const parameter of observation?.searchParam ?? [])
          expect(['SHALL', 'MAY'], parameter.name).toContain(expected(parameter));
        for (const name of ['code', 'subject.identifier'])
          expect(expected(observation?.searchParam?.find((each) => each.name === name)), name).toBe('SHALL');
      });
    }
  });
}
