import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type Run, root, runCommand } from './run-ig.ts';

export const isRoot: boolean = process.getuid?.() === 0;

/** Runs a command without a word when it works, and tells whether it did. */
export function works(command: string, ...args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const dropRights = ['--reuid=65534', '--regid=65534', '--clear-groups'];

/** Whether a program can be run that may not write what others own. */
export const canDropRights: boolean =
  !isRoot || works('setpriv', ...dropRights, 'test', '-r', join(root, 'package.json'));

/** Runs a Node.js program as somebody who may not write everywhere. */
export function asNobody(program: string, ...args: string[]): Promise<Run> {
  return isRoot
    ? runCommand('setpriv', [...dropRights, process.execPath, program, ...args])
    : runCommand(process.execPath, [program, ...args]);
}
