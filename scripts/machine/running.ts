/**
 * Whether a process with this number runs on this machine, whoever's it is. What the system does not tell counts as
 * running: nobody may remove what a living process still writes.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
