import { shown } from '../finding/wording.ts';
import type { Scope } from '../scope/scope.ts';

/** What a reader may want shown as it is written: blocks and spans of code. */
const code = /```[\s\S]*?(?:```|$)|``[^`]*``|`[^`]*`/g;
// Each alternative ends at the next angle bracket, so that a text of many brackets is read in linear time.
const tag = /<(?:\/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?\/?>|!--)/;

/**
 * HTML in markdown is shown as it is written by renderers that are on their guard, and is a danger in the others.
 * @see https://hl7.org/fhir/R4/security.html#narrative
 */
export function checkEmbeddedHtml(value: unknown, path: string, { findings }: Scope): void {
  if (typeof value !== 'string' || !value.includes('<')) return;
  const found = tag.exec(value.includes('`') ? value.replace(code, '') : value)?.[0];
  // A line break has no form in markdown that everybody sees; nobody is harmed by it.
  if (found === undefined || /^<br\s*\/?>$/i.test(found)) return;
  const message = `The markdown holds HTML, "${shown(found)}", which a reader may see as it is written; write it in markdown, or as code between backquotes.`;
  findings.warning({ code: 'value', rule: 'markdown-html', message, expression: path });
}
