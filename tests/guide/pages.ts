import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { GuideResource } from '../../scripts/model/compiled.ts';

interface PageTree {
  readonly [page: string]: string | PageTree;
}

const config = parse(readFileSync('sushi-config.yaml', 'utf8'));
const pages = pageNames(config.pages);
const made = ['artifacts.html', 'toc.html', 'package.tgz', 'full-ig.zip'];

function pageNames(tree: PageTree): string[] {
  return Object.entries(tree).flatMap(([name, content]) =>
    typeof content === 'string' ? [] : [name, ...pageNames(content)],
  );
}

function pageText(page: string): string {
  return readFileSync(`input/pagecontent/${page}`, 'utf8');
}

/** Relative targets of a Markdown text, without their fragment. */
function links(markdown: string): string[] {
  return [...markdown.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => `${target}`);
}

export function testPages(resources: readonly GuideResource[]): void {
  test('the pages that the configuration names are the pages that there are', () => {
    expect(readdirSync('input/pagecontent').sort()).toEqual([...pages].sort());
  });

  test('every link of a page leads to a page or to a resource of the guide', () => {
    const known = new Set([
      ...made,
      ...pages.map((page) => page.replace(/\.md$/, '.html')),
      ...resources.map(({ resource }) => `${resource.resourceType}-${resource.id}.html`),
    ]);
    for (const page of pages)
      expect(
        links(pageText(page)).filter((target) => !known.has(target)),
        page,
      ).toEqual([]);
  });

  test('every page that the menu names exists, and so does the section', () => {
    const targets = Object.values(config.menu as PageTree)
      .flatMap((item) => (typeof item === 'string' ? [item] : Object.values(item)))
      .filter((target): target is string => typeof target === 'string' && !target.startsWith('new-tab'));
    expect(targets.length).toBeGreaterThan(5);
    for (const target of targets) {
      const [page = '', section] = target.split('#');
      const file = page.replace(/\.html$/, '.md');
      if (!made.includes(page)) expect(existsSync(`input/pagecontent/${file}`), target).toBe(true);
      if (section !== undefined) expect(pageText(file)).toContain(`#${section}`);
    }
  });

  test('no text waits to be written', () => {
    const texts = [
      ...pages.map((page) => [page, pageText(page)] as const),
      ...resources.map(({ file, resource }) => [file, JSON.stringify(resource)] as const),
    ];
    for (const [name, text] of texts) expect(text, name).not.toMatch(/TODO|FIXME|à venir|lorem ipsum|\?\?/i);
  });
}
