import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Phase } from '../model/report.ts';
import { type PhaseTimes, usualTimes } from './phases.ts';

const Times = z.record(z.string(), z.number().nonnegative());

/** How long the phases are expected to take: as in the last run that went well, else as usual on two cores. */
export function readTimes(file: string): PhaseTimes {
  try {
    return Times.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return usualTimes;
  }
}

/** Keeps the times of a run that went well. Where they cannot be written, the next run has the usual ones. */
export function writeTimes(file: string, phases: readonly Phase[]): void {
  const staged = `${file}.${randomBytes(6).toString('hex')}`;
  const times = Object.fromEntries(phases.map(({ name, seconds }) => [name, Math.round(seconds * 10) / 10]));
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(staged, JSON.stringify(times));
    renameSync(staged, file);
  } catch {
    rmSync(staged, { force: true });
  }
}
