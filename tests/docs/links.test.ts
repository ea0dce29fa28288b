import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const texts = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'editors/vscode/README.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'));

/** Links of a text to places of this repository, code spans left out. */
function linksOf(text: string): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, to = '']) => (/^[a-z]+:/.test(to) ? [] : [to]));
}

/** The anchors that GitHub gives to the headings of a text. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

function isDead(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const file = path === '' ? join(root, from) : join(root, dirname(from), decodeURI(path));
  if (!existsSync(file)) return true;
  return anchor !== undefined && file.endsWith('.md') && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
}

test('the look at links sees them', () => {
  expect(linksOf('[a](docs/x.md#y) `[b](c.md)` [d](https://example.org)')).toEqual(['docs/x.md#y']);
  expect(isDead('README.md', 'docs/gone.md')).toBe(true);
  expect(isDead('README.md', 'docs/architecture.md#nothing')).toBe(true);
});

test.each(texts)('%s leads nowhere that is not there', (name) => {
  const links = linksOf(readFileSync(join(root, name), 'utf8'));
  expect(links.filter((link) => isDead(name, link))).toEqual([]);
});

test('each page is in the index, and the README answers ten questions within a click', () => {
  const index = linksOf(readFileSync(join(root, 'docs/README.md'), 'utf8')).map((link) => link.split('#')[0]);
  const pages = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md') && name !== 'README.md');
  expect(pages.filter((name) => !index.includes(name))).toEqual([]);
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const [, table = ''] = /## Where to find what\n([\s\S]*?)\n## /.exec(readme) ?? [];
  const questions = table.split('\n').filter((line) => /^\| .*\?/.test(line));
  expect(questions).toHaveLength(10);
  expect(questions.filter((line) => linksOf(line).length === 0)).toEqual([]);
});
