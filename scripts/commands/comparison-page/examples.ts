import type { ComparisonReport } from '../../compare/result/report.ts';
import type { Failure } from '../../compare/result/witness.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { renderElement } from './element.ts';

const MOST_EXAMPLES = 100;
const MOST_ISSUES = 5;

/** What was valid under one version and is not under the other: the first thing that a reviewer looks at. */
export function renderExamples({ replay, from, to }: ComparisonReport): Markup | undefined {
  if (replay === undefined) return undefined;
  const { oldExamples, newExamples } = replay;
  return html`<section id="examples"><h2>Examples</h2>
${renderFailures(`Examples of ${from.version} under ${to.version}`, oldExamples.noLongerValid, oldExamples)}
${renderFailures(`Examples of ${to.version} under ${from.version}`, newExamples.notValidBefore, newExamples)}</section>`;
}

function renderFailures(
  title: string,
  failures: readonly Failure[],
  { valid, notTried }: { readonly valid: number; readonly notTried: number },
): Markup | undefined {
  const tried = valid + failures.length;
  if (tried + notTried === 0) return undefined;
  return html`<h3>${title}</h3>
<p class="held">${failures.length} of ${tried} not valid${notTried === 0 ? '' : `; ${notTried} not tried, without a profile of both versions or not valid under their own`}.</p>
${
  failures.length === 0
    ? undefined
    : html`<ul class="issues">${failures
        .slice(0, MOST_EXAMPLES)
        .map(
          ({ file, issues }) =>
            html`<li class="i breaking"><p><span class="k">${file}</span></p><div class="witness"><ul>${issues
              .slice(0, MOST_ISSUES)
              .map(
                (issue) => html`<li>${renderElement(issue)}<mark>${issue.message}</mark></li>`,
              )}</ul>${issues.length > MOST_ISSUES ? html`<p class="left-out">And ${issues.length - MOST_ISSUES} more.</p>` : undefined}</div></li>`,
        )}</ul>`
}
${failures.length > MOST_EXAMPLES ? html`<p class="left-out">And ${failures.length - MOST_EXAMPLES} more.</p>` : undefined}`;
}
