import { spawnSync } from 'node:child_process';

const running = new Set<number>();
let tell: ((group: number, isRunning: boolean) => void) | undefined;

/** Notes a group of processes that outlives us unless it is ended: it is a session of its own. */
export function groupStarted(group: number): void {
  running.add(group);
  tell?.(group, true);
}

export function groupEnded(group: number): void {
  running.delete(group);
  tell?.(group, false);
}

/** In a thread: whoever hears signals ends what this thread has started. */
export function tellOfGroups(listener: (group: number, isRunning: boolean) => void): void {
  tell = listener;
}

/** Ends all that still runs, at once. */
export function killGroups(): void {
  for (const group of running) killGroup(group);
}

export function killGroup(group: number): void {
  signalGroup(group, 'SIGKILL');
}

/** Ends a group; on Windows, which has neither groups nor signals, the process and all that it started, at once. */
export function signalGroup(group: number, name: 'SIGTERM' | 'SIGKILL', platform: string = process.platform): void {
  if (platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(group), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-group, name);
  } catch {
    // it has ended by itself
  }
}
