import type { Report, ReportPackage } from '../../model/report.ts';
import { formatNumber, listAll } from '../finding/count.ts';
import { terminologySentence } from '../gate/verdict.ts';
import { html, type Markup } from './markup.ts';

const sources: Record<ReportPackage['source'], string> = {
  registry: 'FHIR registry',
  npm: 'npm',
  'stand-in': 'Stand-in',
  folder: 'Folder',
  git: 'Git',
  file: 'File',
};

/** The packages that the verdict rests on, with what is unusual about them. */
export function renderPackages({ packages, terminology }: Pick<Report, 'packages' | 'terminology'>): Markup {
  const server = terminologySentence({ ...(terminology === undefined ? {} : { terminology }) });
  return html`<section id="packages">
<h2 id="packages-title">Packages <span class="n">${formatNumber(packages.length)}</span></h2>
${packages.length === 0 ? html`<p>No package was loaded.</p>` : renderTable(packages)}
${server === undefined ? undefined : html`<p>Beside them: ${server}.</p>`}
</section>`;
}

// The roles say what the elements are anyway, because the style for narrow screens takes that away from some readers.
function renderTable(packages: readonly ReportPackage[]): Markup {
  const heads = ['Package', 'Version', 'Source', 'Integrity'];
  return html`<table class="packages" role="table" aria-labelledby="packages-title">
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${packages.map((item) => renderRow(item, packages))}</tbody>
</table>`;
}

function renderRow({ id, version, source, integrity }: ReportPackage, packages: readonly ReportPackage[]): Markup {
  const others = packages.filter((other) => other.id === id && other.version !== version).map((other) => other.version);
  const note = others.length > 0 ? html` <small>also loaded: ${listAll(others)}</small>` : undefined;
  const mark = source === 'stand-in' ? html`<b class="chip">${sources[source]}</b>` : sources[source];
  const cells = [html`${version}${note}`, mark, html`<code class="hash" title="${integrity}">${integrity}</code>`];
  return html`<tr role="row"><th role="rowheader">${id}</th>${cells.map((cell) => html`<td role="cell">${cell}</td>`)}</tr>
`;
}

/** `id 1.0.0 and 2.0.0`, each package once. */
export function formatVersions(packages: readonly ReportPackage[]): string[] {
  const versions = new Map<string, string[]>();
  for (const { id, version } of packages) versions.set(id, [...(versions.get(id) ?? []), version]);
  return [...versions].map(([id, list]) => `${id} ${listAll(list)}`);
}
