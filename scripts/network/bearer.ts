import { EnvironmentError } from '../model/issue.ts';

/**
 * The header `Authorization` of a token. One that no header can hold is refused here: fetch would do so too, and repeat it.
 * @param name the variable that has the token
 */
export function bearer(token: string, name: string): string {
  const trimmed = token.trim(); // out of a file, a token ends with its line
  if (/^[\x21-\x7e]+$/.test(trimmed)) return `Bearer ${trimmed}`;
  throw new EnvironmentError(`${name} has a space, a line break or another character that no token has. Set it anew.`);
}
