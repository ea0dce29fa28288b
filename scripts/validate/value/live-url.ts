import { shown } from '../finding/wording.ts';
import type { Scope } from '../scope/scope.ts';

/** Reserved for examples, and never a server's; the HL7 validator takes acme.com for one too. */
const example = /^https?:\/\/(?:[^/?#]*\.)?(?:example\.(?:org|com|net)|acme\.(?:com|org))(?:[:/?#]|$)/i;

/**
 * A `url` is opened, where a `uri` may be a mere name: one that leads to an example's host leads nowhere.
 * @see https://hl7.org/fhir/R4/datatypes.html#url
 */
export function checkLiveUrl(value: unknown, path: string, { engine, findings }: Scope): void {
  if (!engine.liveUrls || typeof value !== 'string' || !example.test(value)) return;
  const message = `The address ${shown(value)} is that of an example, where nothing can be fetched; give the real one, or allow example URLs.`;
  findings.error({ code: 'value', rule: 'url-example', message, expression: path });
}
