import { elementPath, type Issue } from '../../model/issue.ts';
import { html, type Markup } from '../../report/html/markup.ts';

/** The element of an example that a finding is about, before what is said of it. */
export function renderElement(issue: Pick<Issue, 'path' | 'expression'>): Markup | undefined {
  const path = elementPath(issue);
  return path === undefined ? undefined : html`<code>${path}</code> `;
}
