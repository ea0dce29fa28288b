/** A branch's site. */
export interface Deployed {
  readonly folder: string;
  readonly branch: string;
  readonly commit: string;
  /** ISO 8601, by universal time. */
  readonly date: string;
}

/** The page that lists the sites: releases first, the newest first, then the default branch, then the others. */
export function indexPage(deployed: readonly Deployed[], releases: readonly string[], defaultBranch: string): string {
  const numeric = new Intl.Collator('en', { numeric: true });
  const newest = [...releases].sort((a, b) => numeric.compare(b, a));
  const branches = [...deployed].sort(
    (a, b) =>
      Number(b.branch === defaultBranch) - Number(a.branch === defaultBranch) || numeric.compare(a.branch, b.branch),
  );
  return `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sites of this guide</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem }</style>
<h1>Sites of this guide</h1>
${section(
  'Releases',
  newest.map((version) => item(`releases/${version}/`, version, '')),
)}${section(
  'Branches',
  branches.map(({ folder, branch, commit, date }) =>
    item(`branches/${folder}/`, branch, commit === '' ? '' : ` ${commit.slice(0, 8)}, ${date.slice(0, 10)}`),
  ),
)}</html>
`;
}

function section(title: string, items: readonly string[]): string {
  return items.length === 0 ? '' : `<h2>${title}</h2>\n<ul>\n${items.join('')}</ul>\n`;
}

function item(path: string, name: string, about: string): string {
  return `<li><a href="${escaped(path)}">${escaped(name)}</a>${escaped(about)}</li>\n`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
