import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';
import { faultText } from '../model/fault.ts';
import type { Issue, Outcome } from '../model/issue.ts';
import { templateFolder } from '../pages/fragment.ts';

/** Names the files of the project, beside its resources, that templates may read. */
const listFile = `${templateFolder}/data.yaml`;

/** What templates see as `data`: under each name the files that its pattern means, in the order of their names. */
export type PageData = Readonly<Record<string, readonly unknown[]>>;

/** Reads what a guide's list of data names; a pattern that means nothing is a finding, for a table would lose its rows. */
export function readPageData(folder: string): Outcome<PageData> {
  if (!existsSync(join(folder, listFile))) return { value: {}, issues: [] };
  const issues: Issue[] = [];
  const fault = (message: string, file = listFile): undefined => {
    issues.push({ severity: 'error', code: 'not-found', rule: 'page-data', message, source: { file } });
  };
  const read = (file: string): unknown => {
    try {
      return parse(readFileSync(join(folder, file), 'utf8'), { logLevel: 'error' });
    } catch (error) {
      const [reason] = faultText(error).split('\n');
      return fault(`This is no YAML or JSON: ${reason}`, file);
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
