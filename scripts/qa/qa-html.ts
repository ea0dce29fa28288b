/** A line of `input/ignoreWarnings.txt`, and how many findings the IG Publisher left out for it. */
export interface AppliedSuppression {
  readonly pattern: string;
  readonly reason: string;
  readonly uses: number;
}

const BLOCK = /<p><b>([^<]*)<\/b><\/p><ul>\s*((?: <li>.*<\/li>\s*)*)<\/ul>/g;
const ITEM = /<li>(.*) <span style="color: \w+">\((\d+) uses\)<\/span><\/li>/g;

/** Reads the list of suppressions at the end of `qa.html`: the Publisher tells nowhere else which of them were of use. */
export function readAppliedSuppressions(text: string): AppliedSuppression[] {
  const start = text.indexOf('<a name="suppressed">');
  if (start === -1) return [];
  const end = text.indexOf('<a name=', start + 1);
  const part = text.slice(start, end === -1 ? undefined : end).replaceAll('\r', '');
  return [...part.matchAll(BLOCK)].flatMap(([, reason = '', items = '']) =>
    [...items.matchAll(ITEM)].map(([, pattern = '', uses]) => ({
      pattern: unescapeXml(pattern),
      reason: unescapeXml(reason),
      uses: Number(uses),
    })),
  );
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

/** What the Publisher's `Utilities.escapeXml` has escaped. */
function unescapeXml(text: string): string {
  return text.replace(/&(?:(lt|gt|quot|apos|amp)|#x([0-9a-f]+)|#(\d+));/gi, (whole, name, hex, decimal) => {
    if (name !== undefined) return entities[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}
