import { countsText, versionText } from '../../compare/format/wording.ts';
import type { ComparisonReport } from '../../compare/result/report.ts';
import { type Impact, impacts } from '../../compare/rules/impact.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { STYLE, STYLE_HASH } from '../../report/html/style.ts';
import { renderChanges } from './artefacts.ts';
import { classWords } from './classes.ts';
import { renderExamples } from './examples.ts';
import { COMPARISON_SCRIPT, COMPARISON_SCRIPT_HASH } from './script.ts';
import { COMPARISON_STYLE, COMPARISON_STYLE_HASH } from './style.ts';
import { sidesOf } from './whom.ts';

const POLICY = [
  "default-src 'none'",
  `style-src '${STYLE_HASH}' '${COMPARISON_STYLE_HASH}'`,
  `script-src '${COMPARISON_SCRIPT_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * A comparison as one HTML file for a reviewer, in the style of the other reports: it asks nothing of a network, reads
 * without its script, and its content security policy runs that one script only.
 * @param version of this program
 */
export function comparisonPage(report: ComparisonReport, version: string): string {
  const { from, to } = report;
  const title = `${from.id} ${from.version} → ${from.id === to.id ? '' : `${to.id} `}${to.version}`;
  const sides = sidesOf(report);
  const examples = renderExamples(report);
  const resting = renderNotes(report);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="ig ${version}">
<title>${title}: what changed</title>
<style>${raw(STYLE)}</style>
<style>${raw(COMPARISON_STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the changes</a>
${renderOverview(report, title)}
<nav aria-label="Sections"><ul>${[
    examples && html`<li><a href="#examples">Examples</a></li>`,
    html`<li><a href="#artefacts">By artefact</a></li>`,
    resting && html`<li><a href="#rests">What this rests on</a></li>`,
  ]}</ul></nav>
<main id="main">
${examples}
${renderFilter(sides)}
${renderChanges(report, sides)}
${resting}
</main>
<footer><p>Written by ig ${version}.</p></footer>
<script>${raw(COMPARISON_SCRIPT)}</script>
</body>
</html>
`.markup;
}

function renderOverview(report: ComparisonReport, title: string): Markup {
  const { summary, replay } = report;
  const figures: readonly [Impact, number][] = [
    ['breaking', summary.breaking],
    ['may-break', summary.mayBreak],
    ['obligation', summary.obligation],
    ['compatible', summary.compatible],
    ['editorial', summary.editorial],
  ];
  const isBad = summary.breaking > 0;
  const failing = replay?.oldExamples.noLongerValid.length ?? 0;
  return html`<header class="top ${isBad ? 'bad' : 'ok'}">
<p class="eyebrow">What changed, and whom it breaks</p>
<h1>${title}</h1>
<p class="verdict"><span class="mark" aria-hidden="true">${isBad ? '!' : '✓'}</span> <span><strong>${
    isBad ? 'It breaks' : summary.mayBreak > 0 ? 'It may break' : 'It breaks nobody'
  }</strong> <span class="sentence">${
    failing > 0 ? `${failing === 1 ? 'One example is' : `${failing} examples are`} not valid any more. ` : ''
  }${versionText(report)}</span></span></p>
<dl class="figures five" aria-label="${countsText(report)}">${figures.map(
    ([impact, count]) =>
      html`<div class="${count > 0 ? impact : ''}"><dt>${classWords[impact]}</dt><dd>${count}</dd></div>`,
  )}</dl></header>`;
}

/** The controls that narrow the page; hidden until the script that drives them has started. */
function renderFilter(sides: readonly string[]): Markup {
  return html`<form id="filter" role="search" aria-label="Filter the changes" hidden>
<div class="fields">
<div class="grow"><label for="f-text">Text</label><input type="search" id="f-text" autocomplete="off" spellcheck="false" placeholder="element, artefact, rule, value"></div>
<div><label for="f-side">For</label><select id="f-side"><option value="0">everybody</option>${sides.map(
    (side, index) => html`<option value="${index + 1}">${side}</option>`,
  )}</select></div>
</div>
<div class="fields">
<fieldset><legend>Show</legend>${impacts.map(
    (impact) =>
      html`<label class="pick ${impact}"><input type="checkbox" value="${impact}"${
        impact === 'editorial' ? undefined : html` checked`
      }> ${classWords[impact]}</label>`,
  )}</fieldset>
<label class="pick"><input type="checkbox" id="f-shown"> Only what an example shows</label>
<span class="actions"><button type="button" id="f-open">Open all</button> <button type="button" id="f-close">Close all</button> <button type="reset">Reset</button></span>
</div>
<output id="f-count" aria-live="polite"></output>
</form>`;
}

const MOST_NOTES = 200;

function renderNotes({ notes, notCompared }: ComparisonReport): Markup | undefined {
  if (notes.length + notCompared.length === 0) return undefined;
  const rest = notes.length + notCompared.length - 2 * MOST_NOTES;
  return html`<section id="rests"><h2>What this rests on</h2><ul class="folds">${notes
    .slice(0, MOST_NOTES)
    .map((note) => html`<li>${note}</li>`)}${
    notCompared.length === 0
      ? undefined
      : html`<li>Neither version has these value sets among its packages, so their codes were not compared:<ul class="places">${notCompared
          .slice(0, MOST_NOTES)
          .map((each) => html`<li><code>${each}</code></li>`)}</ul></li>`
  }</ul>${rest > 0 ? html`<p class="left-out">And more: <code>--format json</code> has them all.</p>` : undefined}</section>`;
}

/** Our own style and script, the only text of the page that is not escaped. */
function raw(markup: string): Markup {
  return { markup };
}
