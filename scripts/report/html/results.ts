import type { Issue } from '../../model/issue.ts';
import type { ApiAnswer, Report } from '../../model/report.ts';
import { basesOf, basisParts, type PartBasis } from '../finding/basis.ts';
import { count, formatNumber } from '../finding/count.ts';
import { shortName } from '../finding/visible.ts';
import { renderIssue, sortIssues } from './issue.ts';
import { renderAlike } from './kinds.ts';
import { html, link, type Markup } from './markup.ts';
import type { Counted, ShownResult } from './shown.ts';

/**
 * Findings about the project as a whole; nothing when there are none.
 * @param shown those of them that the page has here
 * @param byKind how many are told by kind
 */
export function renderProject(
  { issues, guide }: Pick<Report, 'issues' | 'guide'>,
  shown: readonly Issue[],
  byKind: number,
): Markup | undefined {
  if (issues.length - byKind === 0) return undefined;
  return html`<section id="project">
<h2>Project <span class="n">${count(issues.length, 'finding')}</span></h2>
<ul class="issues">${sortIssues(shown).map((issue) => renderIssue(issue, guide))}</ul>${renderRest(issues.length - byKind - shown.length)}
</section>`;
}

/** The resources, those with the gravest findings first; those with errors stand open. */
export function renderResources(
  { summary: { resources, invalid }, guide }: Pick<Report, 'summary' | 'guide'>,
  results: readonly ShownResult[],
): Markup {
  const open = invalid <= 50; // more than anybody reads at once, and slow to lay out
  const many = results.length > 500 ? html` class="many"` : undefined; // the style lays these out only once in view
  return html`<section id="resources"${many}>
<h2>Resources <span class="n">${formatNumber(resources)}</span></h2>
${results.length === 0 ? html`<p>No resource was validated.</p>` : undefined}${results.map((result) => renderResource(result, open, guide))}
<p id="nothing" hidden>Nothing matches the filter.</p>
</section>`;
}

function renderResource(
  { resource, file, profiles, moreProfiles, valid, issues, alike, answer, anchor, counts }: ShownResult,
  open: boolean,
  guide: Report['guide'],
): Markup {
  const state = valid ? html`<b class="s ok">Valid</b>` : html`<b class="s bad">Not valid</b>`;
  const tally = tallyOf(counts);
  const shownOpen = !valid && open ? html` open` : undefined;
  const found = Object.values(counts).reduce((sum, number) => sum + number, 0);
  const told = alike.reduce((sum, { times }) => sum + times, issues.length);
  return html`<details class="r" id="${anchor}" data-file="${file}"${shownOpen}><summary>${state} <span class="name">${shortName(
    resource ?? file,
  )}</span>${tally.length === 0 ? undefined : html` <span class="tally">${tally}</span>`}${
    resource === undefined ? undefined : html` <span class="file">${file}</span>`
  }</summary>${
    profiles.length === 0
      ? undefined
      : html`<p class="held">Held against</p><ul class="profiles">${profiles.map((profile) => html`<li><code>${profile}</code></li>`)}${
          moreProfiles > 0 ? html`<li>and ${count(moreProfiles, 'more profile')}</li>` : undefined
        }</ul>`
  }${answer && renderAnswer(answer)}${issues.length === 0 ? undefined : html`<ul class="issues">${sortIssues(issues).map((issue) => renderIssue(issue, guide))}</ul>`}${renderAlike(alike)}${renderRest(found - told)}</details>\n`;
}

function renderRest(left: number): Markup | undefined {
  return left > 0 ? html`<p class="left-out">Not shown here: ${count(left, 'more finding')}.</p>` : undefined;
}

const OUTCOME_ISSUES = 50;

/** What the API of the guide would answer. */
function renderAnswer(answer: ApiAnswer): Markup {
  const { status, reason, message, outcome } = answer;
  const issue = outcome?.issue.slice(0, OUTCOME_ISSUES) ?? [];
  const lines = JSON.stringify({ ...outcome, issue }, undefined, 2).split('\n');
  return html`<p class="held">The API answers <b>HTTP ${String(status)} ${reason}</b>${
    message === undefined ? undefined : html`: ${message}`
  }</p>${basesOf(answer, OUTCOME_ISSUES).map(renderBasis)}${
    outcome &&
    html`<pre>${lines.map((line, index) => `${index === 0 ? '' : '\n'}${line}`)}</pre>${
      outcome.issue.length > OUTCOME_ISSUES
        ? html`<p class="left-out">And ${count(outcome.issue.length - OUTCOME_ISSUES, 'more issue')}.</p>`
        : undefined
    }`
  }`;
}

/** Whether the API's own document says so, the guide has decided it, or nobody has said. */
function renderBasis({ issue, basis }: PartBasis): Markup {
  const { words, questions } = basisParts(basis);
  return html`<p class="held">${issue === undefined ? 'This answer is ' : `Issue ${issue} of its body is `}${words}${questions.map(
    ({ code, title, url }, at) => html`${at === 0 ? '' : '; '}${link(url, code)} ${title}`,
  )}.</p>`;
}

function tallyOf({ error, warning, note, unchecked }: Counted['counts']): Markup[] {
  const tally = (kind: string, number: number, text: string) =>
    number === 0 ? [] : [html`<span class="t ${kind}">${text}</span> `];
  return [
    ...tally('error', error, count(error, 'error')),
    ...tally('warning', warning, count(warning, 'warning')),
    ...tally('note', note, count(note, 'note')),
    ...tally('unchecked', unchecked, `${formatNumber(unchecked)} not checked`),
  ];
}
