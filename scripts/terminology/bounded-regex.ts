const MAX_PATTERN = 500;
const MAX_TEXT = 500;
/** A repeated group that itself ends in a repetition, or has alternatives: what makes matching time explode. */
const riskyRepetition = /\([^()]*(?:[*+}]|\|)[^()]*\)\s*(?:[*+]|\{\d+,\d*\})|\\[1-9]|\(\?[=!<]/;

/**
 * Compiles a regular expression out of a resource into a test of the whole text. Undefined for one that is not valid or
 * could take unbounded time.
 */
export function compileBoundedRegex(pattern: string): ((text: string) => boolean) | undefined {
  if (pattern.length > MAX_PATTERN || riskyRepetition.test(pattern)) return undefined;
  try {
    const regex = new RegExp(`^(?:${pattern})$`, 's');
    return (text) => text.length <= MAX_TEXT && regex.test(text);
  } catch {
    return undefined;
  }
}
