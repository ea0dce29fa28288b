import { shortName } from '../../compare/format/wording.ts';
import type { Change } from '../../compare/result/change.ts';
import type { ComparisonReport } from '../../compare/result/report.ts';
import { type Impact, impacts, worst } from '../../compare/rules/impact.ts';
import type { ElementWords, TreeRow } from '../../compare/tree/side-by-side.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { classWords } from './classes.ts';

/** Rows of one artefact: beyond them nobody looks at a table. */
const MOST_ROWS = 300;

/** The elements of an artefact that changed and those around them, as both versions have them. */
export function renderTrees(
  artefact: string,
  changes: readonly Change[],
  { treeOf, from, to }: Pick<ComparisonReport, 'treeOf' | 'from' | 'to'>,
): Markup | undefined {
  const told = changes.filter(({ element, class: impact }) => element !== undefined && worst(impact) !== 'editorial');
  const gravest = new Map<string, Impact>();
  for (const { element = '', class: own } of told) {
    const both = [worst(own), gravest.get(element)];
    gravest.set(element, impacts.find((impact) => both.includes(impact)) ?? worst(own));
  }
  const sliceNames = new Map(
    changes.flatMap(({ rule, element, before }) =>
      rule === 'slice-renamed' && element !== undefined && before !== undefined ? [[element, before] as const] : [],
    ),
  );
  const all = treeOf(artefact, gravest.keys(), sliceNames);
  if (all.length === 0) return undefined;
  const rows = all.slice(0, MOST_ROWS);
  return html`<div class="trees" role="region" tabindex="0" aria-label="Elements of ${shortName(artefact)} in both versions"><table>
<thead><tr><th scope="col">Element</th><th scope="col">${from.version}</th><th scope="col">${to.version}</th></tr></thead>
<tbody>${rows.map((row) => renderRow(row, gravest.get(row.id), [from.version, to.version]))}</tbody></table>${
    all.length > rows.length ? html`<p class="left-out">And ${all.length - rows.length} more elements.</p>` : undefined
  }</div>`;
}

function renderRow({ name, depth, before, after }: TreeRow, impact: Impact | undefined, versions: readonly string[]) {
  const isOther = (part: (words: ElementWords) => string) =>
    before === undefined || after === undefined || part(before) !== part(after);
  const cell = (words: ElementWords | undefined, version: string | undefined) =>
    html`<td data-version="${version}">${
      words === undefined
        ? html`<span class="off">not there</span>`
        : html`${part(
            words.cardinality,
            isOther((each) => each.cardinality),
          )} ${part(
            words.types,
            isOther((each) => each.types),
          )}${words.rules.map((rule) => {
            const other = words === before ? after : before;
            return html` <span class="rule">${part(rule, !other?.rules.includes(rule))}</span>`;
          })}`
    }</td>`;
  return html`<tr class="${impact ?? 'around'}"><th scope="row" class="d${Math.min(depth, 9)}">${name}${
    impact === undefined ? undefined : html` <span class="only-read">${classWords[impact]}</span>`
  }</th>${cell(before, versions[0])}${cell(after, versions[1])}</tr>`;
}

/** What the two versions have otherwise is marked on both sides. */
function part(text: string, isMarked: boolean): Markup {
  return isMarked && text !== '' ? html`<mark>${text}</mark>` : html`${text}`;
}
