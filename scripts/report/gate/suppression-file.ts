import { isSeq } from 'yaml';
import { z } from 'zod';
import type { Issue, Outcome, SourcePosition } from '../../model/issue.ts';
import { parseYaml } from '../../model/yaml-text.ts';
import { finders, SUPPRESSIONS, type Suppression } from './suppression.ts';

const oneLine = z
  .string()
  .transform((text) => text.replace(/\s+/g, ' ').trim())
  .refine((text) => text !== '', 'must not be empty');
const pattern = oneLine.refine((text) => /[^%]/.test(text), 'would accept every finding');
const listOf = <T extends z.ZodType>(item: T) => z.union([item.transform((one) => [one]), z.array(item).min(1)]);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2027-06-30, or never');
const isDay = (text: string) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const Entry = z
  .strictObject({
    message: listOf(pattern).optional(),
    rule: listOf(oneLine).optional(),
    reason: oneLine,
    owner: oneLine,
    expires: z.union([z.literal('never'), date.refine(isDay, 'is no day of the calendar')]),
    for: listOf(z.enum(finders)).default(['ig', 'publisher']),
  })
  .refine(({ message, rule }) => message !== undefined || rule !== undefined, 'must have a message or a rule');

/**
 * Reads suppressions.yaml. An entry that is not as it should be is an error with its line; the others hold.
 * @param file its name for the issues
 */
export function parseSuppressions(text: string, file: string = SUPPRESSIONS): Outcome<Suppression[]> {
  const failed = (message: string, source: SourcePosition): Issue => {
    return { severity: 'error', code: 'structure', rule: 'suppressions', message, source };
  };
  const parsed = parseYaml(text);
  if ('fault' in parsed) {
    const { fault, line, column } = parsed;
    return { value: [], issues: [failed(`${file} ${fault}`, { file, line, column })] };
  }
  const { document, lines } = parsed;
  const at = (offset: number | undefined): SourcePosition =>
    offset === undefined ? { file } : { file, line: lines.linePos(offset).line };
  const { contents } = document;
  if (contents === null) return { value: [], issues: [] };
  if (!isSeq(contents)) {
    const message = `${file} is no list. Begin each suppression with "- ", and give it message, reason, owner and expires.`;
    return { value: [], issues: [failed(message, { file, line: 1 })] };
  }
  const value: Suppression[] = [];
  const issues: Issue[] = [];
  const offsetOf = (path: readonly PropertyKey[]): number | undefined => {
    const node = document.getIn(path, true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    return Array.isArray(range) ? Number(range[0]) : path.length > 1 ? offsetOf(path.slice(0, -1)) : undefined;
  };
  const entries = parsed.value() as readonly unknown[];
  for (const [index, entry] of entries.entries()) {
    const { data, error: faults } = Entry.safeParse(entry);
    if (data !== undefined) {
      const { message: messages = [], rule: rules = [], reason, owner, expires } = data;
      const until = expires === 'never' ? {} : { expires };
      value.push({ messages, rules, reason, owner, ...until, finders: data.for, source: at(offsetOf([index])) });
    }
    for (const { path, message } of faults?.issues ?? []) {
      const subject = path.length === 0 ? 'It' : `Its ${path.join('.')}`;
      issues.push(failed(`This suppression is not applied. ${subject}: ${message}.`, at(offsetOf([index, ...path]))));
    }
  }
  return { value, issues };
}
