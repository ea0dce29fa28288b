import type { Diagnostic } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

/**
 * What was found in a text, at its places in the text that came out of it: what stands behind an edit moves along, and
 * what the edit touches is gone until it is found again.
 */
export function movedAlong(diagnostics: readonly Diagnostic[], old: string, fresh: string): readonly Diagnostic[] {
  const most = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < most && old[start] === fresh[start]) start++;
  if (diagnostics.length === 0 || (start === old.length && start === fresh.length)) return diagnostics;
  let left = 0;
  while (left < most - start && old[old.length - 1 - left] === fresh[fresh.length - 1 - left]) left++;
  const before = TextDocument.create('', 'fsh', 0, old);
  const after = TextDocument.create('', 'fsh', 0, fresh);
  const end = old.length - left;
  const by = fresh.length - old.length;
  return diagnostics.flatMap((each) => {
    const [from, to] = [before.offsetAt(each.range.start), before.offsetAt(each.range.end)];
    if (to < start || (to === start && from < start)) return [each];
    if (from < end) return [];
    return [{ ...each, range: { start: after.positionAt(from + by), end: after.positionAt(to + by) } }];
  });
}
