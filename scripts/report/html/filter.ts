import type { Issue } from '../../model/issue.ts';
import { type Kind, kindOf, kindWords } from './issue.ts';
import { html, type Markup } from './markup.ts';

/**
 * The controls that narrow the page; hidden until the script that drives them has started.
 * @param issues those that the page shows
 */
export function renderFilter(issues: readonly Issue[]): Markup {
  const present = new Set(issues.map(kindOf));
  const rules = [...new Set(issues.map(({ rule }) => rule))].sort();
  const kinds = (Object.keys(kindWords) as Kind[]).filter((kind) => present.has(kind));
  return html`<form id="filter" role="search" aria-label="Filter the findings" hidden>
<div class="fields">
<div class="grow"><label for="f-text">Text</label><input type="search" id="f-text" autocomplete="off" spellcheck="false" placeholder="resource, message, element, profile"></div>
<div><label for="f-file">File</label><input type="search" id="f-file" list="f-files" autocomplete="off" spellcheck="false" placeholder="any"><datalist id="f-files"></datalist></div>
<div><label for="f-rule">Rule</label><select id="f-rule"><option value="">any</option>${rules.map((rule) => html`<option>${rule}</option>`)}</select></div>
</div>
<div class="fields">
${kinds.length === 0 ? undefined : html`<fieldset><legend>Show</legend>${kinds.map((kind) => html`<label class="pick ${kind}"><input type="checkbox" value="${kind}" checked> ${kindWords[kind]}</label>`)}</fieldset>`}
<label class="pick"><input type="checkbox" id="f-only"> Only with findings</label>
<span class="actions"><button type="button" id="f-open">Open all</button> <button type="button" id="f-close">Close all</button> <button type="reset">Reset</button></span>
</div>
<output id="f-count" aria-live="polite"></output>
</form>`;
}
