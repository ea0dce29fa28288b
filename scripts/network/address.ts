import { RequestFailure } from './request-failure.ts';

/** Longer than any that a person would have written. */
const MOST_CHARACTERS = 2_000;

/** Why an address is not asked, as what it is: `an address that begins with file:; …`; undefined for one that is. */
export function faultOfAddress(text: string): string | undefined {
  if (text.length > MOST_CHARACTERS) return `an address of ${text.length} characters`;
  if (!URL.canParse(text)) return 'an address that is none';
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'http:' && protocol !== 'https:')
    return `an address that begins with ${protocol}; only http and https are asked`;
  // They would be shown, logged and locked with the address.
  return username === '' && password === '' ? undefined : 'an address with a user and password in it';
}

/** An address as a person or a file gives it. @throws {RequestFailure} for one that is not to be asked */
export function parseAddress(text: string): URL {
  const fault = faultOfAddress(text);
  if (fault !== undefined) throw new RequestFailure(`it is ${fault}`);
  return new URL(text);
}

/**
 * An address that a server names, in a document or a redirect: parsed here, trusted afterwards.
 * @param from the address of the server's answer
 * @throws {RequestFailure} for one that is not to be asked
 */
export function linkFrom(from: URL, text: string): URL {
  const absolute = URL.canParse(text, from.href) ? new URL(text, from.href).href : text;
  const fault = faultOfAddress(absolute);
  if (fault !== undefined) throw new RequestFailure(`it sends to ${fault}`);
  const link = new URL(absolute);
  // On one machine nobody stands between the two.
  if (from.protocol === 'https:' && link.protocol === 'http:' && !(isLoopback(from) && isLoopback(link)))
    throw new RequestFailure(
      `it is on https and sends to ${link.origin}, where anyone on the way can read and change what is sent`,
    );
  return link;
}

/** As it is shown and locked: without what may be a secret, such as the signature in `?sig=…`. */
export function shownAddress({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

/** An address of the user's own, for messages: without user and password. */
export function withoutCredentials(text: string): string {
  return text.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1');
}

/** @see https://www.rfc-editor.org/rfc/rfc6890#section-2.2.2 */
function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
