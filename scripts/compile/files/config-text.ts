import path from 'node:path';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { type ConfigText, configNames, parseConfigText } from '../../model/config-text.ts';
import type { Outcome } from '../../model/issue.ts';

/**
 * Reads the project's configuration without judging its settings.
 * @returns no value and no issue when the project has no configuration file
 */
export function readConfigText(projectFolder: string): Outcome<ConfigText | undefined> {
  for (const file of configNames) {
    const text = readTextIfThere(path.join(projectFolder, file), LONGEST_SETTINGS);
    if (text !== undefined) return parseConfigText(text, file);
  }
  return { value: undefined, issues: [] };
}
