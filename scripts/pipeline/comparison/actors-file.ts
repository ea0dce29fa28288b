import { join } from 'node:path';
import { z } from 'zod';
import type { Actor } from '../../compare/result/actors.ts';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { parseYaml } from '../../model/yaml-text.ts';

/** The file, in a guide's folder, that says who produces and who consumes which of its artefacts. */
export const ACTORS = 'actors.yaml';

const name = z.string().trim().min(1);
const Actors = z
  .array(
    z
      .strictObject({ actor: name, produces: z.array(name).default([]), consumes: z.array(name).default([]) })
      .refine(({ produces, consumes }) => produces.length + consumes.length > 0, 'produces and consumes nothing'),
  )
  .refine((all) => new Set(all.map(({ actor }) => actor)).size === all.length, 'has an actor twice');

/**
 * The actors of the guide in a folder; none where it has no such file.
 * @throws EnvironmentError when the file is not as docs/compare.md tells
 */
export function readActors(folder: string): readonly Actor[] {
  const file = join(folder, ACTORS);
  const text = readTextIfThere(file, LONGEST_SETTINGS);
  if (text === undefined) return [];
  const parsed = parseYaml(text);
  if ('fault' in parsed) throw new EnvironmentError(`${file}:${parsed.line}:${parsed.column} ${parsed.fault}`);
  const read = Actors.safeParse(parsed.value());
  if (read.success) return read.data;
  const [fault] = read.error.issues;
  const [index, ...path] = fault?.path ?? [];
  const node = typeof index === 'number' ? parsed.document.getIn([index, ...path.slice(0, 1)], true) : undefined;
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  const line = Array.isArray(range) ? parsed.lines.linePos(Number(range[0])).line : 1;
  throw new EnvironmentError(
    `${file}:${line} is not as it should be: ${[...path, fault?.message].join(' ')}. It is a list of actors, each with "actor", "produces" and "consumes" (ids, canonicals, or their beginning and *).`,
  );
}
