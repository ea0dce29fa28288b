import type { Issue } from '../../model/issue.ts';
import type { Report } from '../../model/report.ts';
import { count } from '../finding/count.ts';
import { type FoundIn, isNotChecked } from '../finding/finding.ts';
import { AlikeFolds } from '../finding/fold.ts';
import type { RunDetails } from '../formats/options.ts';
import type { OpenWriter } from '../formats/writer.ts';
import { Balance } from '../gate/balance.ts';
import { leftOutOf, verdictOf, WHOLE_REPORT } from '../gate/verdict.ts';
import { renderComparison } from './comparison.ts';
import { renderFilter } from './filter.ts';
import { renderKinds } from './kinds.ts';
import { html, type Markup } from './markup.ts';
import { renderOverview } from './overview.ts';
import { renderPackages } from './packages.ts';
import { renderProject, renderResources } from './results.ts';
import { SCRIPT, SCRIPT_HASH } from './script.ts';
import { LISTED, renderNotChecked, renderPhases, renderRules } from './sections.ts';
import { Selection, type Shown } from './shown.ts';
import { STYLE, STYLE_HASH } from './style.ts';

const POLICY = [
  "default-src 'none'",
  `style-src '${STYLE_HASH}'`,
  `script-src '${SCRIPT_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * The report as one HTML file for a reviewer: it asks nothing of a network, reads without its script,
 * and its content security policy runs that one script only.
 */
export const htmlWriter: OpenWriter = (known, { failOn }) => {
  const balance = new Balance(failOn);
  const selection = new Selection();
  const notChecked = new AlikeFolds(LISTED + 1);
  const take = (issues: readonly Issue[], result?: FoundIn) => {
    balance.add(issues);
    for (const issue of issues) if (isNotChecked(issue)) notChecked.add({ issue, result });
  };
  take(known);
  selection.addIssues(known);
  return {
    add(result) {
      take(result.issues, selection.add(result));
    },
    *end(report, details) {
      const late = report.issues.slice(known.length);
      take(late);
      selection.addIssues(late);
      yield page(report, details, balance, selection.end(), notChecked);
    },
  };
};

function page(
  report: Omit<Report, 'results'>,
  { title = 'Resources', rules, phases }: RunDetails,
  balance: Balance,
  { results, project: projectIssues, projectAlike, kinds, moreKinds, leftOut }: Shown,
  notChecked: AlikeFolds,
): string {
  const verdict = verdictOf(report, balance);
  const project = renderProject(report, projectIssues, projectAlike);
  const ruleList = renderRules(balance, rules);
  const comparison = renderComparison(report, results);
  const phaseList = renderPhases(phases);
  const anchors = new Map(results.map(({ counted, anchor }) => [counted, anchor]));
  const repeated = renderKinds(kinds, moreKinds, anchors, report.guide);
  const filtered = [
    ...projectIssues,
    ...kinds.flatMap(({ fold }) => fold.findings.slice(0, 1).map(({ issue }) => issue)),
    ...results.flatMap(({ issues }) => issues),
  ];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${report.tool.name} ${report.tool.version}">
<title>${verdict.passed ? 'Passed' : 'Failed'}: ${title}, validation report</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the findings</a>
${renderOverview(report, verdict, balance, title)}
<nav aria-label="Sections"><ul>${[
    project && html`<li><a href="#project">Project</a></li>`,
    repeated && html`<li><a href="#repeated">Repeated</a></li>`,
    comparison && html`<li><a href="#comparison">HL7 validator</a></li>`,
    html`<li><a href="#resources">Resources</a></li><li><a href="#not-checked">Not checked</a></li><li><a href="#packages">Packages</a></li>`,
    ruleList && html`<li><a href="#rules">Rules</a></li>`,
    phaseList && html`<li><a href="#timings">Timings</a></li>`,
  ]}</ul></nav>
<main id="main">
${renderLeftOut(report, leftOut, results.length)}
${renderFilter(filtered)}
${project}
${repeated}
${comparison}
${renderResources(report, results)}
${renderNotChecked(report, notChecked, anchors)}
${renderPackages(report)}
${ruleList}
${phaseList}
</main>
<footer><p>Written by ${report.tool.name} ${report.tool.version}.</p></footer>
<script>${raw(SCRIPT)}</script>
</body>
</html>
`.markup;
}

/** What the page leaves out because nobody reads so much, and no browser opens it gladly. */
function renderLeftOut(
  { summary }: Pick<Report, 'summary'>,
  leftOut: readonly number[],
  shown: number,
): Markup | undefined {
  const missing = leftOutOf(leftOut);
  const resources = summary.resources - shown;
  if (missing === undefined && resources <= 0) return undefined;
  const parts = [...(missing === undefined ? [] : [missing]), ...(resources > 0 ? [count(resources, 'resource')] : [])];
  return html`<p class="callout" id="left-out"><strong>This page shows the gravest findings of each rule.</strong> It leaves out ${parts.join(
    '; ',
  )}. The figures above count all. ${WHOLE_REPORT}</p>`;
}

/** Our own style and script, the only text of the page that is not escaped. */
function raw(markup: string): Markup {
  return { markup };
}
