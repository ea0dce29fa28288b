import { shortText, visible } from '../finding/visible.ts';

/** Text that is HTML already. Only `html` makes it, and `html` escapes whatever is not. */
export interface Markup {
  readonly markup: string;
}

export type Content = string | number | Markup | undefined | readonly Content[];

/**
 * A template whose values are escaped, so that no message, file name or id can become markup.
 * A list is written item by item, `undefined` as nothing. Attributes must be in double quotes.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return { markup: strings.reduce((before, part, index) => before + write(values[index - 1]) + part) };
}

function write(value: Content): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return isMarkup(value) ? value.markup : value.map(write).join('');
}

function isMarkup(value: Markup | readonly Content[]): value is Markup {
  return 'markup' in value;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return visible(shortText(text)).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** A link for a web address; any other kind of address (`javascript:`) is shown as text. */
export function link(url: string, text: Content = url): Markup {
  return /^https?:\/\//i.test(url) ? html`<a href="${url}" rel="noreferrer">${text}</a>` : html`${text}`;
}

/** A name as part of an `id`, which a URL can hold without escapes. */
export function slug(name: string): string {
  const words = name.slice(0, LONGEST_SLUG).replace(/[^A-Za-z0-9._-]+/g, '-');
  return words.replace(/^-+|(?<!-)-+$/g, '') || 'unnamed';
}

const LONGEST_SLUG = 120;
