import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { copyOf, ig, writeFiles } from '../cli/run-ig.ts';
import type { Place } from './surroundings.ts';

export const LOCK = 'fhir-packages.lock.json';

/** A guide of one profile; `more` is put behind its FSH. */
export function smallGuide(more = '', config = ''): Record<string, string> {
  return {
    'sushi-config.yaml': `canonical: https://example.org/fhir/small\nfhirVersion: 4.0.1\nversion: 0.3.0\nFSHOnly: true\n${config}`,
    'input/fsh/a.fsh': `Profile: Small\nParent: Patient\nId: small\nTitle: "Small"\nDescription: "Small."\n* name 1..\n\n${more}`,
  };
}

let lock: Promise<string> | undefined;

/** The lockfile of a guide without dependencies of its own, made once: a row need not wait for one. */
export async function withLock({ work }: Place): Promise<undefined> {
  lock ??= (async () => {
    const guide = copyOf('fsh-only');
    expect((await ig(['packages', 'lock', '--offline', '--quiet', guide])).code).toBe(0);
    return readFileSync(join(guide, LOCK), 'utf8');
  })();
  writeFiles(work, { [LOCK]: await lock });
  return undefined;
}
