import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { faultAndRemedy, isDiskError } from '../../model/disk-fault.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { isCode } from '../../packages/disk/disk-fault.ts';
import { removeAbandoned, stagedName } from './abandoned.ts';
import { replaceFolder } from './replace-folder.ts';

/** Puts a site that is whole in the place of the last one; when that cannot be done, the last one stays. */
export function placeSite(output: string, site: string): void {
  const folder = dirname(site);
  const staging = join(folder, stagedName(basename(site)));
  try {
    mkdirSync(folder, { recursive: true });
    removeAbandoned(folder, basename(site));
    mkdirSync(staging);
    moveFolder(output, join(staging, 'new'));
    replaceFolder(join(staging, 'new'), site, join(staging, 'old'));
  } catch (cause) {
    if (!isDiskError(cause)) throw cause;
    const message = `Cannot write the site to ${site}: ${faultAndRemedy(cause)} The last site is as it was.`;
    throw new EnvironmentError(message, { cause });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** The folders may be on different disks. */
export function moveFolder(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!isCode(error, 'EXDEV')) throw error;
    cpSync(from, to, { recursive: true });
    rmSync(from, { recursive: true, force: true });
  }
}
