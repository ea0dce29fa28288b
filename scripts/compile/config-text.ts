import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Outcome, SourcePosition } from '../model/issue.ts';

export const configNames = ['sushi-config.yaml', 'sushi-config.yml'] as const;

/** The text of sushi-config.yaml, kept to say on which line a setting stands. */
export interface ConfigText {
  readonly file: string;
  readonly text: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

/**
 * Reads the project's configuration without judging its settings.
 * @returns no value and no issue when the project has no configuration file
 */
export function readConfigText(projectFolder: string): Outcome<ConfigText | undefined> {
  for (const file of configNames) {
    const text = readIfThere(path.join(projectFolder, file));
    if (text !== undefined) return parseConfigText(text, file);
  }
  return { value: undefined, issues: [] };
}

function parseConfigText(text: string, file: string): Outcome<ConfigText | undefined> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const [error] = document.errors;
  if (error === undefined) return { value: { file, text, document, lines }, issues: [] };
  // Only the first: what follows a break in the structure is mostly its echo.
  const { line, col } = lines.linePos(error.pos[0]);
  const message = `${file} is not well-formed YAML: ${error.message.trim().replace(/\.?$/, '.')} Check the indentation, the quotes and the colons around this line.`;
  const source = { file, line, column: col };
  return { value: undefined, issues: [{ severity: 'error', code: 'structure', rule: 'config-yaml', message, source }] };
}

/** Where a setting stands; the nearest setting around it when it is absent. */
export function configPosition(config: ConfigText | undefined, keys: readonly string[]): SourcePosition | undefined {
  if (config === undefined) return undefined;
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
function sameKey(found: unknown, wanted: string): boolean {
  return String(found).toLowerCase() === wanted.toLowerCase();
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
