import { type Issue, severities } from '../../model/issue.ts';
import type { ApiAnswer, Report, ResourceResult } from '../../model/report.ts';
import { count, formatNumber } from '../count.ts';
import { kindOf, renderIssue, sortIssues } from './issue.ts';
import { html, type Markup, slug } from './markup.ts';

/** A resource of the report and the name that links to it within the page. */
export interface AnchoredResult {
  readonly result: ResourceResult;
  readonly anchor: string;
}

/** Gives every result an anchor of its own; the same resource in two files gets a number. */
export function anchorResults(results: readonly ResourceResult[]): AnchoredResult[] {
  const used = new Set<string>();
  return results.map((result) => {
    const name = `resource-${slug(result.resource ?? result.file)}`;
    let anchor = name;
    for (let number = 2; used.has(anchor); number++) anchor = `${name}-${number}`;
    used.add(anchor);
    return { result, anchor };
  });
}

/** Findings about the project as a whole; nothing when there are none. */
export function renderProject({ issues }: Report): Markup | undefined {
  if (issues.length === 0) return undefined;
  return html`<section id="project">
<h2>Project <span class="n">${count(issues.length, 'finding')}</span></h2>
<ul class="issues">${sortIssues(issues).map(renderIssue)}</ul>
</section>`;
}

/** Every resource, those with the gravest findings first; those with errors stand open. */
export function renderResources(results: readonly AnchoredResult[]): Markup {
  const worst = ({ result }: AnchoredResult) => Math.min(severities.length, ...result.issues.map(rank));
  const graveFirst = [...results]
    .map((item) => ({ item, worst: worst(item) }))
    .sort((a, b) => a.worst - b.worst)
    .map(({ item }) => item);
  const invalid = results.filter(({ result }) => !result.valid).length;
  const open = invalid <= 50; // more than anybody reads at once, and slow to lay out
  const many = results.length > 500 ? html` class="many"` : undefined; // the style lays these out only once in view
  return html`<section id="resources"${many}>
<h2>Resources <span class="n">${formatNumber(results.length)}</span></h2>
${results.length === 0 ? html`<p>No resource was validated.</p>` : undefined}${graveFirst.map((item) => renderResource(item, open))}
<p id="nothing" hidden>Nothing matches the filter.</p>
</section>`;
}

function rank(issue: Issue): number {
  return kindOf(issue) === 'unchecked' ? severities.length : severities.indexOf(issue.severity);
}

function renderResource({ result, anchor }: AnchoredResult, open: boolean): Markup {
  const { resource, file, profiles, valid, issues, answer } = result;
  const state = valid ? html`<b class="s ok">Valid</b>` : html`<b class="s bad">Not valid</b>`;
  const tally = tallyOf(issues);
  const shownOpen = !valid && open ? html` open` : undefined;
  return html`<details class="r" id="${anchor}" data-file="${file}"${shownOpen}><summary>${state} <span class="name">${
    resource ?? file
  }</span>${tally.length === 0 ? undefined : html` <span class="tally">${tally}</span>`}${
    resource === undefined ? undefined : html` <span class="file">${file}</span>`
  }</summary>${
    profiles.length === 0
      ? undefined
      : html`<p class="held">Held against</p><ul class="profiles">${profiles.map((profile) => html`<li><code>${profile}</code></li>`)}</ul>`
  }${answer && renderAnswer(answer)}${issues.length === 0 ? undefined : html`<ul class="issues">${sortIssues(issues).map(renderIssue)}</ul>`}</details>\n`;
}

/** What the API of the guide would answer. */
function renderAnswer({ status, reason, message, outcome }: ApiAnswer): Markup {
  return html`<p class="held">The API answers <b>HTTP ${String(status)} ${reason}</b>${
    message === undefined ? undefined : html`: ${message}`
  }</p>${outcome && html`<pre>${JSON.stringify(outcome, undefined, 2)}</pre>`}`;
}

function tallyOf(issues: readonly Issue[]): Markup[] {
  const kinds = issues.map(kindOf);
  const tally = (kind: string, noun: string) => {
    const number = kinds.filter((item) => item === kind).length;
    if (number === 0) return [];
    return [
      html`<span class="t ${kind}">${noun === '' ? `${formatNumber(number)} not checked` : count(number, noun)}</span> `,
    ];
  };
  return [
    ...tally('error', 'error'),
    ...tally('warning', 'warning'),
    ...tally('note', 'note'),
    ...tally('unchecked', ''),
  ];
}
