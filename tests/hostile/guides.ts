import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyOf, ig } from '../cli/run-ig.ts';

const config = `id: example.steps
canonical: https://example.org/fhir/steps
name: Steps
status: draft
version: 0.3.0
fhirVersion: 4.0.1
copyrightYear: 2026+
releaseLabel: draft
`;

const steps = `Profile: WalkedSteps
Parent: Observation
Id: walked-steps
* subject 1..1
`;

let lock: Promise<string> | undefined;

/** A lockfile for {@link guide}, made once: without it each row would resolve the packages again. */
export function lockText(): Promise<string> {
  lock ??= (async () => {
    const project = copyOf('fsh-only', { 'sushi-config.yaml': config });
    await ig(['packages', 'lock', '--offline', project]);
    return readFileSync(join(project, 'fhir-packages.lock.json'), 'utf8');
  })();
  return lock;
}

/** A small guide that builds, with other files in it. */
export function guide(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  return { 'sushi-config.yaml': config, 'input/fsh/steps.fsh': steps, ...files };
}
