import { escaped } from './markup.ts';
import type { VersionList } from './package-list.ts';
import type { SiteLanguage } from './publish-box.ts';

const words = {
  fr: {
    title: 'Versions publiées',
    head: ['Version', 'Date', 'Suite', 'État', 'Contenu'],
    current: 'en vigueur',
    development: 'Version de travail, non publiée',
  },
  en: {
    title: 'Published versions',
    head: ['Version', 'Date', 'Sequence', 'Status', 'Content'],
    current: 'current',
    development: 'Continuous build, not published',
  },
} as const;

/** The page with all versions of a guide, made anew with each publication. */
export function historyPage({ title, canonical, ciBuild, versions }: VersionList, language: SiteLanguage): string {
  const { title: heading, head, current, development } = words[language];
  const link = (address: string, text: string) =>
    /^https?:/i.test(address) ? `<a href="${escaped(address)}">${escaped(text)}</a>` : escaped(text);
  const rows = versions.map(
    (each) =>
      `<tr><th scope="row">${link(each.path, each.version)}${each.current ? ` (${link(canonical, current)})` : ''}</th>` +
      [each.date, each.sequence, each.status, each.desc].map((text) => `<td>${escaped(text)}</td>`).join('') +
      '</tr>\n',
  );
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${heading} - ${title}`)}</title>
<style>body{font-family:sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.4rem .6rem;text-align:left;vertical-align:top}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<h2>${heading}</h2>
<table>
<thead><tr>${head.map((each) => `<th scope="col">${each}</th>`).join('')}</tr></thead>
<tbody>
${rows.join('')}</tbody>
</table>
${ciBuild === undefined ? '' : `<p>${link(ciBuild, development)}</p>\n`}</main>
</body>
</html>
`;
}
