import { type Alike, alike } from '../../compare/format/alike.ts';
import { shortName } from '../../compare/format/wording.ts';
import type { Change } from '../../compare/result/change.ts';
import type { ComparisonReport } from '../../compare/result/report.ts';
import { worst } from '../../compare/rules/impact.ts';
import { html, type Markup, slug } from '../../report/html/markup.ts';
import { anchorOf, renderChange } from './change-item.ts';
import { classWords, countsByClass } from './classes.ts';
import { renderTrees } from './trees.ts';

/** Changes that the page has room for: with more no browser opens it gladly. */
const MOST_CHANGES = 3000;

/** What several artefacts have alike is told once, before the artefacts with what is their own. */
export function renderChanges(report: ComparisonReport, sides: readonly string[]): Markup {
  const { changes } = report;
  const groups = alike(changes.slice(0, MOST_CHANGES));
  const shared = groups.filter(({ artefacts }) => artefacts.length > 1);
  const byArtefact = new Map<string, { readonly own: Alike[]; readonly all: Change[]; readonly shared: Alike[] }>();
  const entry = (artefact: string) => {
    const known = byArtefact.get(artefact) ?? { own: [], all: [], shared: [] };
    byArtefact.set(artefact, known);
    return known;
  };
  for (const group of groups) {
    for (const change of group.changes) entry(change.artefact).all.push(change);
    for (const artefact of group.artefacts) entry(artefact)[group.artefacts.length > 1 ? 'shared' : 'own'].push(group);
  }
  const rest = changes.length - MOST_CHANGES;
  return html`${
    shared.length === 0
      ? undefined
      : html`<section id="shared" class="group"><h2>In several artefacts <span class="n">${shared.length}</span></h2>
<ul class="issues">${shared.map((group) => renderChange(group, sides))}</ul></section>`
  }
<section id="artefacts"><h2>By artefact <span class="n">${byArtefact.size}</span></h2>
<div${byArtefact.size > 40 ? html` class="many"` : undefined}>${[...byArtefact].map(([artefact, each], index) =>
    renderArtefact(artefact, each, report, sides, index === 0),
  )}</div>
${rest > 0 ? html`<p class="left-out">And ${rest} more changes: <code>--format json</code> has them all.</p>` : undefined}
<p id="nothing" hidden>No change fits the filter.</p></section>`;
}

function renderArtefact(
  artefact: string,
  {
    own,
    all,
    shared,
  }: { readonly own: readonly Alike[]; readonly all: readonly Change[]; readonly shared: readonly Alike[] },
  report: ComparisonReport,
  sides: readonly string[],
  isFirst: boolean,
): Markup {
  const tally = countsByClass(all.map((change) => worst(change.class)));
  return html`<details class="r group" id="a-${slug(artefact)}"${isFirst ? html` open` : undefined}>
<summary><span class="name">${shortName(artefact)}</span> <span class="tally">${tally.map(
    ([impact, count]) => html`<span class="t ${impact}">${count} ${classWords[impact].toLowerCase()}</span>`,
  )}</span><span class="file">${artefact}</span></summary>
${own.length === 0 ? undefined : html`<ul class="issues">${own.map((group) => renderChange(group, sides))}</ul>`}
${
  shared.length === 0
    ? undefined
    : html`<p class="also">As in other artefacts:</p><ul class="alike">${shared.map(
        (group) =>
          html`<li><a href="#${anchorOf(group)}">${group.elements.slice(0, 3).join(', ')} ${group.change.rule}</a></li>`,
      )}</ul>`
}
${renderTrees(artefact, all, report)}
</details>`;
}
