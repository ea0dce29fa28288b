import { elementPath } from '../../model/issue.ts';
import { type Report, secondEngines } from '../../model/report.ts';
import { count, formatNumber } from '../finding/count.ts';
import { comparisonSentences, type Difference, differences } from '../gate/comparison.ts';
import { html, type Markup } from './markup.ts';
import type { ShownResult } from './shown.ts';

const MOST = 2_000;

/** The HL7 validator's findings beside ours; undefined when it was not asked. */
export function renderComparison(
  { comparison }: Pick<Report, 'comparison'>,
  results: readonly ShownResult[],
): Markup | undefined {
  if (comparison === undefined) return undefined;
  const different = differences(comparison, 'warning');
  const anchors = new Map(results.map(({ file, resource = file, anchor }) => [`${file} ${resource}`, anchor]));
  return html`<section id="comparison">
<h2>${secondEngines[comparison.engine.name].title} ${comparison.engine.version} <span class="n">${formatNumber(different.length)}</span></h2>
<p>${comparisonSentences(comparison).join(' ')}</p>
${different.length === 0 ? undefined : html`<ul class="folds">${different.slice(0, MOST).map((each) => renderDifference(each, anchors))}</ul>`}
${different.length > MOST ? html`<p class="left-out">And ${count(different.length - MOST, 'more difference')}.</p>` : undefined}
</section>`;
}

function renderDifference({ resource, file, finder, issue }: Difference, anchors: ReadonlyMap<string, string>): Markup {
  const { severity, rule, message } = issue;
  return html`<li><p><span class="times">${severity}, only ${finder}</span> <a href="#${
    anchors.get(`${file} ${resource}`) ?? 'resources'
  }">${resource}</a> ${elementPath(issue)}</p><p class="w">${message} (${rule})</p></li>
`;
}
