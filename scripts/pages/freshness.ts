import type { Issue } from '../model/issue.ts';
import { type Fragment, originOf } from './fragment.ts';

/**
 * Holds the fragments against the files that are there.
 * @param files of the folders that fragments go to, by their names relative to the guide's folder
 * @param sources names of all sources, also of those that could not be made
 */
export function checkFreshness(
  fragments: readonly Fragment[],
  files: ReadonlyMap<string, string>,
  sources: ReadonlySet<string>,
): Issue[] {
  const stale = fragments
    .filter(({ file, text }) => files.get(file) !== text)
    .map(({ file }): Issue => {
      const message = files.has(file)
        ? 'This file is not what its source and the guide make now. Run ig pages.'
        : 'This file is missing, and a page may include it. Run ig pages.';
      return { severity: 'error', code: 'processing', rule: 'page-stale', message, source: { file } };
    });
  const orphans = [...files]
    .map(([file, text]) => ({ file, origin: originOf(text) }))
    .filter(({ origin }) => origin !== undefined && !sources.has(origin))
    .map(
      ({ file, origin }): Issue => ({
        severity: 'error',
        code: 'not-found',
        rule: 'page-orphan',
        message: `This file says that it is made from ${origin}, which does not exist. Delete the file, or give it its source back.`,
        source: { file },
      }),
    );
  return [...stale, ...orphans];
}
