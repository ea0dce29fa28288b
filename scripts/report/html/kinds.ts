import { elementPath } from '../../model/issue.ts';
import type { ReportGuide } from '../../model/report.ts';
import { count, formatNumber, listSome } from '../finding/count.ts';
import { explanationOf, type Finding, type FoundIn } from '../finding/finding.ts';
import { shortName } from '../finding/visible.ts';
import { kindOf, kindWords, renderPosition } from './issue.ts';
import { html, type Markup, slug } from './markup.ts';
import type { Alike, ShownKind } from './shown.ts';

const VALUES = 20;

/** Warnings and notes of which there are many, each kind once: it opens to the places. */
export function renderKinds(
  kinds: readonly ShownKind[],
  moreKinds: number,
  anchors: ReadonlyMap<FoundIn, string>,
  guide?: ReportGuide,
): Markup | undefined {
  if (kinds.length === 0 && moreKinds === 0) return undefined;
  return html`<section id="repeated">
<h2>Repeated warnings and notes <span class="n">${count(kinds.length, 'kind')}</span></h2>
<ul class="issues">${kinds.map((kind) => renderKind(kind, anchors, guide))}</ul>${
    moreKinds > 0
      ? html`<p class="left-out">Not shown here: ${count(moreKinds, 'finding')} of other kinds.</p>`
      : undefined
  }
</section>`;
}

function renderKind(
  { fold, anchor }: ShownKind,
  anchors: ReadonlyMap<FoundIn, string>,
  guide: ReportGuide | undefined,
): Markup | undefined {
  const { message, values, hasMoreValues, findings, times, resources } = fold;
  const issue = findings[0]?.issue;
  if (issue === undefined) return undefined;
  const kind = kindOf(issue);
  const where = resources > 0 ? ` in ${count(resources, 'resource')}` : '';
  const rest = times - findings.length;
  return html`<li class="kind i ${kind}" id="${anchor}" data-rule="${issue.rule}"><p><b class="k">${kindWords[kind]}</b> <span class="times">${formatNumber(times)} ×</span> ${message}</p>${
    values.length > 0 ? html`<p class="w">${listSome(values, VALUES, hasMoreValues)}</p>` : undefined
  }<p class="w"><a href="#rule-${slug(issue.rule)}">${issue.rule}</a>${
    issue.accepted === undefined ? undefined : html` <span class="why">Explained: ${explanationOf(issue)}</span>`
  }${issue.known === true ? html` <span class="why">In the baseline</span>` : undefined}</p><details><summary>${count(times, 'place')}${where}</summary><ul class="places">${findings.map(
    (finding) => renderPlace(finding, anchors, guide),
  )}${rest > 0 ? html`<li>and ${count(rest, 'more place')}</li>` : undefined}</ul></details></li>
`;
}

function renderPlace(
  { issue, result }: Finding,
  anchors: ReadonlyMap<FoundIn, string>,
  guide: ReportGuide | undefined,
): Markup {
  const { source } = issue;
  const path = elementPath(issue);
  const name = result && shortName(result.resource ?? result.file);
  const anchor = result && anchors.get(result);
  const place = source ?? (result?.resource === undefined ? undefined : { file: result.file });
  return html`<li>${name !== undefined && anchor !== undefined ? html`<a href="#${anchor}">${name}</a> ` : name}${
    place && html` ${renderPosition(place, guide)}`
  }${path === undefined ? undefined : html` <code>${path}</code>`}</li>`;
}

/** What a resource has of them, in short: the kind has the rest. */
export function renderAlike(alike: readonly Alike[]): Markup | undefined {
  if (alike.length === 0) return undefined;
  return html`<ul class="alike">${alike.map(({ kind: { fold, anchor }, times }) => {
    const issue = fold.findings[0]?.issue;
    if (issue === undefined) return undefined;
    const kind = kindOf(issue);
    return html`<li class="i ${kind}" data-rule="${issue.rule}" data-times="${times}"><b class="k">${kindWords[kind]}</b> ${times > 1 ? `${formatNumber(times)} × ` : undefined}<a href="#${anchor}">${fold.message}</a></li>`;
  })}</ul>`;
}
