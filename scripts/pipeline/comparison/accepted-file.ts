import { join } from 'node:path';
import { z } from 'zod';
import type { Acceptance } from '../../compare/result/acceptance.ts';
import { impacts } from '../../compare/rules/impact.ts';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { parseYaml } from '../../model/yaml-text.ts';

/** The file, in a guide's folder, with the changes that somebody answers for. */
export const ACCEPTED = 'accepted-changes.yaml';

const text = z
  .string()
  .transform((value) => value.replace(/\s+/g, ' ').trim())
  .refine((value) => value !== '', 'must not be empty');
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-11-30')
  .refine((value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value), 'is no day of the calendar'); // biome-ignore format: one condition
const fingerprint = z.string().regex(/^[0-9a-f]{16}$/, 'must be the 16 digits that the report has, in quotation marks');
const Entry = z.strictObject({
  changes: z.union([fingerprint.transform((one) => [one]), z.array(fingerprint).min(1)]),
  class: z.enum(impacts).default('breaking'),
  reason: text,
  owner: text,
  date: day,
});

/**
 * The accepted changes of the guide in a folder; none where it has no such file.
 * @throws EnvironmentError when the file is not as docs/compare.md tells
 */
export function readAccepted(folder: string): readonly Acceptance[] {
  const file = join(folder, ACCEPTED);
  const content = readTextIfThere(file, LONGEST_SETTINGS);
  if (content === undefined) return [];
  const parsed = parseYaml(content);
  if ('fault' in parsed) throw new EnvironmentError(`${file}:${parsed.line}:${parsed.column} ${parsed.fault}`);
  const lineOf = (path: readonly PropertyKey[]): number => {
    const node = parsed.document.getIn(path, true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if (Array.isArray(range)) return parsed.lines.linePos(Number(range[0])).line;
    return path.length > 1 ? lineOf(path.slice(0, -1)) : 1;
  };
  const list = parsed.value() ?? [];
  if (!Array.isArray(list))
    throw new EnvironmentError(
      `${file}:1 is no list. Begin each entry with "- ", and give it changes, reason, owner and date.`,
    );
  return list.map((entry, index) => {
    const { data, error } = Entry.safeParse(entry);
    if (data !== undefined) return { ...data, place: `${ACCEPTED}:${lineOf([index])}` };
    const [fault] = error.issues;
    const path = fault?.path ?? [];
    const subject = path.length === 0 ? 'An entry' : `The ${path.join('.')} of an entry`;
    throw new EnvironmentError(`${file}:${lineOf([index, ...path])} ${subject}: ${fault?.message}.`);
  });
}
