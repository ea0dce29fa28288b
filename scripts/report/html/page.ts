import type { Report } from '../../model/report.ts';
import type { FormatOptions } from '../options.ts';
import { verdictOf } from '../verdict.ts';
import { renderComparison } from './comparison.ts';
import { renderFilter } from './filter.ts';
import { html, type Markup } from './markup.ts';
import { renderOverview } from './overview.ts';
import { renderPackages } from './packages.ts';
import { anchorResults, renderProject, renderResources } from './results.ts';
import { SCRIPT, SCRIPT_HASH } from './script.ts';
import { renderNotChecked, renderPhases, renderRules } from './sections.ts';
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
export function renderHtml(report: Report, options: Partial<FormatOptions> = {}): string {
  const { title = 'Resources', failOn, rules, phases } = options;
  const verdict = verdictOf(report, failOn);
  const results = anchorResults(report.results);
  const project = renderProject(report);
  const ruleList = renderRules(report, rules);
  const comparison = renderComparison(report, results);
  const phaseList = renderPhases(phases);
  const page = html`<!doctype html>
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
${renderOverview(report, verdict, title)}
<nav aria-label="Sections"><ul>${[
    project && html`<li><a href="#project">Project</a></li>`,
    comparison && html`<li><a href="#comparison">HL7 validator</a></li>`,
    html`<li><a href="#resources">Resources</a></li><li><a href="#not-checked">Not checked</a></li><li><a href="#packages">Packages</a></li>`,
    ruleList && html`<li><a href="#rules">Rules</a></li>`,
    phaseList && html`<li><a href="#timings">Timings</a></li>`,
  ]}</ul></nav>
<main id="main">
${renderFilter(report)}
${project}
${comparison}
${renderResources(results)}
${renderNotChecked(report, results)}
${renderPackages(report)}
${ruleList}
${phaseList}
</main>
<footer><p>Written by ${report.tool.name} ${report.tool.version}.</p></footer>
<script>${raw(SCRIPT)}</script>
</body>
</html>
`;
  return page.markup;
}

/** Our own style and script, the only text of the page that is not escaped. */
function raw(markup: string): Markup {
  return { markup };
}
