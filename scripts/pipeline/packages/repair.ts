import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Report } from '../../model/report.ts';
import type { Repair } from '../../packages/store/entry.ts';
import { toolchainFolder } from '../guide/toolchain.ts';
import type { PackageOptions } from './package-options.ts';

/** Which packages a run has opened: enough to open the same ones in another process. */
export interface OpenedPackages extends Pick<PackageOptions, 'offline' | 'added' | 'onStep'> {
  /** Folder of the guide; absent in a run without one. */
  readonly project?: string;
}

/** Longer than any package takes to download and compile. */
const MOST_MS = 15 * 60 * 1000;
const MOST_REPORT_BYTES = 64 << 20;

/**
 * Repairs the package cache in another process, `ig packages repair`, while this one waits. What reads a resource
 * cannot wait for a compiler or a server itself: validation is one piece of work, and SUSHI reads where it likes.
 */
export function repairElsewhere({ project, offline = false, added = [], onStep }: OpenedPackages): Repair {
  const args = [
    join(toolchainFolder, 'bin', 'ig.js'),
    ...['packages', 'repair', '--format', 'json', '--quiet'],
    ...(offline ? ['--offline'] : []),
    ...added.flatMap((each) => ['--package', each]),
    ...(project === undefined ? ['--fhir-only'] : ['--', project]),
  ];
  return () => {
    onStep?.('Repairing the package cache');
    const run = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      timeout: MOST_MS,
      maxBuffer: MOST_REPORT_BYTES,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (run.status === 0) return undefined;
    return (
      firstError(run.stdout) ??
      /^ig: (.+)$/m.exec(run.stderr)?.[1] ??
      `It cannot be made anew: ig packages repair ended with ${run.signal ?? run.error?.message ?? `exit code ${run.status}`}.`
    );
  };
}

function firstError(text: string): string | undefined {
  try {
    const { issues } = JSON.parse(text) as Report;
    return issues.find(({ severity }) => severity === 'error' || severity === 'fatal')?.message;
  } catch {
    return undefined; // it ended before it could report
  }
}
