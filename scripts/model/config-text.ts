import { isMap, isScalar } from 'yaml';
import type { Outcome, SourcePosition } from './issue.ts';
import { parseYaml, type YamlText } from './yaml-text.ts';

/** The names under which SUSHI looks for a project's configuration. */
export const configNames = ['sushi-config.yaml', 'sushi-config.yml'] as const;

/** The text of sushi-config.yaml, kept to say on which line a setting stands. */
export interface ConfigText extends YamlText {
  readonly file: string;
  readonly text: string;
}

/** Reads a configuration's YAML without judging its settings. */
export function parseConfigText(text: string, file: string): Outcome<ConfigText | undefined> {
  const parsed = parseYaml(text);
  if (!('fault' in parsed)) return { value: { file, text, ...parsed }, issues: [] };
  const { fault, line, column } = parsed;
  const remedy = fault.includes('well-formed')
    ? ' Check the indentation, the quotes and the colons around this line.'
    : '';
  const source = { file, line, column };
  const message = `${file} ${fault}${remedy}`;
  return { value: undefined, issues: [{ severity: 'error', code: 'structure', rule: 'config-yaml', message, source }] };
}

/** Where a setting stands; the nearest setting around it when it is absent. */
export function configPosition(config: ConfigText, keys: readonly PropertyKey[]): SourcePosition {
  let node: unknown = config.document.contents;
  let offset: number | undefined;
  for (const key of keys) {
    if (!isMap(node)) break;
    const pair = node.items.find((item) => sameKey(isScalar(item.key) ? item.key.value : item.key, key));
    if (pair === undefined || !isScalar(pair.key)) break;
    offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  if (offset === undefined) return { file: config.file };
  const { line, col } = config.lines.linePos(offset);
  return { file: config.file, line, column: col };
}

/** SUSHI lowers the case of package ids. */
function sameKey(found: unknown, wanted: PropertyKey): boolean {
  return String(found).toLowerCase() === String(wanted).toLowerCase();
}
