import type { SaxesTagNS } from 'saxes';
import { type FhirResource, isJsonObject } from '../../model/fhir.ts';
import type { Severity } from '../../model/issue.ts';
import { isBase64 } from '../json/base64.ts';
import type { NarrativeContext } from './context.ts';

/** Characters of a URL that need no escape, and those that readers' software tolerates. */
const legalUrl = /^[\p{L}\p{N};?:@&=+$.,/%\-_~#[\]!'()*|]*$/u;
const dataUrl = /^data:([^,]*),([^,]*)$/;

/**
 * Says what is wrong with the target of a link or image, taken by itself.
 * @see https://hl7.org/fhir/R4/narrative.html#security
 */
export function linkFault(element: string, url: string): string | undefined {
  const where = element === 'img' ? 'The image source' : 'The link target';
  if (url.trim() === '') return `${where} of <${element}> is empty. Give it a URL or remove it.`;
  if (url.startsWith('data:')) {
    const fault = dataFault(url);
    return fault && `${where} '${shorten(url)}' ${fault}`;
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'javascript' || scheme === 'vbscript') {
    return `${where} '${shorten(url)}' runs a script, which a narrative may not. Remove it.`;
  }
  if (element === 'a' && (scheme === 'urn' || scheme === 'cid')) {
    return `${where} '${shorten(url)}' cannot be followed by a reader. Use a URL that leads somewhere.`;
  }
  if (legalUrl.test(url)) return undefined;
  const illegal = [...url].filter((character) => !legalUrl.test(character));
  return `${where} '${shorten(url)}' has characters that a URL may not have (${[...new Set(illegal)].map((c) => `'${c}'`).join(', ')}). Escape them with %.`;
}

/** @see RFC 2397, whose data may have escapes; browsers pass over white space in base64 */
function dataFault(url: string): string | undefined {
  const [, type = '', data = ''] = dataUrl.exec(url) ?? [];
  if (!dataUrl.test(url)) return 'is not a valid data: URL. Write data:<type>;base64,<data>.';
  if (!/;base64$/i.test(type)) return undefined;
  const packed = data
    .replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\s+/g, '');
  if (packed === '') return 'has no data. Write data:<type>;base64,<data>, or remove it.';
  return isBase64(packed)
    ? undefined
    : 'is not base64. Encode the data with A-Z a-z 0-9 + / alone, padded with = to a multiple of four.';
}

function shorten(url: string): string {
  return url.length > 80 ? `${url.slice(0, 77)}...` : url;
}

/** Links to `#id` and the ids that they can lead to, collected while a narrative is read. */
export class NarrativeTargets {
  readonly #context: NarrativeContext | undefined;
  readonly #declared = new Map<string, number>();
  readonly #expected = new Map<string, string>();

  readonly #ids: Map<object, ReadonlySet<string>>;

  constructor(context: NarrativeContext | undefined) {
    this.#context = context;
    this.#ids = context?.ids ?? new Map();
  }

  /** Notes the ids of an element; an `a` declares its name too. */
  declare({ local, attributes }: SaxesTagNS): void {
    const id = attributes.id?.value;
    const name = local === 'a' ? attributes.name?.value : undefined;
    if (id !== undefined) this.#count(id);
    if (name !== undefined && name !== id) this.#count(name);
  }

  #count(target: string): void {
    this.#declared.set(target, (this.#declared.get(target) ?? 0) + 1);
  }

  expect(id: string, element: string): void {
    this.#expected.set(id, element);
  }

  findings(): { message: string; severity?: Severity }[] {
    const twice = [...this.#declared].filter(([, count]) => count > 1).map(([id]) => `'${id}'`);
    const dangling = [...this.#expected].filter(([id]) => !this.#declared.has(id) && !this.#isInResource(id));
    return [
      ...(twice.length === 0
        ? []
        : [
            {
              severity: 'warning' as const,
              message: `The narrative uses an id more than once: ${twice.join(', ')}. Give each element its own.`,
            },
          ]),
      ...dangling.map(([id, element]) => ({
        message: `The ${element === 'img' ? 'image' : 'link'} '#${id}' leads nowhere: no element of the narrative or of the resource has this id.`,
      })),
    ];
  }

  /** Without a resource to look in, the link is trusted. */
  #isInResource(id: string): boolean {
    if (this.#context === undefined) return true;
    const { resource, bundle } = this.#context;
    return this.#idsOf(resource).has(id) || (bundle !== undefined && this.#idsOf(bundle).has(id));
  }

  /** Collected once, however many links and however many narratives of a Bundle ask. */
  #idsOf(resource: FhirResource): ReadonlySet<string> {
    const ids = this.#ids.get(resource) ?? idsOf(resource);
    this.#ids.set(resource, ids);
    return ids;
  }
}

const idInXhtml = /\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The ids of all elements below, in JSON and in narratives. */
function idsOf(resource: FhirResource): ReadonlySet<string> {
  const ids = new Set<string>();
  const rest: unknown[] = [resource];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (Array.isArray(next)) for (const item of next) rest.push(item);
    else if (isJsonObject(next)) {
      if (typeof next.id === 'string') ids.add(next.id);
      if (typeof next.div === 'string')
        for (const [, double, single] of next.div.matchAll(idInXhtml)) ids.add(double ?? single ?? '');
      for (const value of Object.values(next)) if (typeof value === 'object' && value !== null) rest.push(value);
    }
  }
  return ids;
}
