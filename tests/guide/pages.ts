import { readdirSync } from 'node:fs';
import type { CodeSystem } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { GuideResource } from '../../scripts/model/definition/compiled.ts';
import type { Guide } from '../../scripts/pipeline/guide/guide.ts';
import { readProject } from '../../scripts/pipeline/guide/project.ts';
import { makeGuidePages } from '../../scripts/pipeline/pages/pages.ts';
import { openedPackages, projectFolder } from './compile-guide.ts';
import {
  anchors,
  codeBlocks,
  includes,
  includeTag,
  links,
  menuTargets,
  pageSource,
  pages,
  pageText,
} from './page-text.ts';

const formats = ['json', 'xml', 'ttl'];
/** What the Publisher makes beside the pages. */
const made = [
  'artifacts.html',
  'toc.html',
  'package.tgz',
  'verifier.mjs',
  'cas-de-test.zip',
  'full-ig.zip',
  ...formats.flatMap((format) => [`definitions.${format}.zip`, `examples.${format}.zip`]),
];

export function testPages(guide: Guide): void {
  const { resources } = guide;

  describe('pages', () => {
    test('the pages that the configuration names are the pages that there are', () => {
      expect(readdirSync('input/pagecontent').sort()).toEqual([...pages].sort());
    });

    test('every link of a page leads to a page, a file or a resource of the guide, and to a section that is there', () => {
      for (const page of pages) {
        const own = page.replace(/\.md$/, '.html');
        const broken = links(pageText(page)).filter((target) => !isKnown(target, own, resources));
        expect(broken, page).toEqual([]);
      }
    });

    test('a table begins after an empty line, or it is no table', () => {
      for (const page of pages) {
        const lines = pageText(page).split('\n');
        const heads = lines.flatMap((line, at) => (/^\|(?:\s*:?-+:?\s*\|)+$/.test(line) ? [at - 1] : []));
        const stuck = heads.filter((at) => (lines[at - 1] ?? '').trim() !== '').map((at) => lines[at]);
        expect(stuck, page).toEqual([]);
      }
    });

    test('no two sections of a page have the same identifier', () => {
      for (const page of pages) {
        const ids = anchors(pageText(page));
        expect(ids, page).toEqual([...new Set(ids)]);
      }
    });

    test('every page that the menu names exists, and so does the section', () => {
      expect(menuTargets.length).toBeGreaterThan(5);
      expect(menuTargets.filter((target) => !isKnown(target, 'index.html', resources))).toEqual([]);
    });

    test('no text waits to be written', () => {
      const texts = [
        ...pages.map((page) => [page, pageText(page)] as const),
        ...resources.map(({ file, resource }) => [file, JSON.stringify(resource)] as const),
      ];
      for (const [name, text] of texts) expect(text, name).not.toMatch(/TODO|FIXME|à venir|lorem ipsum|\?\?/i);
    });
  });

  describe('fragments of pages', () => {
    test('are what their sources and the guide make now', async () => {
      const { value: project } = readProject(projectFolder);
      if (project === undefined) throw new Error('The project cannot be read.');
      const opened = { value: await openedPackages(), issues: [] };
      const { signal } = new AbortController();
      const { fragments, issues, stale } = await makeGuidePages(projectFolder, guide, { project, opened, signal });
      expect(fragments.length).toBeGreaterThan(10);
      expect([...issues, ...stale]).toEqual([]);
    });

    test('are each in a page, under a name that no page has', () => {
      const used = pages.flatMap((page) => [...pageSource(page).matchAll(includeTag)].map(([, name]) => name));
      expect([...new Set(used)].sort()).toEqual([...includes].sort());
      expect(includes.filter((name) => pages.includes(name))).toEqual([]);
    });
  });

  describe('examples in pages', () => {
    const shown = pages.flatMap((page) => codeBlocks(pageText(page), 'json').map((code) => [page, code] as const));

    test('every block of JSON is a resource of the guide, as it was compiled and validated', () => {
      const compiled = new Map(resources.map(({ resource }) => [`${resource.resourceType}/${resource.id}`, resource]));
      for (const [page, code] of shown) {
        const resource = JSON.parse(code);
        expect(resource, page).toEqual(compiled.get(`${resource.resourceType}/${resource.id}`));
      }
    });

    test('every transaction, answer and page of results is shown, but the empty one', () => {
      const ids = new Set(shown.map(([, code]) => JSON.parse(code).id));
      const flows = resources
        .filter(({ resource }) => resource.resourceType === 'Bundle')
        .map(({ resource }) => resource.id);
      expect(flows.filter((id) => !ids.has(id))).toEqual(['recherche-vide']);
    });
  });
}

/** Whether a relative link of a page leads somewhere. */
function isKnown(target: string, from: string, resources: readonly GuideResource[]): boolean {
  const [file = '', section] = target.split('#');
  const page = file === '' ? from : file;
  const markdown = page.replace(/\.html$/, '.md');
  if (pages.includes(markdown)) return section === undefined || anchors(pageText(markdown)).includes(section);
  const named = page.replace(/\.json$/, '.html'); // the site has each resource as JSON beside its page
  const found = resources.find(({ resource }) => `${resource.resourceType}-${resource.id}.html` === named);
  if (found !== undefined) return section === undefined || conceptAnchors(found).includes(section);
  return section === undefined && (made.includes(page) || images().includes(page));
}

/** The Publisher gives each concept of a code system an anchor. */
function conceptAnchors({ resource }: GuideResource): string[] {
  const { id, concept = [] } = resource as unknown as CodeSystem;
  return concept.map(({ code }) => `${id}-${code}`);
}

/** Files that are published as they are. */
function images(): string[] {
  return readdirSync('input', { withFileTypes: true }).some(({ name }) => name === 'images')
    ? readdirSync('input/images')
    : [];
}
