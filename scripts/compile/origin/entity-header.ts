/** The element that a keyword of an entity sets; '' is the entity as a whole. */
const elements: Readonly<Record<string, string>> = {
  Id: 'id',
  Title: 'title',
  Description: 'description',
  Parent: 'baseDefinition',
  Context: 'context',
};

export interface HeaderRule {
  readonly path: string;
  /** Counting from 0, in the entity's lines. */
  readonly line: number;
}

/**
 * The keywords under an entity's first line, as rules.
 * The first is the line that names the profile: what no rule sets comes from there.
 * @param lines the entity's own, from its keyword on
 * @see https://hl7.org/fhir/uv/shorthand/reference.html#defining-items
 */
export function headerRules(lines: readonly string[], kind: string): HeaderRule[] {
  const keywords = headerKeywords(lines);
  const source = keywords.find(({ keyword }) => keyword === 'InstanceOf' || keyword === 'Parent')?.line ?? 0;
  // On an instance, title and description are of the guide's list, not of the resource.
  const set = kind === 'Instance' ? [] : keywords.filter(({ keyword }) => elements[keyword] !== undefined);
  const prefix = kind === 'FshValueSet' || kind === 'FshCodeSystem' ? '' : '^';
  return [
    { path: '', line: source },
    ...set.map(({ keyword, line }) => ({ path: `${prefix}${elements[keyword]}`, line })),
  ];
}

/** The line of a keyword in an entity's lines, counting from 0; the entity's own first line when it has none. */
export function keywordLine(lines: readonly string[], wanted: string): number {
  return headerKeywords(lines).find(({ keyword }) => keyword === wanted)?.line ?? 0;
}

function headerKeywords(lines: readonly string[]): { readonly keyword: string; readonly line: number }[] {
  const found: { readonly keyword: string; readonly line: number }[] = [];
  let inText = false;
  for (const [line, text] of lines.entries()) {
    if (!inText && /^\s*\*\s/.test(text)) break;
    const [, keyword] = /^\s*([A-Z]\w*)\s*:/.exec(text) ?? [];
    if (!inText && line > 0 && keyword !== undefined) found.push({ keyword, line });
    // A description over several lines may hold anything.
    if (text.split('"""').length % 2 === 0) inText = !inText;
  }
  return found;
}
