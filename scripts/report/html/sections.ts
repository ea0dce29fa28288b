import type { Phase, Report, ResourceResult } from '../../model/report.ts';
import type { RuleText } from '../../model/rule.ts';
import { count, formatNumber, formatSeconds, listSome } from '../count.ts';
import { findingsOf } from '../finding.ts';
import { type Fold, foldNotChecked } from '../fold.ts';
import type { FormatOptions } from '../options.ts';
import { html, link, type Markup, slug } from './markup.ts';
import type { AnchoredResult } from './results.ts';

const LISTED = 20;

/** What was not checked, by reason: similar notes are told once, with the values and the resources they concern. */
export function renderNotChecked(report: Report, results: readonly AnchoredResult[]): Markup {
  const folds = foldNotChecked(findingsOf(report));
  const anchors = new Map(results.map(({ result, anchor }) => [result, anchor]));
  return html`<section id="not-checked">
<h2>What was not checked <span class="n">${formatNumber(report.summary.notChecked)}</span></h2>
${
  folds.length === 0
    ? html`<p>Everything was checked.</p>`
    : html`<ul class="folds">${folds.map((fold) => renderFold(fold, anchors))}</ul>`
}
</section>`;
}

function renderFold({ message, values, findings }: Fold, anchors: ReadonlyMap<ResourceResult, string>): Markup {
  const resources = [...new Set(findings.flatMap(({ result }) => result ?? []))];
  const shown = resources.length <= LISTED + 1 ? resources : resources.slice(0, LISTED);
  const list = shown.map(
    (result, index) =>
      html`${index === 0 ? '' : ', '}<a href="#${anchors.get(result)}">${result.resource ?? result.file}</a>`,
  );
  const rest = resources.length - shown.length;
  return html`<li><p><span class="times">${formatNumber(findings.length)} ×</span> ${message}</p>${
    values.length > 0 ? html`<p class="w">${listSome(values, LISTED)}</p>` : undefined
  }${
    resources.length > 0
      ? html`<details><summary>in ${count(resources.length, 'resource')}</summary><p class="w">${list}${
          rest > 0 ? ` and ${formatNumber(rest)} more` : undefined
        }</p></details>`
      : undefined
  }</li>
`;
}

/** Every rule that found something, what it checks and the section of the specification behind it. */
export function renderRules(report: Report, rules: FormatOptions['rules'] = {}): Markup | undefined {
  const counts = new Map<string, number>();
  for (const { issue } of findingsOf(report)) counts.set(issue.rule, (counts.get(issue.rule) ?? 0) + 1);
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
  const longest = Math.max(...phases.map(({ seconds }) => seconds), Number.MIN_VALUE);
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
