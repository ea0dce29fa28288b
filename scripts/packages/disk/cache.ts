import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The folder of the package cache: `IG_CACHE`, else `$XDG_CACHE_HOME/ig`, else `~/.cache/ig`.
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  if (isSet(env.IG_CACHE)) return resolve(env.IG_CACHE);
  return isSet(env.XDG_CACHE_HOME) ? join(env.XDG_CACHE_HOME, 'ig') : join(homedir(), '.cache', 'ig');
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
