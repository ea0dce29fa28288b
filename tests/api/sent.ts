import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, BundleEntryRequest, Device, Observation } from 'fhir/r4.js';
import { projectFolder } from '../guide/compile-guide.ts';

/** The text of a payload that is accepted: `measure`, `measure-and-device`, `blood-pressure`, `glucose-blood`… */
export function shared(name: string): string {
  return readFileSync(join(projectFolder, 'tests', 'api', 'cases', 'shared', `${name}.json`), 'utf8');
}

interface Sent {
  readonly bundle: Bundle;
  readonly observation: Observation;
  /** Of a payload that has one. */
  readonly device: Device;
  readonly deviceRequest: BundleEntryRequest;
}

/** A payload that is accepted (a weight and its scale), changed before it is sent. */
export function changed(change: (sent: Sent) => void, name = 'measure-and-device'): string {
  const bundle: Bundle = JSON.parse(shared(name));
  const [first, second] = bundle.entry ?? [];
  change({
    bundle,
    observation: first?.resource as Observation,
    device: second?.resource as Device,
    deviceRequest: second?.request as BundleEntryRequest,
  });
  return JSON.stringify(bundle);
}
