import { isJsonObject, type JsonObject } from '../model/fhir.ts';
import type { SourcePosition } from '../model/issue.ts';

/** A JSON file that people write, with the lines of its properties. */
export interface JsonText {
  readonly value: JsonObject;
  /** Where a property of the file itself stands; its first line where it is not there. */
  at(name: string): SourcePosition;
}

/** @returns the reason, where the text is no JSON object */
export function readJsonText(text: string, file: string): JsonText | { readonly fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { fault: error instanceof Error ? error.message : 'it cannot be read' };
  }
  if (!isJsonObject(value)) return { fault: 'it is no object' };
  const lines = text.split('\n');
  return {
    value,
    at: (name) => {
      const key = JSON.stringify(name);
      const line = lines.findIndex(
        (each) => each.trimStart().startsWith(key) || each.includes(`{${key}`) || each.includes(`, ${key}`),
      );
      return { file, line: Math.max(line, 0) + 1 };
    },
  };
}

/** A property as text, blanks around it left out; undefined where there is none. */
export function textOf(value: JsonObject, name: string): string | undefined {
  const found = value[name];
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}
