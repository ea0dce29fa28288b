import type { Report, ReportPackage } from '../../model/report.ts';
import { formatNumber, listAll } from '../count.ts';
import { html, type Markup } from './markup.ts';

const sources: Record<ReportPackage['source'], string> = {
  registry: 'FHIR registry',
  npm: 'npm',
  'stand-in': 'Stand-in',
  file: 'File',
};

/** The packages that the verdict rests on, with what is unusual about them. */
export function renderPackages({ packages }: Report): Markup {
  return html`<section id="packages">
<h2 id="packages-title">Packages <span class="n">${formatNumber(packages.length)}</span></h2>
${packages.length === 0 ? html`<p>No package was loaded.</p>` : renderTable(packages)}
</section>`;
}

function renderTable(packages: readonly ReportPackage[]): Markup {
  return html`<div class="scroll" role="region" aria-labelledby="packages-title" tabindex="0"><table>
<thead><tr><th scope="col">Package</th><th scope="col">Version</th><th scope="col">Source</th><th scope="col">Integrity</th></tr></thead>
<tbody>${packages.map((item) => renderRow(item, packages))}</tbody>
</table></div>`;
}

function renderRow({ id, version, source, integrity }: ReportPackage, packages: readonly ReportPackage[]): Markup {
  const others = packages.filter((other) => other.id === id && other.version !== version).map((other) => other.version);
  const note = others.length > 0 ? html` <small>also loaded: ${listAll(others)}</small>` : undefined;
  const mark = source === 'stand-in' ? html`<b class="chip">${sources[source]}</b>` : html`${sources[source]}`;
  return html`<tr><th scope="row">${id}</th><td>${version}${note}</td><td>${mark}</td><td><code class="hash" title="${integrity}">${integrity}</code></td></tr>
`;
}

/** `id 1.0.0 and 2.0.0`, each package once. */
export function formatVersions(packages: readonly ReportPackage[]): string[] {
  const versions = new Map<string, string[]>();
  for (const { id, version } of packages) versions.set(id, [...(versions.get(id) ?? []), version]);
  return [...versions].map(([id, list]) => `${id} ${listAll(list)}`);
}
