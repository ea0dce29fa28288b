/** A reference to a conformance resource by URL: https://hl7.org/fhir/R4/references.html#canonical */
export interface Canonical {
  readonly url: string;
  /** After `|`; absent when the reference leaves the version open. */
  readonly version?: string;
  /** After `#`, without it. */
  readonly fragment?: string;
}

export function parseCanonical(text: string): Canonical {
  const [beforeFragment = '', fragment] = splitAt(text, '#');
  const [url, version] = splitAt(beforeFragment, '|');
  return {
    url,
    ...(version === undefined ? {} : { version }),
    ...(fragment === undefined ? {} : { fragment }),
  };
}

/** `url|version`, or `url` alone when the version is not known. */
export function formatCanonical(url: string, version: string | undefined): string {
  return version === undefined ? url : `${url}|${version}`;
}

function splitAt(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
