import { existsSync, renameSync } from 'node:fs';

const ATTEMPTS = 5;

/**
 * Puts a folder in the place of another one, also where a second run does the same at this moment.
 * @param aside where the other one is put, with a number behind it; the caller removes it
 */
export function replaceFolder(fresh: string, target: string, aside: string): void {
  for (let attempt = 1; ; attempt++) {
    if (existsSync(target)) renameSync(target, `${aside}-${attempt}`);
    try {
      renameSync(fresh, target);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
    }
  }
}
