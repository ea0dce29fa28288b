import { readdirSync, readFileSync } from 'node:fs';
import { type Issue, isAtLeast } from '../../scripts/model/issue.ts';
import type { Validator } from '../../scripts/validate/validator.ts';
import { conformance, readJsonFile } from './corpus.ts';
import { countPaths, pathsWithout } from './paths.ts';

interface Said {
  readonly severity: string;
  readonly messageId?: string | null;
  readonly message: string;
  readonly path?: string;
}

interface Judged {
  readonly crash?: unknown;
  readonly issues?: readonly Said[];
}

/** Kinds of warnings that say only that no server was asked, or that nobody knows an identifier's system. */
const unasked = new Set([
  'Error_validating_code_running_without_terminology_services',
  'UNKNOWN_CODESYSTEM',
  'Terminology_TX_ValueSet_NotFound',
  'Type_Specific_Checks_DT_URL_Resolve',
]);

/** How many of the HL7 validator's warnings in a corpus ours has at the same element, its parent or its child. */
interface Warnings {
  readonly wanted: number;
  /** `messageId file path`. */
  readonly missed: readonly string[];
}

/** Elements are counted once for each kind of warning; a corpus whose outcomes are absent has none. */
export function compareWarnings(corpus: string, validator: Validator): Warnings {
  const oracle = readJsonFile<Record<string, Judged>>(`${corpus}/oracle.json`) ?? {};
  const resources = new URL(`${corpus}/resources/`, conformance);
  const missed: string[] = [];
  let wanted = 0;
  for (const file of readdirSync(resources).sort()) {
    const judged = oracle[file];
    if (judged === undefined || judged.crash) continue;
    const kinds = new Map<string, string[]>();
    for (const issue of judged.issues ?? []) {
      const kind = kindOf(issue);
      if (kind !== undefined) kinds.set(kind, [...(kinds.get(kind) ?? []), issue.path ?? '']);
    }
    if (kinds.size === 0) continue;
    const { issues } = validator.validate(readFileSync(new URL(file, resources), 'utf8'), { file });
    wanted += countWanted(kinds);
    missed.push(...missedOf(kinds, issues, file));
  }
  return { wanted, missed };
}

function kindOf({ severity, messageId, message }: Said): string | undefined {
  if (severity !== 'warning' || message.endsWith('could not be found, so the code cannot be validated'))
    return undefined;
  const kind = messageId ?? 'unnamed';
  return unasked.has(kind) ? undefined : kind;
}

/** How many warnings are wanted of one resource. */
export function countWanted(kinds: ReadonlyMap<string, readonly string[]>): number {
  return [...kinds.values()].reduce((count, paths) => count + countPaths(paths), 0);
}

/** Of the warnings wanted of a resource those that none of our findings answers, as `kind file path`. */
export function missedOf(
  kinds: ReadonlyMap<string, readonly string[]>,
  issues: readonly Issue[],
  file: string,
): string[] {
  const found = issues
    .filter(({ severity }) => isAtLeast(severity, 'warning'))
    .map(({ expression = '' }) => expression);
  return [...kinds].flatMap(([kind, paths]) => pathsWithout(paths, found).map((path) => `${kind} ${file} ${path}`));
}
