import { type Asked, urlOf } from '../../model/definition/asked.ts';
import type { Definitions } from '../../model/definition/definitions.ts';
import { isJsonObject } from '../../model/fhir.ts';

/** HL7 gives these addresses out itself: what none of its packages defines does not exist. */
const hl7 = /^http:\/\/(?:hl7\.org\/fhir|terminology\.hl7\.org)\//;
const mostRemembered = 5_000;

/** Used and taken everywhere, though no package defines them: the HL7 validator knows these without one. */
const withoutDefinition = new Set(
  ['ca-hc-din', 'dsm5', 'icd-10-am', 'icd-10-vn', 'icd-9', 'icpc-1-nl', 'srt'].map(
    (name) => `http://hl7.org/fhir/sid/${name}`,
  ),
);

/** URLs of HL7's own, which a loaded package defines or nobody. */
export class Hl7Urls {
  readonly #definitions: Definitions;
  readonly #known = new Map<string, boolean>();
  #named: ReadonlySet<string> | undefined;

  readonly #asked: Asked | undefined;

  constructor(definitions: Definitions, asked?: Asked) {
    this.#definitions = definitions;
    this.#asked = asked;
  }

  forget(urls: ReadonlySet<string>): void {
    for (const asked of this.#known.keys()) if (urls.has(urlOf(asked))) this.#known.delete(asked);
  }

  /**
   * Whether a URL is HL7's and nothing that is loaded has it: no definition, and no NamingSystem as its identifier.
   * @see https://hl7.org/fhir/R4/terminologies-systems.html
   */
  isUndefined(url: string): boolean {
    this.#asked?.for(url);
    const decided = this.#known.get(url);
    if (decided !== undefined) return !decided;
    const isKnown = !hl7.test(url) || withoutDefinition.has(url) || this.#isKnown(url);
    if (this.#known.size > mostRemembered) this.#known.clear(); // out of many instances
    this.#known.set(url, isKnown);
    return !isKnown;
  }

  /** The code system that took the place of one of DSTU2 or STU3: `v2/0078` became `v2-0078` elsewhere. */
  successor(url: string): string | undefined {
    const [withoutVersion = ''] = url.split('|', 1);
    if (withoutVersion !== url) return this.isUndefined(withoutVersion) ? undefined : withoutVersion;
    const [, name = ''] =
      /^http:\/\/(?:hl7\.org\/fhir|terminology\.hl7\.org)\/(?:CodeSystem\/)?([\w/.-]+)$/.exec(url) ?? [];
    const id = name.replace(/^(v[23])\//, '$1-');
    return ['http://terminology.hl7.org/CodeSystem/', 'http://hl7.org/fhir/']
      .map((base) => base + id)
      .find((candidate) => this.#definitions.resolve(candidate)?.resource.resourceType === 'CodeSystem');
  }

  #isKnown(url: string): boolean {
    if (url.includes('|')) return false; // a version has an element of its own
    if (this.#definitions.explain(url) !== undefined) return true;
    this.#named ??= new Set(this.#definitions.list('NamingSystem').flatMap((info) => identifiersOf(info.read())));
    return this.#named.has(url);
  }
}

function identifiersOf({ uniqueId }: { readonly [key: string]: unknown }): string[] {
  if (!Array.isArray(uniqueId)) return [];
  return uniqueId.flatMap((each) => (isJsonObject(each) && typeof each.value === 'string' ? [each.value] : []));
}
