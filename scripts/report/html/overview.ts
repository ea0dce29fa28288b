import type { Report } from '../../model/report.ts';
import { formatNumber, formatSeconds, listAll } from '../finding/count.ts';
import type { Balance } from '../gate/balance.ts';
import { explainedWarnings, type Verdict } from '../gate/verdict.ts';
import { html, link, type Markup } from './markup.ts';
import { formatVersions } from './packages.ts';

/** The verdict in words, and the figures behind it. */
export function renderOverview(
  report: Omit<Report, 'results'>,
  { passed, sentence }: Verdict,
  balance: Balance,
  title: string,
): Markup {
  const { resources, valid, invalid, errors, warnings, information, notChecked, seconds } = report.summary;
  const figures: [label: string, figure: string, look: string, detail?: string | undefined][] = [
    ['Resources', formatNumber(resources), ''],
    ['Valid', formatNumber(valid), valid > 0 ? 'ok' : ''],
    ['Not valid', formatNumber(invalid), invalid > 0 ? 'bad' : ''],
    ['Errors', formatNumber(errors), errors > 0 ? 'bad' : ''],
    ['Warnings', formatNumber(warnings), warnings > 0 ? 'warn' : '', explainedWarnings(balance)],
    ['Notes', formatNumber(Math.max(0, information - notChecked)), ''],
    ['Not checked', formatNumber(notChecked), ''],
    ['Time', formatSeconds(seconds), ''],
  ];
  return html`<header class="top ${passed ? 'ok' : 'bad'}">
<p class="eyebrow">Validation report</p>
<h1>${title}</h1>
${renderOrigin(report)}<p class="verdict"><span class="mark" aria-hidden="true">${passed ? '✓' : '✗'}</span> <span><strong>${
    passed ? 'Passed' : 'Failed'
  }</strong> <span class="sentence">${capitalise(sentence)}.</span></span></p>
<dl class="figures">${figures.map(
    ([label, figure, look, detail]) =>
      html`<div class="${look}"><dt>${label}${detail && html` <small>${detail}</small>`}</dt><dd>${figure}</dd></div>`,
  )}</dl>
${renderStandIns(report)}</header>`;
}

/** Which version of what, and when: a page that somebody is sent has to say so. */
function renderOrigin({ guide, date }: Pick<Report, 'guide' | 'date'>): Markup | undefined {
  const commit = guide?.commit?.slice(0, 12);
  const parts = [
    ...(guide === undefined ? [] : [html`${guide.id} ${guide.version}`]),
    ...(commit === undefined
      ? []
      : [html`commit ${guide?.source === undefined ? commit : link(guide.source, commit)}`]),
    ...(date === undefined ? [] : [html`<time datetime="${date}">${date.slice(0, 16).replace('T', ' ')} UTC</time>`]),
  ];
  if (parts.length === 0) return undefined;
  return html`<p class="eyebrow origin">${parts.map((part, at) => (at === 0 ? part : html` · ${part}`))}</p>\n`;
}

function renderStandIns(report: Pick<Report, 'packages'>): Markup | undefined {
  const standIns = report.packages.filter(({ source }) => source === 'stand-in');
  if (standIns.length === 0) return undefined;
  const isOne = standIns.length === 1;
  const reason = isOne
    ? 'It was written by hand because the published package could not be had here; the verdict holds against it, not against the published content: '
    : 'They were written by hand because the published packages could not be had here; the verdict holds against them, not against the published content: ';
  return html`<p class="callout"><strong>${formatNumber(standIns.length)} of ${formatNumber(report.packages.length)} packages ${
    isOne ? 'is a stand-in' : 'are stand-ins'
  }.</strong> ${reason}${listAll(formatVersions(standIns))}. <a href="#packages">All packages</a></p>
`;
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
