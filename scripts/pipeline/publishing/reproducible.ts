import { join } from 'node:path';
import type { Issue } from '../../model/issue.ts';
import { readArchiveFiles } from '../../packages/source/archive-files.ts';
import { comparePackages, type Span } from '../../publish/compare-packages.ts';

const SHOWN = 10;

/** Says whether two runs of the Publisher gave the same package. */
export async function compareRuns(
  outputs: readonly [first: string, second: string],
  span: Span,
): Promise<{ readonly reproducible: boolean; readonly issue: Issue }> {
  const [first, second] = outputs.map((output) => readArchiveFiles(join(output, 'package.tgz')));
  const { same, dates, differ } = comparePackages((await first) ?? new Map(), (await second) ?? new Map(), span);
  const count = `${same.length} files are equal, ${dates.length} but for dates`;
  const rule = 'publisher-reproducible';
  if (differ.length === 0) {
    const message = `Two runs gave the same package.tgz, but for dates: ${count}.`;
    return { reproducible: true, issue: { severity: 'information', code: 'informational', rule, message } };
  }
  const more = differ.length > SHOWN ? ` and ${differ.length - SHOWN} more` : '';
  const message = `Two runs gave different packages: ${count}, and ${differ.length} differ: ${differ.slice(0, SHOWN).join(', ')}${more}.`;
  return { reproducible: false, issue: { severity: 'warning', code: 'conflict', rule, message } };
}
