import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Issue } from '../../scripts/model/issue.ts';

const file = fileURLToPath(new URL('./reasons.yaml', import.meta.url));

const Reason = z.strictObject({
  /** Who alone says it. */
  only: z.enum(['ours', 'theirs']),
  /** Regular expressions on the rule and on the message; what is not given fits all. */
  rule: z.string().optional(),
  message: z.string().optional(),
  right: z.enum(['ours', 'theirs', 'either']),
  why: z.string(),
});

/** Why one of the two alone has an error; undefined where nobody has looked yet. */
export type Reasons = (only: 'ours' | 'theirs', issue: Issue) => string | undefined;

/** The reasons in `reasons.yaml`. */
export function readReasons(): Reasons {
  const known = z
    .array(Reason)
    .parse(parse(readFileSync(file, 'utf8')))
    .map((each) => ({ ...each, rule: new RegExp(each.rule ?? ''), message: new RegExp(each.message ?? '') }));
  return (side, { rule, message }) => {
    const found = known.find((each) => each.only === side && each.rule.test(rule) && each.message.test(message));
    return found && `${found.right} right: ${found.why.trim()}`;
  };
}
