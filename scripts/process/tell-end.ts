import { installationFault } from '../../bin/installed.js';
import { faultText, limitOf } from '../model/fault.ts';
import { EnvironmentError } from '../model/issue.ts';
import { toolchainFolder } from '../pipeline/guide/toolchain.ts';
import { visibleLine } from '../report/finding/visible.ts';
import { endInterrupted, interruption } from './signals.ts';

/** Says why a run could not go on, and sets its exit code: a sentence for what it met, the stack only for a bug of ours. */
export function tellEnd(error: unknown): void {
  process.stderr.write(explain(error));
  process.exitCode = 2;
  if (interruption.aborted) endInterrupted();
}

function explain(error: unknown): string {
  if (error instanceof EnvironmentError) {
    const cause = error.cause instanceof Error ? ` (${cut(faultText(error.cause))})` : '';
    return `ig: ${visibleLine(`${error.message}${cause}`)}\n`;
  }
  const missing = installationFault(error, toolchainFolder);
  if (missing !== undefined) return `ig: ${missing}\n`;
  const limit = limitOf(error);
  if (limit !== undefined)
    return `ig: Something that was read is beyond what can be worked on: ${limit}. Try its files one by one to find it, and report it as a defect.\n`;
  const details = error instanceof Error ? error.stack : String(error);
  return `ig: this is a defect of ig, please report it with the lines below.\n${details}\n`;
}

/** A file system repeats the whole path, however long. */
function cut(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
