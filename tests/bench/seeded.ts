import { readdirSync, readFileSync } from 'node:fs';
import { conformance, readJsonFile } from '../conformance/corpus.ts';

/** Resources with one fault each that was put there, and the valid ones that they were made from. */
export interface Seeded {
  readonly faulty: readonly string[];
  readonly valid: readonly string[];
}

/** By the verdicts of the HL7 validator, on what depends neither on a terminology server nor on policy. */
export function seededResources(corpus: string): Seeded {
  const oracle = readJsonFile<Record<string, { coreVerdict: string; crash?: unknown }>>(`${corpus}/oracle.json`) ?? {};
  const manifest =
    readJsonFile<Record<string, { distrust?: unknown; crash?: unknown }>>(`${corpus}/manifest.json`) ?? {};
  const folder = new URL(`${corpus}/resources/`, conformance);
  const faulty: string[] = [];
  const valid: string[] = [];
  for (const file of readdirSync(folder)) {
    const verdict = oracle[file];
    const { distrust, crash } = manifest[file] ?? {};
    if (verdict === undefined || verdict.crash || distrust || crash) continue;
    const text = readFileSync(new URL(file, folder), 'utf8');
    (verdict.coreVerdict === 'error' ? faulty : valid).push(text);
  }
  return { faulty, valid };
}

/** Of the faulty resources the share that is caught, and of the valid ones the share that is refused. */
export function judge({ faulty, valid }: Seeded, isValid: (text: string) => boolean) {
  const refused = (texts: readonly string[]) => texts.filter((text) => !isValid(text)).length / texts.length;
  return { caught: refused(faulty), refused: refused(valid) };
}
