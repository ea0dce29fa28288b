import { type Report, secondEngines } from '../../model/report.ts';
import { comparisonSentences, type Difference, differences } from '../comparison.ts';
import { formatNumber } from '../count.ts';
import { html, type Markup } from './markup.ts';
import type { AnchoredResult } from './results.ts';

/** The HL7 validator's findings beside ours; undefined when it was not asked. */
export function renderComparison({ comparison }: Report, results: readonly AnchoredResult[]): Markup | undefined {
  if (comparison === undefined) return undefined;
  const different = differences(comparison, 'warning');
  const anchors = new Map(
    results.map(({ result, anchor }) => [`${result.file} ${result.resource ?? result.file}`, anchor]),
  );
  return html`<section id="comparison">
<h2>${secondEngines[comparison.engine.name].title} ${comparison.engine.version} <span class="n">${formatNumber(different.length)}</span></h2>
<p>${comparisonSentences(comparison).join(' ')}</p>
${different.length === 0 ? undefined : html`<ul class="folds">${different.map((each) => renderDifference(each, anchors))}</ul>`}
</section>`;
}

function renderDifference({ resource, file, finder, issue }: Difference, anchors: ReadonlyMap<string, string>): Markup {
  const { severity, rule, message, expression } = issue;
  return html`<li><p><span class="times">${severity}, only ${finder}</span> <a href="#${
    anchors.get(`${file} ${resource}`) ?? 'resources'
  }">${resource}</a> ${expression}</p><p class="w">${message} (${rule})</p></li>
`;
}
