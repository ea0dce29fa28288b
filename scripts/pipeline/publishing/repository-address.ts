import { join } from 'node:path';
import { parse } from 'yaml';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { isJsonObject } from '../../model/fhir.ts';
import type { Issue } from '../../model/issue.ts';

/** One setting of a guide: `adresse` is what its pages and the template's footer lead to. */
const SETTING = 'input/data/depot.yml';

/** Says that a guide names no repository, where its pages would lead there. */
export function repositoryAddress(project: string): Issue[] {
  const text = readTextIfThere(join(project, SETTING), LONGEST_SETTINGS);
  if (text === undefined || hasAddress(text)) return [];
  const message = `No page leads to the repository of the guide: ${SETTING} has no address. Write it there as "adresse".`;
  const source = { file: SETTING };
  return [{ severity: 'information', code: 'incomplete', rule: 'repository-address', message, source }];
}

function hasAddress(text: string): boolean {
  try {
    const setting: unknown = parse(text);
    return isJsonObject(setting) && typeof setting.adresse === 'string' && /^https:\/\//.test(setting.adresse);
  } catch {
    return false;
  }
}
