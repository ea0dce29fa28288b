/** The element that a keyword of an entity sets; '' is the entity as a whole. */
const elements: Readonly<Record<string, string>> = {
  Id: 'id',
  Title: 'title',
  Description: 'description',
  Parent: 'baseDefinition',
};

export interface HeaderRule {
  readonly path: string;
  /** Counting from 0, in the entity's lines. */
  readonly line: number;
}

/**
 * The keywords under an entity's first line, as rules.
 * The first is the line that names the profile: what no rule sets comes from there.
 * @param lines from the entity's keyword on
 * @see https://hl7.org/fhir/uv/shorthand/reference.html#defining-items
 */
export function headerRules(lines: readonly string[], kind: string): HeaderRule[] {
  const rules: HeaderRule[] = [];
  let source = 0;
  for (let line = 1; line < lines.length; line++) {
    const text = lines[line] ?? '';
    if (/^\s*\*\s/.test(text)) break;
    const [, keyword = ''] = /^\s*([A-Z]\w*)\s*:/.exec(text) ?? [];
    if (keyword === 'InstanceOf' || keyword === 'Parent') source = line;
    const element = elements[keyword];
    // On an instance, title and description are of the guide's list, not of the resource.
    if (element !== undefined && kind !== 'Instance')
      rules.push({ path: isDefinition(kind) ? `^${element}` : element, line });
  }
  return [{ path: '', line: source }, ...rules];
}

function isDefinition(kind: string): boolean {
  return kind !== 'FshValueSet' && kind !== 'FshCodeSystem';
}

/** The line of a keyword in an entity's lines, counting from 0; the entity's own first line when it has none. */
export function keywordLine(lines: readonly string[], keyword: string): number {
  const rules = lines.findIndex((line) => /^\s*\*\s/.test(line));
  const header = rules === -1 ? lines : lines.slice(0, rules);
  return Math.max(
    0,
    header.findIndex((line, i) => i > 0 && new RegExp(`^\\s*${keyword}\\s*:`).test(line)),
  );
}
