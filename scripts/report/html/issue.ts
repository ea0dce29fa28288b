import { elementPath, type Issue, type Severity, type SourcePosition } from '../../model/issue.ts';
import type { ReportGuide } from '../../model/report.ts';
import { explanationOf, formatPosition, isNotChecked, rankOf } from '../finding/finding.ts';
import { html, link, type Markup, slug } from './markup.ts';

/** What the reader can filter by: the severities, and what was not checked as a kind of its own. */
export type Kind = 'error' | 'warning' | 'note' | 'unchecked';

export const kindWords: Record<Kind, string> = {
  error: 'Error',
  warning: 'Warning',
  note: 'Note',
  unchecked: 'Not checked',
};

const kinds: Record<Severity, Kind> = { fatal: 'error', error: 'error', warning: 'warning', information: 'note' };

export function kindOf(issue: Issue): Kind {
  return isNotChecked(issue) ? 'unchecked' : kinds[issue.severity];
}

/** Graver first; what was not checked comes last. */
export function sortIssues(issues: readonly Issue[]): Issue[] {
  return issues.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** A finding: what it is, where to mend it, which rule says so. Class names are short because there can be thousands. */
export function renderIssue(issue: Issue, guide?: ReportGuide): Markup {
  const { source, insertedAt, profile, known, rule, guideRules = [] } = issue;
  const path = elementPath(issue);
  const kind = kindOf(issue);
  const explanation = explanationOf(issue);
  const word = issue.severity === 'fatal' ? 'Fatal error' : kindWords[kind];
  return html`<li class="i ${kind}" data-rule="${rule}"><p><b class="k">${word}</b> ${issue.message}</p><p class="w">${
    source && html`${renderPosition(source, guide)} `
  }${path === undefined ? undefined : html`<code>${path}</code> `}<a href="#rule-${slug(rule)}">${rule}</a>${guideRules.map(
    ({ code, title, url }) => html` <span>${link(url, code)} ${title}</span>`,
  )}${
    insertedAt && html` <span>inserted at ${renderPosition(insertedAt, guide)}</span>`
  }${profile === undefined ? undefined : html` <span>set by <code>${profile}</code></span>`}${
    explanation === undefined ? undefined : html` <span class="why">Explained: ${explanation}</span>`
  }${known === true ? html` <span class="why">In the baseline</span>` : undefined}</p></li>\n`;
}

/** Where to mend something; a link to the line where the guide's files can be read on the web. */
export function renderPosition(place: SourcePosition, guide: ReportGuide | undefined): Markup {
  const text = html`<code class="at">${formatPosition(place)}</code>`;
  const { file, line } = place;
  const isOutside = /^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(file);
  if (guide?.source === undefined || isOutside) return text;
  const path = file.split(/[/\\]/).map(encodeURIComponent).join('/');
  return link(`${guide.source}${path}${line === undefined ? '' : `#L${line}`}`, text);
}
