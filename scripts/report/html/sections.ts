import type { Phase, Report } from '../../model/report.ts';
import type { RuleText } from '../../model/rule.ts';
import { count, formatNumber, formatSeconds, listSome } from '../finding/count.ts';
import type { FoundIn } from '../finding/finding.ts';
import type { AlikeFolds, Fold } from '../finding/fold.ts';
import { shortName } from '../finding/visible.ts';
import type { RunDetails } from '../formats/options.ts';
import type { Balance } from '../gate/balance.ts';
import { WHOLE_REPORT } from '../gate/verdict.ts';
import { html, link, type Markup, slug } from './markup.ts';

/** Reasons that are told, at most. */
const REASONS = 300;
/** Resources that a reason names, and values. */
export const LISTED = 20;

/** What was not checked, by reason: similar notes are told once, with the values and the resources they concern. */
export function renderNotChecked(
  { summary }: Pick<Report, 'summary'>,
  notChecked: AlikeFolds,
  anchors: ReadonlyMap<FoundIn, string>,
): Markup {
  const { folds, leftOut } = notChecked.end(REASONS);
  return html`<section id="not-checked">
<h2>What was not checked <span class="n">${formatNumber(summary.notChecked)}</span></h2>
${
  folds.length === 0
    ? html`<p>Everything was checked.</p>`
    : html`<ul class="folds">${folds.map((fold) => renderFold(fold, anchors))}</ul>`
}
${leftOut > 0 ? html`<p class="left-out">And ${count(leftOut, 'more note')}. ${WHOLE_REPORT}</p>` : undefined}</section>`;
}

function renderFold(
  { message, values, hasMoreValues, findings, times, resources }: Fold,
  anchors: ReadonlyMap<FoundIn, string>,
): Markup {
  const named = [...new Set(findings.flatMap(({ result }) => result ?? []))];
  const shown = resources <= LISTED + 1 ? named : named.slice(0, LISTED);
  const list = shown.map((result, index) => {
    const anchor = anchors.get(result);
    const name = shortName(result.resource ?? result.file);
    return html`${index === 0 ? '' : ', '}${anchor === undefined ? name : html`<a href="#${anchor}">${name}</a>`}`;
  });
  const rest = resources - shown.length;
  return html`<li><p><span class="times">${formatNumber(times)} ×</span> ${message}</p>${
    values.length > 0 ? html`<p class="w">${listSome(values, LISTED, hasMoreValues)}</p>` : undefined
  }${
    resources > 0
      ? html`<details><summary>in ${count(resources, 'resource')}</summary><p class="w">${list}${
          rest > 0 ? ` and ${formatNumber(rest)} more` : undefined
        }</p></details>`
      : undefined
  }</li>
`;
}

/** Every rule that found something, what it checks and the section of the specification behind it. */
export function renderRules({ rules: counts }: Balance, rules: RunDetails['rules'] = {}): Markup | undefined {
  if (counts.size === 0) return undefined;
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return html`<section id="rules">
<h2>Rules <span class="n">${formatNumber(counts.size)}</span></h2>
<dl class="rules">${sorted.map(([rule, number]) => renderRule(rule, number, rules[rule]))}</dl>
</section>`;
}

function renderRule(rule: string, number: number, text: RuleText | undefined): Markup {
  return html`<div id="rule-${slug(rule)}"><dt>${rule} <span class="n">${count(number, 'finding')}</span></dt><dd>${
    text && html`<p>${text.summary}</p><p class="w">${link(text.spec)}</p>`
  }<button type="button" class="only" data-rule="${rule}" hidden>Show only these</button></dd></div>
`;
}

/** Where the time went, longest bar for the longest phase. */
export function renderPhases(phases: readonly Phase[] = []): Markup | undefined {
  if (phases.length === 0) return undefined;
  const longest = phases.reduce((most, { seconds }) => Math.max(most, seconds), Number.MIN_VALUE);
  return html`<section id="timings">
<h2>Timings</h2>
<table class="phases"><thead><tr><th scope="col">Phase</th><th scope="col">Time</th><td></td></tr></thead><tbody>${phases.map(
    ({ name, seconds }) =>
      html`<tr><th scope="row">${name}</th><td>${formatSeconds(seconds)}</td><td><svg width="100%" height="8" aria-hidden="true"><rect width="${(
        (seconds / longest) * 100
      ).toFixed(1)}%" height="8" rx="2"/></svg></td></tr>`,
  )}</tbody></table>
</section>`;
}
