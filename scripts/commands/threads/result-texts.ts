import type { Issue } from '../../model/issue.ts';
import type { ResourceResult } from '../../model/report.ts';

/** Issues of one result that go into one text: a text has room for half a gigabyte, and a result may have more. */
const LONG = 10_000;

/** Further issues of a result: of which payload, which of its results, and the issues. */
type More = readonly [payload: number, result: number, issues: readonly Issue[]];

/** What was found in several payloads as JSON, which is cheaper to send to a thread than the objects themselves. */
export function toTexts(results: readonly (readonly ResourceResult[])[]): string[] {
  const isLong = ({ issues }: ResourceResult) => issues.length > LONG;
  if (!results.some((each) => each.some(isLong))) return [JSON.stringify(results)];
  const short = results.map((each) =>
    each.map((result) => (isLong(result) ? { ...result, issues: result.issues.slice(0, LONG) } : result)),
  );
  const texts = [JSON.stringify(short)];
  for (const [payload, each] of results.entries()) {
    for (const [index, { issues }] of each.entries()) {
      for (let at = LONG; at < issues.length; at += LONG)
        texts.push(JSON.stringify([payload, index, issues.slice(at, at + LONG)] satisfies More));
    }
  }
  return texts;
}

export function fromTexts([first = '[]', ...more]: readonly string[]): ResourceResult[][] {
  const results = JSON.parse(first) as (Omit<ResourceResult, 'issues'> & { readonly issues: Issue[] })[][];
  if (more.length === 0) return results;
  // A text that is read anew shares nothing: the same words a million times are a gigabyte.
  const known = new Map<string, string>();
  const once = (text: string): string => {
    const same = known.get(text);
    if (same === undefined && known.size < LONG) known.set(text, text);
    return same ?? text;
  };
  for (const text of more) {
    const [payload, index, issues] = JSON.parse(text) as More;
    const into = results[payload]?.[index]?.issues;
    for (const issue of issues) {
      const { message, profile, source } = issue;
      into?.push({
        ...issue,
        message: once(message),
        ...(profile === undefined ? {} : { profile: once(profile) }),
        ...(source === undefined ? {} : { source: { ...source, file: once(source.file) } }),
      });
    }
  }
  return results;
}
