import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { EnvironmentError } from '../../model/issue.ts';

/**
 * Refuses to write into a folder to which a link leads out of the project: what a project brings along may not choose
 * a place elsewhere on this machine. The folder need not be there yet.
 * @param folder relative to the project
 * @throws EnvironmentError
 */
export function stayInside(project: string, folder: string): void {
  const root = resolve(project);
  if (!existsSync(root)) return;
  let present = join(root, folder);
  while (present !== root && !existsSync(present)) present = dirname(present);
  const [wanted, real] = [realpathSync(root), realpathSync(present)];
  if (real === wanted || real.startsWith(wanted === sep ? sep : `${wanted}${sep}`)) return;
  throw new EnvironmentError(
    `Nothing is written to ${folder}: a link leads out of the project there, to ${real}. Put a folder in its place.`,
  );
}
