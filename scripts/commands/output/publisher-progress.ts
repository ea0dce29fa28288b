import type { Position } from '../../publish/watch.ts';
import type { Progress } from './progress.ts';

const WIDTH = 24;

/**
 * Shows where the Publisher is: on a terminal a bar with the time that has passed and the time that is expected,
 * elsewhere a line for each phase.
 */
export function showPosition(progress: Progress): (position: Position, begins: boolean) => void {
  return (position, begins) => {
    if (progress.isLive) progress.step(barLine(position));
    else if (begins) progress.step(plainLine(position));
  };
}

function barLine({ phase, elapsed, remaining, megabytes }: Position): string {
  const share = elapsed / Math.max(elapsed + remaining, 1);
  const full = Math.min(WIDTH, Math.round(share * WIDTH));
  const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
  const percent = `${Math.min(99, Math.floor(share * 100))} %`.padStart(4);
  return `${bar} ${percent}  IG Publisher: ${phase}, ${clock(elapsed)} of about ${clock(elapsed + remaining)}, ${megabytes} MB`;
}

function plainLine({ phase, elapsed, remaining }: Position): string {
  return `IG Publisher: ${phase} (${clock(elapsed)}, about ${clock(remaining)} left)`;
}

/** Minutes and seconds. */
function clock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
