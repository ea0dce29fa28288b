import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { FileFault } from '../../files/file-fault.ts';
import { readText } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import type { Issue, Outcome, SourcePosition } from '../../model/issue.ts';
import { parseYaml } from '../../model/yaml-text.ts';
import { templateFolder } from '../../pages/fragment.ts';

/** Names the files of the project, beside its resources, that templates may read. */
const listFile = `${templateFolder}/data.yaml`;

/** What templates see as `data`: under each name the files that its pattern means, in the order of their names. */
export type PageData = Readonly<Record<string, readonly unknown[]>>;

/** Reads what a guide's list of data names; a pattern that means nothing is a finding, for a table would lose its rows. */
export function readPageData(folder: string): Outcome<PageData> {
  if (!existsSync(join(folder, listFile))) return { value: {}, issues: [] };
  const issues: Issue[] = [];
  const fault = (message: string, source: SourcePosition = { file: listFile }): undefined => {
    issues.push({ severity: 'error', code: 'not-found', rule: 'page-data', message, source });
  };
  const read = (file: string): unknown => {
    try {
      const parsed = parseYaml(readText(join(folder, file), LONGEST_SETTINGS));
      if (!('fault' in parsed)) return parsed.value();
      return fault(`This file ${parsed.fault}`, { file, line: parsed.line, column: parsed.column });
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      return fault(`This cannot be read: ${error.reason}.`, { file });
    }
  };
  const list = read(listFile);
  const named: [string, unknown[]][] = [];
  for (const [name, pattern] of Object.entries(isRecord(list) ? list : {})) {
    const files = typeof pattern === 'string' ? globSync(pattern, { cwd: folder }).sort() : [];
    if (files.length === 0)
      fault(`${name} names no file of the project. Give it a path, or a pattern such as data/*.yaml.`);
    named.push([name, files.map(read).filter((value) => value !== undefined)]);
  }
  if (list !== undefined && !isRecord(list)) fault('This must be a list of names, each with a path or a pattern.');
  return { value: Object.fromEntries(named), issues };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
