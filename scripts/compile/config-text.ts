import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ConfigText, configNames, parseConfigText } from '../model/config-text.ts';
import type { Outcome } from '../model/issue.ts';

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

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
