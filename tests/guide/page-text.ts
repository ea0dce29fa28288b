import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface PageTree {
  readonly [page: string]: string | PageTree;
}

const config = parse(readFileSync('sushi-config.yaml', 'utf8'));

/** The pages that the configuration names, by their files in input/pagecontent. */
export const pages: readonly string[] = pageNames(config.pages);

function pageNames(tree: PageTree): string[] {
  return Object.entries(tree).flatMap(([name, content]) =>
    typeof content === 'string' ? [] : [name, ...pageNames(content)],
  );
}

/** Targets of the menu, without those that open another site. */
export const menuTargets: readonly string[] = Object.values(config.menu as PageTree)
  .flatMap((item) => (typeof item === 'string' ? [item] : Object.values(item)))
  .filter((target): target is string => typeof target === 'string' && !target.startsWith('new-tab'));

export const includes: readonly string[] = readdirSync('input/includes');

/** A page as it is written. */
export function pageSource(page: string): string {
  return readFileSync(`input/pagecontent/${page}`, 'utf8');
}

/** A page with what it includes, as Jekyll sees it. */
export function pageText(page: string): string {
  return pageSource(page).replaceAll(includeTag, (_, name) => {
    if (!existsSync(`input/includes/${name}`)) throw new Error(`${page} includes ${name}, which does not exist.`);
    return readFileSync(`input/includes/${name}`, 'utf8');
  });
}

export const includeTag = /\{% include (\S+) %\}/g;

/** Relative targets of a Markdown text, with their fragment. */
export function links(markdown: string): string[] {
  return [...markdown.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target]) => `${target}`);
}

/** Identifiers that a page gives its sections. */
export function anchors(markdown: string): string[] {
  return [...markdown.matchAll(/^\{: #([\w-]+)\}$/gm)].map(([, id]) => `${id}`);
}

/** The code blocks of a language. */
export function codeBlocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code]) => `${code}`,
  );
}
